// Talks REST to a fake server of its own over HTTP, without any client of ours in between.
import assert from 'node:assert/strict';
import type { Model, User } from '../../fakeTableau/model';
import {
  startFakeTableau,
  type FakeTableau,
  type FakeTableauOptions,
} from '../../fakeTableau/server';

/** A JSON answer; Tableau's shapes are looked into by path. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Json = { readonly [name: string]: Json } & readonly Json[] & string;

/** The items of a list that may be missing. */
export function items(list: Json | undefined): readonly Json[] {
  return list ?? [];
}

export class RestTalk {
  token = '';
  siteLuid = '';
  userLuid = '';

  constructor(
    readonly fake: FakeTableau,
    readonly version = fake.apiVersion,
  ) {}

  get model(): Model {
    return this.fake.model;
  }

  get user(): User {
    const user = this.model.users.get(this.userLuid);
    assert.ok(user);
    return user;
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Reply> {
    const headers = new Headers(init.headers);
    if (this.token !== '' && !headers.has('X-Tableau-Auth')) {
      headers.set('X-Tableau-Auth', this.token);
    }
    const response = await fetch(`${this.fake.url}${path}`, { ...init, method, headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** JSON both ways, below `/api/{v}/`. */
  call(method: string, path: string, body?: unknown, language = 'en'): Promise<Reply> {
    const headers = {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'Accept-Language': language,
    };
    const init = body === undefined ? { headers } : { headers, body: JSON.stringify(body) };
    return this.send(method, `/api/${this.version}/${path}`, init);
  }

  /** GET below the session's site; fails when the answer is a refusal. */
  async get(path: string): Promise<Json> {
    const reply = await this.call('GET', this.onSite(path));
    assert.equal(reply.status, 200, reply.text);
    return JSON.parse(reply.text) as Json;
  }

  post(path: string, body: unknown = {}, language = 'en'): Promise<Reply> {
    return this.call('POST', this.onSite(path), body, language);
  }

  onSite(path: string): string {
    return `sites/${this.siteLuid}/${path}`;
  }

  /** The items of a list, all on one page. */
  async list(kind: string, query = ''): Promise<readonly Json[]> {
    const answer = await this.get(`${kind}?pageSize=1000${query === '' ? '' : `&${query}`}`);
    const wrapper = answer[kind];
    assert.ok(wrapper, `no ${kind}`);
    return Object.values(wrapper)[0] ?? [];
  }

  async names(kind: string, query = ''): Promise<readonly string[]> {
    return (await this.list(kind, query)).map((item) => String(item['name']));
  }

  signIn(credentials: Readonly<Record<string, unknown>>, contentUrl = 'sales'): Promise<Reply> {
    const body = { credentials: { site: { contentUrl }, ...credentials } };
    return this.call('POST', 'auth/signin', body);
  }

  /** Signs in, or fails the test. */
  async enter(credentials: Readonly<Record<string, unknown>>, contentUrl = 'sales'): Promise<this> {
    const reply = await this.signIn(credentials, contentUrl);
    assert.equal(reply.status, 200, reply.text);
    const answer = JSON.parse(reply.text) as Json;
    this.token = String(answer['credentials']?.['token']);
    this.siteLuid = String(answer['credentials']?.['site']?.['id']);
    this.userLuid = String(answer['credentials']?.['user']?.['id']);
    return this;
  }
}

export function codeOf(reply: Reply): string {
  const code = (JSON.parse(reply.text) as Json)['error']?.['code'];
  assert.equal(typeof code, 'string', 'error.code is a string');
  return String(code);
}

export async function refusesWith(reply: Promise<Reply>, code: string): Promise<void> {
  const answer = await reply;
  assert.equal(codeOf(answer), code);
  assert.equal(answer.status, Number(code.slice(0, 3)));
}

export const passwordOf = (fake: FakeTableau): Readonly<Record<string, string>> => {
  const { password, username } = fake.credentials.password;
  return { name: username, password };
};

export const adminPasswordOf = (fake: FakeTableau): Readonly<Record<string, string>> => {
  const { password, username } = fake.credentials.administrator;
  return { name: username, password };
};

export const tokenOf = (fake: FakeTableau): Readonly<Record<string, string>> => {
  const { name, secret } = fake.credentials.personalAccessToken;
  return { personalAccessTokenName: name, personalAccessTokenSecret: secret };
};

/** A clock that stands still until a test moves it. */
export class StillClock {
  now = Date.UTC(2026, 4, 4, 10);
  readonly read = (): number => this.now;

  tick(milliseconds: number): void {
    this.now += milliseconds;
  }
}

/** Servers of one test file, closed after each test. */
export class Servers {
  readonly #open: FakeTableau[] = [];

  async start(options: FakeTableauOptions = {}): Promise<FakeTableau> {
    const fake = await startFakeTableau(options);
    this.#open.push(fake);
    return fake;
  }

  /** The default user, signed in by password (which leaves tokens free). */
  async user(options: FakeTableauOptions = {}): Promise<RestTalk> {
    const fake = await this.start(options);
    return new RestTalk(fake).enter(passwordOf(fake));
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((fake) => fake.close()));
  }
}

export async function administratorOf(fake: FakeTableau, site = 'sales'): Promise<RestTalk> {
  return new RestTalk(fake).enter(adminPasswordOf(fake), site);
}
