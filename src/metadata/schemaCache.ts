/** Each site's Metadata API schema, asked for once per version and kept in memory: it is over a megabyte. */
import { getIntrospectionQuery } from 'graphql';
import { systemClock, type Clock } from '../base/clock';
import { SingleFlight } from '../base/singleFlight';
import type { TableauClient } from '../tableau/client';
import { siteKey } from '../tableau/model';

interface Kept {
  readonly apiVersion: string;
  readonly schema: unknown;
  readonly checkedAt: number;
}

/** For so long the server is not asked whether its version is still the same. */
const trustedMs = 15 * 60_000;

export class SchemaCache {
  readonly #kept = new Map<string, Kept>();
  readonly #flights = new SingleFlight<string, unknown>();
  readonly #clock: Clock;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** The introspection result, as `buildClientSchema` takes it. `again` asks the server whatever is kept. */
  async load(
    client: TableauClient,
    options: { readonly again?: boolean } = {},
    signal?: AbortSignal,
  ): Promise<unknown> {
    const key = siteKey(client.site);
    if (options.again === true) this.#kept.delete(key);
    return this.#flights.run(key, (own) => this.#load(key, client, own), signal);
  }

  async #load(key: string, client: TableauClient, signal: AbortSignal): Promise<unknown> {
    const kept = this.#kept.get(key);
    if (kept !== undefined && this.#clock.now() - kept.checkedAt < trustedMs) return kept.schema;
    const { apiVersion } = await client.whoAmI(signal);
    const schema =
      kept?.apiVersion === apiVersion ? kept.schema : await this.#introspect(client, signal);
    this.#kept.set(key, { apiVersion, schema, checkedAt: this.#clock.now() });
    return schema;
  }

  async #introspect(client: TableauClient, signal: AbortSignal): Promise<unknown> {
    // The plain form: older servers do not know what newer introspection may ask for.
    const query = getIntrospectionQuery({ descriptions: true });
    const { data } = await client.metadata.query({ query }, signal);
    if (
      typeof data !== 'object' ||
      data === null ||
      !('__schema' in data) ||
      data.__schema === null
    )
      throw new Error('The introspection brought no schema');
    return data;
  }
}
