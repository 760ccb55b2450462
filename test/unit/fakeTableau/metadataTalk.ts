// Talks GraphQL to a fake server of its own over HTTP, as the default user and as the administrator.
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import type { Knobs } from '../../fakeTableau/knobs';
import type { Model, Site, User } from '../../fakeTableau/model';
import type { ProfileName } from '../../fakeTableau/profiles';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';

export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>> | null;
  }[];
}

type Variables = Readonly<Record<string, unknown>>;
type Credentials = Readonly<Record<string, unknown>>;

/** Asks as one person. */
export class Asker {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  post(query: string, variables?: Variables): Promise<Response> {
    return fetch(`${this.url}/api/metadata/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Tableau-Auth': this.token },
      body: JSON.stringify({ query, variables }),
    });
  }

  async ask(query: string, variables?: Variables): Promise<GraphqlAnswer> {
    const response = await this.post(query, variables);
    assert.equal(response.status, 200);
    return (await response.json()) as GraphqlAnswer;
  }

  /** The data of an answer without any error or warning. */
  async data<T>(query: string, variables?: Variables): Promise<T> {
    const answer = await this.ask(query, variables);
    assert.deepEqual(answer.errors, undefined);
    return answer.data as T;
  }
}

export class MetadataTalk extends Asker {
  constructor(
    readonly fake: FakeTableau,
    token: string,
    readonly administrator: Asker,
    readonly user: User,
    readonly site: Site,
  ) {
    super(fake.url, token);
  }

  get model(): Model {
    return this.fake.model;
  }

  get knobs(): Knobs {
    return this.fake.knobs;
  }

  /** Any request, as the default user; with a null token, as nobody. */
  fetch(path: string, init: RequestInit, token: string | null = this.token): Promise<Response> {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set('X-Tableau-Auth', token);
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  /** A session of the connected app with these scopes. */
  async withJwt(scopes: readonly string[]): Promise<(query: string) => Promise<Response>> {
    const { connectedApp } = this.fake.credentials;
    const token = await signIn(this.fake, this.site, { jwt: mint(connectedApp, scopes) });
    const asker = new Asker(this.url, token);
    return (query) => asker.post(query);
  }

  close(): Promise<void> {
    return this.fake.close();
  }
}

/** A server whose Metadata API is on, whatever the profile begins with. */
export async function openMetadata(profile: ProfileName = 'cloud'): Promise<MetadataTalk> {
  const fake = await startFakeTableau({ profile, metadata: 'on' });
  const { site, users } = fake.company.main;
  const user = users['ana.ruiz'];
  assert.ok(user);
  const { administrator, password } = fake.credentials;
  const mine = { name: password.username, password: password.password };
  const theirs = { name: administrator.username, password: administrator.password };
  const token = await signIn(fake, site, mine);
  const other = new Asker(fake.url, await signIn(fake, site, theirs));
  return new MetadataTalk(fake, token, other, user, site);
}

async function signIn(fake: FakeTableau, site: Site, credentials: Credentials): Promise<string> {
  const response = await fetch(`${fake.url}/api/${fake.apiVersion}/auth/signin`, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({
      credentials: { ...credentials, site: { contentUrl: site.contentUrl } },
    }),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return (JSON.parse(text) as { credentials: { token: string } }).credentials.token;
}

function mint(
  app: { clientId: string; secretId: string; secretValue: string; username: string },
  scopes: readonly string[],
): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'HS256', typ: 'JWT', kid: app.secretId, iss: app.clientId });
  const exp = Math.floor(Date.now() / 1000) + 300;
  const claims = {
    iss: app.clientId,
    sub: app.username,
    aud: 'tableau',
    jti: randomUUID(),
    exp,
    scp: scopes,
  };
  const signed = `${head}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', app.secretValue).update(signed).digest('base64url')}`;
}
