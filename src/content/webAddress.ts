/** Reads browser addresses of Tableau: which server, which site, and which item they name (field guide §6.1). */
import type { ContentUrl } from '../tableau/model';
import { decodeOnce, itemIn, type AddressedItem, type ItemProblem } from './addressItem';
import { readAddress, type TextProblem } from './addressText';

/** What a browser address says. Without `item` it is a page of the site. */
export interface WebAddress {
  /** The origin in the browser: not necessarily the one that REST is called at. */
  readonly server: string;
  /** Empty: the default site, or an address that names none. */
  readonly contentUrl: ContentUrl;
  readonly item?: AddressedItem;
  /** The page of the site, such as `home`, where no item is named. */
  readonly page?: string;
}

/** Why a text is no address that can be followed. */
export type AddressProblem =
  | { readonly reason: TextProblem }
  | ItemProblem
  /** A web address, but not one of Tableau's forms. */
  | { readonly reason: 'notTableau'; readonly host: string }
  /** Tableau Public has no REST API. */
  | { readonly reason: 'tableauPublic' };

export function parseWebAddress(text: string): WebAddress | AddressProblem {
  const read = readAddress(text);
  if ('reason' in read) return read;
  if (/(?:^|\.)public\.tableau\.com$/u.test(read.host)) return { reason: 'tableauPublic' };
  const route = routeOf(read);
  if (route === undefined) return { reason: 'notTableau', host: read.host };
  const found = itemIn(route.segments);
  if ('reason' in found) return found;
  return { server: read.server, contentUrl: route.contentUrl, ...found };
}

/** Server and, where the text names one, site: for signing in. Takes bare hosts, and hosts without dots. */
export function parseServerAddress(
  text: string,
): { readonly server: string; readonly contentUrl?: ContentUrl } | AddressProblem {
  const read = readAddress(text, { bareWords: true });
  if ('reason' in read) return read;
  if (/(?:^|\.)public\.tableau\.com$/u.test(read.host)) return { reason: 'tableauPublic' };
  const route = routeOf(read);
  // Only an item's address without a site says that the default site is meant.
  const named =
    route !== undefined && (route.contentUrl !== '' || 'item' in itemIn(route.segments));
  return named ? { server: read.server, contentUrl: route.contentUrl } : { server: read.server };
}

interface Route {
  readonly contentUrl: ContentUrl;
  readonly segments: readonly string[];
}

/** The segments after the site, wherever the site stands; undefined where the path is none of Tableau's. */
function routeOf(read: { readonly path: string; readonly route: string }): Route | undefined {
  if (read.route.startsWith('/')) return inSite(segmentsOf(read.route));
  const path = segmentsOf(read.path.replace(/^\/[a-z]{2}-[a-z]{2}(?=\/|$)/iu, ''));
  const [first, second] = path.map((segment) => segment.toLowerCase());
  if (first === 'trusted' && second !== undefined) return routeInPath(path.slice(2));
  if (first === 'site' || first === undefined) return inSite(path);
  if (first === 'vizportal' || (first === 'metadata' && second === 'graphiql'))
    return { contentUrl: '' as ContentUrl, segments: [first] };
  if (first === 'pulse') return { contentUrl: '' as ContentUrl, segments: path };
  if (first === 'signin' || first === 'login' || first === 'auth')
    return { contentUrl: '' as ContentUrl, segments: [] };
  return routeInPath(path);
}

/** `t/SITE/views/…` and, on the default site, `views/…`: names, with the extension that tabcmd asks for. */
function routeInPath(path: readonly string[]): Route | undefined {
  const [first = '', site] = path;
  const inT = first.toLowerCase() === 't' && site !== undefined;
  const rest = inT ? path.slice(2) : path;
  const known = /^(?:views|authoring|workbooks|datasources|flows|projects)$/iu;
  if (!inT && !known.test(rest[0] ?? '')) return undefined;
  return {
    contentUrl: (inT ? decodeOnce(site) : '') as ContentUrl,
    segments: rest.map((segment) =>
      segment.replace(/\.(?:twbx?|tdsx?|tflx?|png|csv|pdf|fullpdf|xlsx|pptx)$/iu, ''),
    ),
  };
}

function inSite(segments: readonly string[]): Route {
  const [first = '', site] = segments;
  return first.toLowerCase() === 'site' && site !== undefined
    ? { contentUrl: decodeOnce(site) as ContentUrl, segments: segments.slice(2) }
    : { contentUrl: '' as ContentUrl, segments };
}

/** A name and password before a host go no further, wherever a mangled address has its host. */
const login = /^[^@]*:[^@]*@/u;

function segmentsOf(path: string): readonly string[] {
  return path
    .split('/')
    .map((segment) => segment.replace(login, ''))
    .filter((segment) => segment !== '');
}
