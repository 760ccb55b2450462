/** Calls to one site with its session: signs in when it must, renews a dead session once, and reads the answer. */
import { SingleFlight } from '../base/singleFlight';
import type { AuthTokens, TableauSession } from './client';
import { readErrorBody } from './errorBodies';
import { TableauError } from './errors';
import type { HttpAnswer } from './http/attempt';
import { codeOfBody, readBody } from './http/bodies';
import { refusal, type HttpTransport } from './http/transport';
import { DeniedMethods } from './deniedMethods';
import { redirectOf } from './redirects';
import type { RefreshableRef } from './refreshTask';
import { reportingChange } from './reportingChange';
import { asObject, type Raw } from './wire/decode';

export interface SiteCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Names the method of Tableau's API, such as `GET jobs/{id}`: what a session may or may not call. */
  readonly name: string;
  /** Path and query after `/api/{v}/`, `{site}` standing for `sites/{luid}`; or from the root when it begins with `/`. */
  readonly path: string | ((session: TableauSession) => string);
  readonly body?: string;
  /** What is sent and asked for: they must agree (field guide §0.2.4). Default: JSON. */
  readonly format?: 'json' | 'xml';
  readonly nature: 'repeat' | 'change';
  /** What is changed, where the path does not name it. */
  readonly about?: RefreshableRef;
  readonly deadlineMs?: number;
  /** A call of the Metadata API, which may not know a session yet in its first seconds (field guide §5.5). */
  readonly metadata?: boolean;
}

/** A session this young may still be unknown to the Metadata API. */
const youngMs = 10_000;
const spuriousWaitMs = 1500;
/** A session this young has not died of age. */
const aliveMs = 5 * 60_000;

const probe: SiteCall = {
  method: 'GET',
  name: 'GET sessions/current',
  path: 'sessions/current',
  nature: 'repeat',
};

/** A session this young that is refused is asked about itself: it lives longer than that, on any server (field guide §1.2). */
const probedMs = 100 * 60_000;
/** For one call, while something else keeps ending its sessions. */
const mostRenewals = 3;

export class SiteCalls {
  readonly http: HttpTransport;
  readonly #tokens: AuthTokens;
  readonly #denied = new DeniedMethods();
  readonly #probes = new SingleFlight<string, boolean>();
  /** The token that a probe found dead last. */
  #dead: string | undefined;

  constructor(http: HttpTransport, tokens: AuthTokens) {
    this.http = http;
    this.#tokens = tokens;
  }

  session(signal?: AbortSignal): Promise<TableauSession> {
    return this.#tokens.current(signal);
  }

  /** The body of a 2xx answer. @throws TableauError for all else. */
  async json(call: SiteCall, signal?: AbortSignal): Promise<Raw> {
    return contentOf(await this.answer(call, signal), call);
  }

  /** A 2xx answer. A session refused with 401002 is renewed once, and the call sent once more, a change too. */
  async answer(call: SiteCall, signal?: AbortSignal): Promise<HttpAnswer> {
    const session = await this.#tokens.current(signal);
    if (call.nature !== 'change') return this.#answer(call, session, signal);
    return reportingChange(this.http, call, session, () => this.#answer(call, session, signal));
  }

  async #answer(
    call: SiteCall,
    session: TableauSession,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    this.#denied.check(call.name, session);
    let answer = await this.#send(call, session, signal);
    if (isSentOn(answer, session)) {
      // The server has moved since the sign-in: the next one follows it, and its session knows the new address.
      const moved = await this.#tokens.renew(session, signal);
      return this.#accepted(await this.#send(call, moved, signal), moved, call);
    }
    if (!isSessionRefused(answer)) return this.#accepted(answer, session, call);

    if (call.metadata === true) {
      answer = await this.#onceMoreIfYoung(call, session, answer, signal);
      if (!isSessionRefused(answer)) return this.#accepted(answer, session, call);
    }
    // Refused to an earlier session right after its sign-in: another sign-in would change nothing.
    const age = this.http.clock.now() - session.signedInAt;
    if (age < aliveMs && this.#denied.before(call.name))
      throw this.#denied.remember(call.name, session);

    let current = session;
    for (let renewals = 0; ; renewals++) {
      if (await this.#isAlive(current, signal)) {
        // The Metadata API may be the last to hear of a session.
        if (call.metadata === true)
          answer = await this.#onceMoreIfYoung(call, current, answer, signal);
        if (!isSessionRefused(answer)) return this.#accepted(answer, current, call);
        throw this.#denied.remember(call.name, current);
      }
      // Without a way to tell, what is refused right after a sign-in is not allowed.
      const isTold = this.#tokens.canTellDead?.() ?? false;
      if (renewals > 0 && (!isTold || renewals > mostRenewals))
        throw this.#denied.remember(call.name, current);
      current = await this.#tokens.renew(current, signal);
      answer = await this.#send(call, current, signal);
      if (isSessionRefused(answer) && call.metadata === true) {
        answer = await this.#onceMoreIfYoung(call, current, answer, signal);
      }
      if (!isSessionRefused(answer)) return this.#accepted(answer, current, call);
    }
  }

  /**
   * Whether a young session is alive although a method was refused to it: then the method is not allowed, and nothing was
   * stolen. False where that cannot be told, and for sessions old enough to have ended.
   */
  async #isAlive(session: TableauSession, signal: AbortSignal | undefined): Promise<boolean> {
    const age = this.http.clock.now() - session.signedInAt;
    if (age > probedMs || this.#tokens.canTellDead?.() !== true) return false;
    if (this.#dead === session.token) return false;
    // Once for all who were refused at the same moment.
    const isAlive = await this.#probes.run(
      session.token,
      async (own) => (await this.#send(probe, session, own)).status === 200,
      signal,
    );
    if (!isAlive) this.#dead = session.token;
    return isAlive;
  }

  /** As `json`, but a refusal never leads to a sign-in: for what is nice to know. */
  async jsonWithoutRenewal(
    call: SiteCall,
    session: TableauSession,
    signal?: AbortSignal,
  ): Promise<Raw> {
    const answer = this.#accepted(await this.#send(call, session, signal), session, call);
    return contentOf(answer, call);
  }

  async #onceMoreIfYoung(
    call: SiteCall,
    session: TableauSession,
    answer: HttpAnswer,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    if (this.http.clock.now() - session.signedInAt > youngMs) return answer;
    await this.http.clock.delay(spuriousWaitMs, signal);
    return this.#send(call, session, signal);
  }

  #send(
    call: SiteCall,
    session: TableauSession,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    const path = typeof call.path === 'string' ? call.path : call.path(session);
    const media = call.format === 'xml' ? 'application/xml' : 'application/json';
    return this.http.send(
      {
        server: session.site.server,
        method: call.method,
        path: path.startsWith('/')
          ? path
          : `/api/${session.apiVersion}/${path.replace('{site}', `sites/${session.siteLuid}`)}`,
        headers: { accept: media, 'content-type': media, 'x-tableau-auth': session.token },
        nature: call.nature,
        ...(call.body === undefined ? {} : { body: call.body }),
        ...(call.deadlineMs === undefined ? {} : { deadlineMs: call.deadlineMs }),
      },
      signal,
    );
  }

  #accepted(answer: HttpAnswer, session: TableauSession, call: SiteCall): HttpAnswer {
    if (answer.status >= 200 && answer.status < 300) {
      this.#tokens.used?.(session);
      this.#denied.forget(call.name);
      return answer;
    }
    const error = refusal(this.http, session.site.server, answer);
    // The server was changed under us: the next sign-in asks for its version again.
    if (error.code === '404001') this.http.knownServers.clear();
    throw error;
  }
}

/** To where a sign-in would go, too: https instead of http, a pod. */
function isSentOn(answer: HttpAnswer, { site }: TableauSession): boolean {
  const redirect = redirectOf(answer, site.server);
  return redirect !== undefined && 'follow' in redirect;
}

/** 401002, or a 401 without a code of Tableau's (Spring, empty), but not a proxy's page. */
function isSessionRefused(answer: HttpAnswer): boolean {
  if (answer.status !== 401 && answer.status !== 403) return false;
  const body = readBody(answer);
  const code = readErrorBody(body)?.code;
  if (code !== undefined) return code === '401002';
  return answer.status === 401 && body.form !== 'html';
}

function contentOf(answer: HttpAnswer, call: SiteCall): Raw {
  const body = readBody(answer);
  if (body.form === 'json' || body.form === 'xml') return asObject(body.value);
  // What a change answers is lost when it cannot be read; a read can simply be asked for again by hand.
  const kind = call.nature === 'change' ? 'answerLost' : 'notTableau';
  throw new TableauError(kind, {
    code: codeOfBody(body),
    httpStatus: answer.status,
    ...(body.form === 'html' && body.title !== undefined ? { summary: body.title } : {}),
  });
}
