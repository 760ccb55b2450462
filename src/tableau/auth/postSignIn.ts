/** One `POST auth/signin`, never repeated, but for a redirect that credentials may follow. */
import type { ServerInfo, TableauSession } from '../client';
import type { Credentials } from '../credentials';
import { TableauError } from '../errors';
import type { HttpAnswer } from '../http/attempt';
import { codeOfBody, readBody } from '../http/bodies';
import type { HttpTransport } from '../http/transport';
import type { ContentUrl, Luid, SiteRef } from '../model';
import { redirectOf } from '../redirects';
import { reportingSignIn } from '../reportingChange';
import { asObject, asText } from '../wire/decode';
import { proofOf, type Proof } from './proof';
import { refusedSignIn } from './refusedSignIn';

const maxRedirects = 3;

export interface SignInCall {
  readonly http: HttpTransport;
  readonly info: Pick<ServerInfo, 'apiVersion' | 'server'>;
  readonly site: SiteRef;
  readonly signal?: AbortSignal | undefined;
}

/** @see REST, "Sign In" */
export async function postSignIn(
  call: SignInCall,
  credentials: Credentials,
): Promise<TableauSession> {
  const { http, info, site, signal } = call;
  const proof = await proofOf(http, site, credentials, info.apiVersion, signal);
  return reportingSignIn(http, site, credentials, () => post(call, credentials, proof), signal);
}

async function post(
  { http, info, site, signal }: SignInCall,
  credentials: Credentials,
  proof: Proof,
): Promise<TableauSession> {
  const { apiVersion } = info;
  const body = JSON.stringify({
    credentials: { ...proof.body, site: { contentUrl: site.contentUrl } },
  });
  let origin = info.server;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const answer = await http.send(
      {
        server: origin,
        method: 'POST',
        path: `/api/${apiVersion}/auth/signin`,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body,
        nature: 'never',
        deadlineMs: 60_000,
      },
      signal,
    );
    const redirect = redirectOf(answer, origin);
    if (redirect === undefined) {
      if (answer.status !== 200) throw refusedSignIn(http, answer, origin, credentials);
      const session = sessionOf(http, answer, { ...site, server: origin }, apiVersion);
      return proof.userName === undefined ? session : { ...session, userName: proof.userName };
    }
    if ('refuse' in redirect) {
      throw new TableauError('notTableau', {
        code: redirect.code,
        httpStatus: answer.status,
        host: new URL(origin).host,
        redirectHost: redirect.host,
      });
    }
    origin = redirect.follow;
  }
  throw new TableauError('notTableau', { code: 'REDIRECTS', host: new URL(site.server).host });
}

function sessionOf(
  http: HttpTransport,
  answer: HttpAnswer,
  asked: SiteRef,
  apiVersion: string,
): TableauSession {
  const body = readBody(answer);
  const given = body.form === 'json' || body.form === 'xml' ? asObject(body.value) : {};
  const session = asObject(given['credentials']);
  const token = asText(session['token']);
  const siteLuid = asText(asObject(session['site'])['id']);
  const userLuid = asText(asObject(session['user'])['id']);
  if (token === undefined || siteLuid === undefined || userLuid === undefined) {
    throw new TableauError('notTableau', {
      code: codeOfBody(body),
      httpStatus: answer.status,
      host: new URL(asked.server).host,
    });
  }
  const contentUrl = asText(asObject(session['site'])['contentUrl']) ?? asked.contentUrl;
  const credentialLifeMs = lifeOf(asText(session['estimatedTimeToExpiration']));
  return {
    token,
    site: { server: asked.server, contentUrl: contentUrl as ContentUrl },
    siteLuid: siteLuid as Luid,
    userLuid: userLuid as Luid,
    apiVersion,
    signedInAt: http.clock.now(),
    ...(credentialLifeMs === undefined ? {} : { credentialLifeMs }),
  };
}

/** `DAYS:HH:MM`: how long the token that signed in still lives, not how long the session does. */
function lifeOf(text: string | undefined): number | undefined {
  const parts = /^(\d+):(\d+):(\d+)$/u.exec(text ?? '');
  if (parts === null) return undefined;
  return ((Number(parts[1]) * 24 + Number(parts[2])) * 60 + Number(parts[3])) * 60_000;
}
