/** What addresses of Tableau lead to: each is asked about once by all who want to know, and the answer is kept for a while. */
import { SingleFlight } from '../base/singleFlight';
import { findByAddress } from '../content/findByAddress';
import type { FindResult } from '../content/findResult';
import type { SiteContent } from '../content/siteContent';
import type { WebAddress } from '../content/webAddress';
import { siteKey } from '../tableau/model';

const keptForMs = 10 * 60_000;

interface Kept {
  readonly result: FindResult;
  readonly until: number;
}

export class AddressLookup {
  readonly #kept = new Map<string, Kept>();
  readonly #flight = new SingleFlight<string, FindResult>();

  constructor(private readonly now: () => number) {}

  known(address: WebAddress, source: SiteContent): FindResult | undefined {
    const kept = this.#kept.get(keyOf(address, source));
    return kept !== undefined && kept.until > this.now() ? kept.result : undefined;
  }

  async find(address: WebAddress, source: SiteContent, signal?: AbortSignal): Promise<FindResult> {
    const known = this.known(address, source);
    if (known !== undefined) return known;
    const key = keyOf(address, source);
    const result = await this.#flight.run(
      key,
      (own) => findByAddress(address, () => source, own),
      signal,
    );
    this.#kept.set(key, { result, until: this.now() + keptForMs });
    return result;
  }

  forget(): void {
    this.#kept.clear();
  }
}

function keyOf(address: WebAddress, source: SiteContent): string {
  return `${siteKey(source.site)} ${JSON.stringify(address.item ?? '')}`;
}
