/** Signing in and out. One POST, never repeated, but for a redirect that credentials may follow. */
import type { TableauSession, Transport } from '../client';
import type { Credentials } from '../credentials';
import { readErrorBody } from '../errorBodies';
import { isTableauError, TableauError, type TableauErrorDetails } from '../errors';
import type { HttpAnswer } from '../http/attempt';
import { codeOfBody, readBody } from '../http/bodies';
import { clockSkewMs } from '../http/retryAfter';
import { httpTransport, refusal, type HttpTransport } from '../http/transport';
import type { ContentUrl, Luid, SiteRef } from '../model';
import { redirectOf } from '../redirects';
import { httpsFor, knownServerInfo } from '../serverInfo';
import { asObject, asText } from '../wire/decode';
import { mintJwt } from './jwt';

const maxRedirects = 3;
/** A difference of clocks that is worth telling. */
const skewWorthTellingMs = 60_000;

/** @see REST, "Sign In" */
export async function signIn(
  transport: Transport,
  site: SiteRef,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<TableauSession> {
  const http = httpTransport(transport);
  const { apiVersion, server } = await knownServerInfo(transport, site.server, signal);
  const body = JSON.stringify({
    credentials: {
      ...(await proof(credentials, apiVersion, http.clock.now())),
      site: { contentUrl: site.contentUrl },
    },
  });
  let origin = server;
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
      return sessionOf(
        http,
        answer,
        { server: origin, contentUrl: site.contentUrl },
        apiVersion,
        credentials,
      );
    }
    if ('refuse' in redirect) {
      throw new TableauError('notTableau', {
        code: 'REDIRECT',
        httpStatus: answer.status,
        host: new URL(origin).host,
        redirectHost: redirect.host,
      });
    }
    origin = redirect.follow;
  }
  throw new TableauError('notTableau', { code: 'REDIRECTS', host: new URL(site.server).host });
}

async function proof(
  credentials: Credentials,
  apiVersion: string,
  nowMs: number,
): Promise<Readonly<Record<string, string>>> {
  switch (credentials.method) {
    case 'personalAccessToken':
      return {
        personalAccessTokenName: credentials.name,
        personalAccessTokenSecret: credentials.secret,
      };
    case 'connectedApp':
      return { jwt: await mintJwt(credentials, apiVersion, nowMs) };
    case 'password':
      return { name: credentials.username, password: credentials.password };
  }
  credentials satisfies never;
}

function sessionOf(
  http: HttpTransport,
  answer: HttpAnswer,
  asked: SiteRef,
  apiVersion: string,
  credentials: Credentials,
): TableauSession {
  if (answer.status !== 200) throw refused(http, answer, asked.server, credentials);
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
  const userName = credentials.method === 'personalAccessToken' ? undefined : credentials.username;
  return {
    token,
    site: { server: asked.server, contentUrl: contentUrl as ContentUrl },
    siteLuid: siteLuid as Luid,
    userLuid: userLuid as Luid,
    apiVersion,
    signedInAt: http.clock.now(),
    ...(userName === undefined ? {} : { userName }),
    ...(credentialLifeMs === undefined ? {} : { credentialLifeMs }),
  };
}

/** `DAYS:HH:MM`: how long the token that signed in still lives, not how long the session does. */
function lifeOf(text: string | undefined): number | undefined {
  const parts = /^(\d+):(\d+):(\d+)$/u.exec(text ?? '');
  if (parts === null) return undefined;
  return ((Number(parts[1]) * 24 + Number(parts[2])) * 60 + Number(parts[3])) * 60_000;
}

function refused(
  http: HttpTransport,
  answer: HttpAnswer,
  server: string,
  credentials: Credentials,
): TableauError {
  const error = refusal(http, server, answer);
  const said = readErrorBody(readBody(answer));
  if (answer.status === 405) {
    // Plain http where TLS is enforced, or Tableau Cloud's general host instead of the site's pod (field guide §1.1).
    const secure = httpsFor(server);
    return new TableauError('notTableau', {
      ...error.details,
      code: '405000',
      ...(secure === undefined ? {} : { suggestedServer: secure }),
    });
  }
  // The version was refused: ask the server again before the next sign-in.
  if (error.code === '404001') http.knownServers.clear();
  if (answer.status !== 401 && !said?.code?.startsWith('401')) return error;
  if (said === undefined && error.kind === 'notTableau') return error;
  const details: { -readonly [K in keyof TableauErrorDetails]: TableauErrorDetails[K] } = {
    ...error.details,
  };
  if (credentials.method !== 'connectedApp') return new TableauError('signIn', details);
  const subCode = /\((\d+)\)[\s.]*$/u.exec(said?.detail ?? '')?.[1];
  if (subCode !== undefined) details.jwtSubCode = subCode;
  const skew = clockSkewMs(answer, http.clock.now());
  if (skew !== undefined && Math.abs(skew) > skewWorthTellingMs) details.clockSkewMs = skew;
  return new TableauError('signIn', details);
}

/** Best effort: a session that could not be ended dies of itself. @see REST, "Sign Out" */
export async function signOut(
  transport: Transport,
  session: TableauSession,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await httpTransport(transport).send(
      {
        server: session.site.server,
        method: 'POST',
        path: `/api/${session.apiVersion}/auth/signout`,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-tableau-auth': session.token,
        },
        nature: 'never',
        deadlineMs: 10_000,
      },
      signal,
    );
  } catch (error) {
    // Field guide §1.2: any failure to sign out is without consequence.
    if (!isTableauError(error)) throw error;
  }
}
