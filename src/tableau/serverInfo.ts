/** What a host is: `GET serverinfo` without a session, and the version of the API to call it with. */
import type { ServerInfo, Transport } from './client';
import { errorOf, readErrorBody } from './errorBodies';
import { TableauError } from './errors';
import { negotiate } from './apiVersion';
import { codeOfBody, readBody } from './http/bodies';
import { httpTransport, type HttpTransport } from './http/transport';
import { redirectOf } from './redirects';
import { asObject, asText } from './wire/decode';

/** TSC probes with 2.4, which every server answers; should one stop to, a newer path is tried. */
const probes = ['/api/2.4/serverinfo', '/api/3.5/serverinfo'] as const;
const maxRedirects = 3;
/** A server is asked again after this: it may have been upgraded. */
const keepMs = 30 * 60_000;

/** @see REST, "Server Info" */
export async function serverInfo(
  transport: Transport,
  server: string,
  signal?: AbortSignal,
): Promise<ServerInfo> {
  const http = httpTransport(transport);
  let origin = new URL(server).origin;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const found = await probe(http, origin, signal);
    if (typeof found !== 'string') {
      http.knownServers.set(new URL(server).origin, { info: found, at: http.clock.now() });
      return found;
    }
    origin = found;
  }
  throw new TableauError('notTableau', { code: 'REDIRECTS', host: new URL(server).host });
}

/** As `serverInfo`, from memory when this transport asked lately. */
export async function knownServerInfo(
  transport: Transport,
  server: string,
  signal?: AbortSignal,
): Promise<ServerInfo> {
  const http = httpTransport(transport);
  const known = http.knownServers.get(new URL(server).origin);
  if (known !== undefined && http.clock.now() - known.at < keepMs) return known.info;
  return serverInfo(transport, server, signal);
}

/** The server's words, or the origin it sends us to. */
async function probe(
  http: HttpTransport,
  origin: string,
  signal: AbortSignal | undefined,
  path: (typeof probes)[number] = probes[0],
): Promise<ServerInfo | string> {
  const host = new URL(origin).host;
  const answer = await http.send(
    {
      server: origin,
      method: 'GET',
      path,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      nature: 'repeat',
      deadlineMs: 30_000,
    },
    signal,
  );
  const redirect = redirectOf(answer, origin);
  if (redirect !== undefined) {
    if ('follow' in redirect) return redirect.follow;
    throw new TableauError('notTableau', {
      code: redirect.code,
      httpStatus: answer.status,
      host,
      redirectHost: redirect.host,
    });
  }
  const body = readBody(answer);
  if (answer.status === 200) {
    const info = decode(body, origin);
    if (info !== undefined) return info;
    throw new TableauError('notTableau', {
      code: codeOfBody(body),
      httpStatus: 200,
      host,
      ...(body.form === 'html' && body.title !== undefined ? { summary: body.title } : {}),
    });
  }
  // Tableau's own refusal of an old version: a newer path may do. Anything else is not Tableau.
  if (path === probes[0] && readErrorBody(body)?.code !== undefined) {
    return probe(http, origin, signal, probes[1]);
  }
  throw refusalOf(errorOf(answer, host, http.clock.now(), body), origin);
}

function refusalOf(error: TableauError, origin: string): TableauError {
  const status = error.httpStatus ?? 0;
  if (error.kind === 'tooManyRequests' || status >= 500) return error;
  // 405: TLS is enforced (field guide §1.1); 400: the port speaks TLS.
  const secure = [400, 405, 426].includes(status) ? httpsFor(origin) : undefined;
  return new TableauError('notTableau', {
    ...error.details,
    ...(secure === undefined ? {} : { suggestedServer: secure }),
  });
}

function decode(body: ReturnType<typeof readBody>, origin: string): ServerInfo | undefined {
  if (body.form !== 'json' && body.form !== 'xml') return undefined;
  const info = asObject(asObject(body.value)['serverInfo']);
  const version = asText(info['restApiVersion']);
  if (version === undefined || !/^\d+\.\d+$/u.test(version)) return undefined;
  const product = asObject(info['productVersion']);
  const productVersion = asText(product['value']) ?? asText(info['productVersion']);
  const build = asText(product['build']);
  return {
    server: origin,
    apiVersion: negotiate(version),
    ...(productVersion === undefined ? {} : { productVersion }),
    ...(build === undefined ? {} : { build }),
  };
}

/** The same address with https, for a server that was called with http. */
export function httpsFor(origin: string): string | undefined {
  const url = new URL(origin);
  if (url.protocol !== 'http:') return undefined;
  url.protocol = 'https:';
  return url.origin;
}
