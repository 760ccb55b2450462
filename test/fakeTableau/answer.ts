// One request from beginning to end: format, faults, route, refusal in words, and the way out.
import type { IncomingMessage } from 'node:http';
import { detailOf, languageOf, Refusal, summaryOf } from './http/errors';
import { parseBody } from './http/requestBody';
import { encode, formatOf, formatsDisagree, mediaTypes, type Format } from './http/wire';
import { answerMetadata } from './metadataEndpoint';
import { missingPage, tableauPage } from './pages';
import type { RequestRecord } from './requestLog';
import { findRoute, minorOf, runRoute, unknownResource } from './rest/router';
import type { Answer, Backend, Call } from './rest/route';

/** What goes out on the wire. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export const html = (status: number, body: string): Outgoing => ({
  status,
  headers: { 'content-type': 'text/html;charset=utf-8' },
  body,
});

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export async function answer(
  backend: Backend,
  incoming: Incoming,
  record: RequestRecord,
): Promise<Outgoing> {
  const { headers, method, path } = incoming;
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  // The second path is the service behind the first; some clients call it on Server (reported).
  const metadataPath = /^(\/api\/metadata|\/relationship-service-war)\/graphql\/?$/i.test(path);
  if (!metadataPath && !/^\/api(\/|$)/i.test(path)) return html(200, tableauPage);
  if (backend.knobs.browserOnlyHosts.has(host)) return html(404, missingPage);
  if (metadataPath) return answerMetadata(backend, incoming, record);
  const accept = headers.accept;
  // Methods without a version speak JSON only (documented).
  const versionless = path.toLowerCase().startsWith('/api/-/');
  const format = versionless ? 'json' : formatOf(accept, headers['content-type']);
  try {
    if (backend.knobs.strictAccept && formatsDisagree(accept, headers['content-type'])) {
      throw new Refusal(406000, 'Accept and Content-Type name different formats.');
    }
    if (method === 'POST' && /\/auth\/signin\/?$/i.test(path)) {
      const elsewhere = signInElsewhere(backend, host);
      if (elsewhere) return elsewhere;
    }
    return outgoing(await rest(backend, incoming, format, record), format);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    record.code = error.code;
    return refused(error, format, languageOf(headers['accept-language']));
  }
}

/** Cloud's generic host answers 405 (documented); others may redirect (seen with TSC). */
function signInElsewhere(backend: Backend, host: string): Outgoing | undefined {
  const { genericHosts, redirectSignIn } = backend.knobs;
  if (redirectSignIn) {
    return {
      status: redirectSignIn.status,
      headers: { location: redirectSignIn.location },
      body: '',
    };
  }
  if (genericHosts.has(host)) throw new Refusal(405000, 'Sign in at the host of your site.');
  return undefined;
}

async function rest(
  backend: Backend,
  incoming: Incoming,
  format: Format,
  record: RequestRecord,
): Promise<Answer> {
  const { headers, method, rawQuery } = incoming;
  const [, version, path] = /^\/api\/([^/]+)(?:\/(.*))?$/i.exec(incoming.path) ?? [];
  if (version === undefined) throw unknownResource();
  // Some clients ask for the server info without a version (reported).
  const bare = /^serverinfo$/i.test(version);
  // Methods without a version have it in their media type, and are as new as the server (documented).
  const versionless = version === '-';
  const newest = backend.profile.minor;
  const minor = bare ? 0 : versionless ? newest : minorOf(version, newest);
  const hit = findRoute(method, bare ? version : `${versionless ? '-/' : ''}${path ?? ''}`);
  Object.assign(record, { kind: hit.route.name });
  const call: Call = {
    ...backend,
    minor,
    part: (name) => hit.parts.get(name) ?? '',
    rawQuery,
    query: new URLSearchParams(rawQuery),
    body: () => parseBody(incoming.body, headers['content-type']),
    rawBody: incoming.body,
    language: languageOf(headers['accept-language']),
    format,
  };
  const token = headers['x-tableau-auth'];
  return runRoute(hit, call, typeof token === 'string' ? token : undefined, (user) => {
    record.user = user;
  });
}

function outgoing(result: Answer, format: Format): Outgoing {
  const body = result.encoded ?? (result.tree ? encode(result.tree, format) : '');
  const headers = body.length === 0 ? {} : { 'content-type': mediaTypes[format] };
  return { status: result.status, headers: { ...headers, ...result.headers }, body };
}

export function refused(refusal: Refusal, format: Format, language: string): Outgoing {
  const error = {
    summary: summaryOf(refusal, language),
    detail: detailOf(refusal, language),
    code: refusal.code,
  };
  return {
    status: refusal.status,
    headers: { 'content-type': mediaTypes[format], ...refusal.headers },
    body: encode({ error }, format),
  };
}
