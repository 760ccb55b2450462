/**
 * The Metadata API's schema, asked for once for each version of the server by all windows: it is over a megabyte. Where a server does
 * not give it, what is known of its last version serves, or else the basic fields that every version has.
 */
import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { systemClock, type Clock } from '../base/clock';
import { FilesFolder, type Folder } from '../base/folder';
import type { Log } from '../base/log';
import { SingleFlight } from '../base/singleFlight';
import type { SessionsContract } from '../session/sessionsContract';
import { isAbort } from '../tableau/errors';
import type { SiteRef } from '../tableau/model';
import { baseIntrospection } from './baseSchema';

export interface SchemaNeeds {
  readonly sessions: Pick<SessionsContract, 'serverInfo' | 'client'>;
  readonly log: Log;
  /** Where schemas are kept, for all windows. */
  readonly schemaFolder: string;
}

export interface Schema {
  readonly introspection: IntrospectionQuery;
  /** Why it is only the basic one. */
  readonly failed?: { readonly error: unknown };
}

interface Known {
  readonly version: string;
  readonly checkedAt: number;
}

/** For so long the server is not asked whether its version is still the same. */
const trustedMs = 15 * 60_000;
/** Of more versions the oldest goes: a file is a megabyte. */
const maxFiles = 8;

export class SchemaCache {
  readonly #needs: SchemaNeeds;
  readonly #clock: Clock;
  readonly #folder: Folder;
  readonly #versions = new Map<string, Known>();
  readonly #schemas = new Map<string, IntrospectionQuery>();
  readonly #flights = new SingleFlight<string, Schema>();

  constructor(needs: SchemaNeeds, clock: Clock = systemClock) {
    this.#needs = needs;
    this.#clock = clock;
    this.#folder = new FilesFolder(needs.schemaFolder);
  }

  /** Fails only when it is cancelled. `again` asks the server, whatever is kept. */
  async load(
    site: SiteRef,
    options: { readonly again?: boolean } = {},
    signal?: AbortSignal,
  ): Promise<Schema> {
    const again = options.again === true;
    return this.#flights.run(
      `${site.server} ${site.contentUrl} ${again}`,
      (own) => this.#load(site, again, own),
      signal,
    );
  }

  /** What is kept of the server's last known version. Asks nobody. */
  async known({ server }: SiteRef): Promise<IntrospectionQuery | undefined> {
    const version = this.#versions.get(server)?.version ?? (await this.#lastOf(server));
    return version === undefined ? undefined : this.#kept(version);
  }

  async #load(site: SiteRef, again: boolean, signal: AbortSignal): Promise<Schema> {
    try {
      const version = await this.#versionOf(site.server, again, signal);
      const kept = again ? undefined : await this.#kept(version);
      const introspection = kept ?? (await this.#ask(site, signal));
      this.#schemas.set(version, introspection);
      if (kept === undefined) await this.#keep(site.server, version, introspection);
      else if ((await this.#lastOf(site.server)) !== version)
        await this.#attempt(() => this.#folder.write(lastFile(site.server), version));
      return { introspection };
    } catch (error) {
      if (isAbort(error)) throw error;
      const last = await this.#lastOf(site.server);
      const introspection = last === undefined ? undefined : await this.#kept(last);
      // Asked for on purpose, a failure is told even where something is at hand.
      if (introspection !== undefined && !again) return { introspection };
      return { introspection: introspection ?? baseIntrospection(), failed: { error } };
    }
  }

  async #versionOf(server: string, again: boolean, signal: AbortSignal): Promise<string> {
    const known = this.#versions.get(server);
    if (!again && known !== undefined && this.#clock.now() - known.checkedAt < trustedMs)
      return known.version;
    const info = await this.#needs.sessions.serverInfo(server, signal);
    // A server that keeps its version to itself is told apart by its address.
    const words =
      info.productVersion === undefined && info.build === undefined
        ? [new URL(server).host, info.apiVersion]
        : [info.productVersion, info.build, info.apiVersion];
    const version = words.join('-').replace(/[^\w.-]/gu, '_');
    this.#versions.set(server, { version, checkedAt: this.#clock.now() });
    return version;
  }

  /** From memory, or from the file of this or another window. */
  async #kept(version: string): Promise<IntrospectionQuery | undefined> {
    const known = this.#schemas.get(version);
    if (known !== undefined) return known;
    const text = await this.#attempt(() => this.#folder.read(`${version}.json`));
    if (text === undefined) return undefined;
    try {
      const kept = introspectionOf(JSON.parse(text));
      this.#schemas.set(version, kept);
      return kept;
    } catch (error) {
      this.#needs.log.debug(`A kept schema cannot be read and is asked for anew: ${String(error)}`);
      return undefined;
    }
  }

  async #ask(site: SiteRef, signal: AbortSignal): Promise<IntrospectionQuery> {
    // The plain form: older servers do not know what newer introspection may ask for.
    const query = getIntrospectionQuery({ descriptions: true });
    const client = await this.#needs.sessions.client(site);
    const { data } = await client.metadata.query({ query }, signal);
    return introspectionOf(data);
  }

  async #keep(server: string, version: string, introspection: IntrospectionQuery): Promise<void> {
    await this.#attempt(async () => {
      const others = (await this.#folder.list()).filter((name) => name.endsWith('.json'));
      for (const name of others.slice(0, Math.max(0, others.length - maxFiles + 1)))
        await this.#folder.remove(name);
      await this.#folder.write(`${version}.json`, JSON.stringify(introspection));
      await this.#folder.write(lastFile(server), version);
    });
  }

  async #lastOf(server: string): Promise<string | undefined> {
    return this.#attempt(() => this.#folder.read(lastFile(server)));
  }

  /** Without a disk everything works as well, only not for so long. */
  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#needs.log.warn(`The folder of schemas cannot be used: ${String(error)}`);
      return undefined;
    }
  }
}

/** The file that names the last known version of a server. */
function lastFile(server: string): string {
  return `${new URL(server).host.replace(/[^\w.-]/gu, '_')}.last`;
}

/** @throws where it is no introspection: a proxy may answer whatever it likes. */
function introspectionOf(data: unknown): IntrospectionQuery {
  const { __schema: schema } = (data ?? {}) as Partial<IntrospectionQuery>;
  if (!Array.isArray(schema?.types)) throw new Error('The introspection brought no schema');
  return data as IntrospectionQuery;
}
