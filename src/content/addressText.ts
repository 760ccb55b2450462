/** Reads origin, path and route out of what people paste as an address: without scheme, in quotes, out of a sentence. */

export interface AddressText {
  /** Origin as a browser shows it; https unless http was typed or the host is this computer. */
  readonly server: string;
  /** Lower case, without the port. */
  readonly host: string;
  /** What follows the host, without query; not decoded. */
  readonly path: string;
  /** What follows `#`, without its own query; not decoded. */
  readonly route: string;
}

export type TextProblem =
  | 'empty'
  /** Not an address at all. */
  | 'notAnAddress'
  /** Another scheme than http and https. */
  | 'notWeb';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/iu;

/** `bareWords`: a single word is taken for the name of a host, as companies have them. */
export function readAddress(
  text: string,
  options: { readonly bareWords?: boolean } = {},
): AddressText | { readonly reason: TextProblem } {
  const token = addressIn(text);
  if (options.bareWords === true && /\s/u.test(text.trim()) && !token.includes('://'))
    return { reason: 'notAnAddress' };
  if (token === '') return { reason: 'empty' };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//iu.exec(token)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return { reason: 'notWeb' };
  const full = withoutUser(scheme === undefined ? `https://${token}` : token);
  const bare = full.slice('https://'.length);
  if (scheme === undefined && !looksLikeHost(bare, options.bareWords === true))
    return { reason: 'notAnAddress' };
  // Only what stands before the path: a `%23` behind the host would be no host.
  const start = /^\w+:\/\/[^/?#%]*/u.exec(full)?.[0] ?? '';
  const url = URL.canParse(start) ? new URL(start) : undefined;
  if (url === undefined || url.hostname === '') return { reason: 'notAnAddress' };
  const assumeHttp = scheme === undefined && loopback.test(url.hostname);
  return {
    server: assumeHttp ? `http://${url.host}` : url.origin,
    host: url.hostname.toLowerCase(),
    ...pathAndRoute(full),
  };
}

/** A name and password before the host, which may hold a `%`, are not ours: they go no further than here. */
function withoutUser(full: string): string {
  return full.replace(/^(\w+:\/\/)[^/?#\\]*@/u, '$1');
}

/** Cut by hand: `URL` would normalise what names in a route are made of. */
function pathAndRoute(full: string): { readonly path: string; readonly route: string } {
  const afterScheme = full.slice(full.indexOf('//') + 2);
  const start = afterScheme.search(/[/?#]|%23\//u);
  const rest = start === -1 ? '' : afterScheme.slice(start);
  // Some programs encode the `#`; one behind a `?` belongs to a value of the query.
  const cut = /^[^?#]*?(?:#|%23(?=\/))|^[^#]*#/u.exec(rest)?.[0];
  const before = cut === undefined ? rest : cut.replace(/(?:#|%23)$/u, '');
  const after = cut === undefined ? '' : rest.slice(cut.length);
  return {
    path: before.split('?')[0] ?? '',
    route: after.replace(/^!/u, '').split(/[?#]/u)[0] ?? '',
  };
}

/** The first web address in the text, or its first word, without what people and mail programs put around it. */
function addressIn(text: string): string {
  // An apostrophe inside a word is a name's, not a quotation's end.
  const found = /https?:\/\/(?:[^\s<>"'`|]|'(?=[\p{L}\p{N}]))+/iu.exec(text)?.[0];
  const word = text.trim().replace(/^(?:[<"'`(“‘«„]|\[(?!:))+/u, '');
  const bare = found ?? word.split(/[\s<>"`”»]|['’](?![\p{L}\p{N}])/u)[0] ?? '';
  const closed = bare.replace(/[.,;”’»]+$/u, '');
  return closed.endsWith(')') && !closed.includes('(') ? closed.replace(/\)+$/u, '') : closed;
}

function looksLikeHost(token: string, bareWords: boolean): boolean {
  const [, name = '', port] =
    /^(\[[\da-f:]+\]|[^/?#:@%]+)(:\d{1,5})?(?=$|[/?#%])/iu.exec(token) ?? [];
  if (!/^(?:\[[\da-f:]+\]|[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)$/iu.test(name))
    return false;
  if (bareWords || loopback.test(name) || port !== undefined || name.startsWith('[')) return true;
  if (name.includes('.')) return /\.\p{L}[\p{L}\d-]+$/u.test(name) || /^[\d.]+$/u.test(name);
  // A host without dots: only with a route that is Tableau's.
  return /^[^/%]+\/?(?:#\/|%23\/|t\/|views\/|site\/)/iu.test(token);
}
