/** The origin that Tableau puts into a site's own links: on a Server often one that only its own network knows (field guide §0.2, 17). */
import { SingleFlight } from '../base/singleFlight';
import type { TableauClient } from '../tableau/client';

interface Told {
  readonly origin: string | undefined;
}

export class LinkOrigin {
  readonly #flight = new SingleFlight<'links', Told>();
  #told: Told | undefined;

  constructor(private readonly client: () => Promise<TableauClient>) {}

  /** Undefined where the caller sees nothing that has a link. The site is asked once, for one item. */
  async find(signal?: AbortSignal): Promise<string | undefined> {
    this.#told ??= await this.#flight.run('links', (own) => this.#ask(own), signal);
    return this.#told.origin;
  }

  async #ask(signal: AbortSignal): Promise<Told> {
    const { workbooks, datasources, flows } = await this.client();
    for (const list of [workbooks, datasources, flows]) {
      const page = await list.page({ fields: 'slim', pageSize: 1 }, 1, signal);
      const link = page.items[0]?.webpageUrl;
      if (link !== undefined && URL.canParse(link)) return { origin: new URL(link).origin };
    }
    return { origin: undefined };
  }
}
