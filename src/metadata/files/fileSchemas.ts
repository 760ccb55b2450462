/** The schemas that GraphQL files are completed and checked from. A file asks nobody to sign in. */
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import type * as vscode from 'vscode';
import { operationAt, operationsOf } from '../../query/operations';
import type { SessionsContract } from '../../session/sessionsContract';
import type { SiteRef } from '../../tableau/model';
import { baseIntrospection } from '../baseSchema';
import type { SchemaCache } from '../schemaCache';
import { fileSite } from './fileSites';

export interface FileSchema {
  readonly schema: GraphQLSchema;
  /** The site's own: what it does not have, the site does not have. */
  readonly own: boolean;
}

export class FileSchemas {
  readonly #built = new WeakMap<IntrospectionQuery, GraphQLSchema>();
  readonly #base = baseIntrospection();

  constructor(
    private readonly sessions: SessionsContract,
    private readonly cache: SchemaCache,
  ) {}

  get base(): GraphQLSchema {
    return this.#build(this.#base);
  }

  /** For the operation at `offset`: a file may be about several sites. */
  async of(text: string, offset: number, token?: vscode.CancellationToken): Promise<FileSchema> {
    const operation = operationAt(operationsOf(text) ?? [], offset);
    const { entry } = fileSite(this.sessions, text, operation);
    const introspection =
      entry === undefined || token?.isCancellationRequested === true
        ? undefined
        : await this.#ofSite(entry.profile.site, entry.state.status === 'signedIn');
    return introspection === undefined
      ? { schema: this.base, own: false }
      : { schema: this.#build(introspection), own: true };
  }

  /** Asked for only where somebody is signed in already; else what is kept. */
  async #ofSite(site: SiteRef, signedIn: boolean): Promise<IntrospectionQuery | undefined> {
    const kept = await this.cache.known(site);
    if (kept !== undefined || !signedIn) return kept;
    const { introspection, failed } = await this.cache.load(site);
    return failed === undefined ? introspection : undefined;
  }

  #build(introspection: IntrospectionQuery): GraphQLSchema {
    const built = this.#built.get(introspection) ?? buildClientSchema(introspection);
    this.#built.set(introspection, built);
    return built;
  }
}
