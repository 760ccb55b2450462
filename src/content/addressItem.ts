/** The item that the segments of a Tableau route name, once server and site are taken off. */
import { isLuid, type ContentUrl, type Luid, type VizportalUrlId } from '../tableau/model';

/** A number where Tableau shows one, else names. */
export type AddressedItem =
  | { readonly kind: NumberedKind; readonly vizportalUrlId: VizportalUrlId }
  | { readonly kind: 'workbook' | 'datasource'; readonly contentUrl: ContentUrl }
  | { readonly kind: 'view'; readonly contentUrl: ContentUrl }
  | {
      readonly kind: 'customView';
      readonly luid: Luid;
      /** Of the view that it is a state of. */
      readonly viewContentUrl: ContentUrl;
    };

export type NumberedKind = 'project' | 'workbook' | 'datasource' | 'flow' | 'virtualConnection';

export type ItemProblem =
  /** An item of a kind that has no LUID to find, or whose address cannot be followed: `what` is its segment. */
  | { readonly reason: 'unsupportedKind'; readonly what: string }
  /** A tool of Tableau's, such as GraphiQL. */
  | { readonly reason: 'tool'; readonly what: string };

type Found = { readonly item: AddressedItem } | { readonly page?: string } | ItemProblem;

const numbered: ReadonlyMap<string, NumberedKind> = new Map([
  ['workbooks', 'workbook'],
  ['datasources', 'datasource'],
  ['flows', 'flow'],
  ['virtualconnections', 'virtualConnection'],
  ['virtual-connections', 'virtualConnection'],
  ['projects', 'project'],
]);

/** Kinds of pages that hold an item which is not ours to find. */
const unsupported = new Set(
  (
    'collections pulse metrics databases tables files redirect_to_view personalspace lenses ' +
    'askdata datarole dataroles data-roles newworkbook authoringnewworkbook flow-authoring vizql w'
  ).split(' '),
);
const tools = new Set(['metadata', 'vizportal']);

export function itemIn(segments: readonly string[]): Found {
  const [first, ...rest] = segments.map(decodeOnce);
  if (first === undefined) return {};
  const word = first.toLowerCase();
  if (word === 'views' || word === 'authoring') return viewIn(first, rest);
  const kind = numbered.get(word);
  if (kind !== undefined) return numberedIn(kind, word, rest[0]);
  if (tools.has(word)) return { reason: 'tool', what: word };
  if (unsupported.has(word)) {
    // `metrics`, `collections`: the list itself is a page of the site.
    return rest.length === 0 ? { page: first } : { reason: 'unsupportedKind', what: first };
  }
  return { page: first };
}

function numberedIn(kind: NumberedKind, page: string, id: string | undefined): Found {
  if (id === undefined) return { page };
  if (/^\d+$/u.test(id)) {
    const vizportalUrlId = id.replace(/^0+(?=\d)/u, '') as VizportalUrlId;
    return { item: { kind, vizportalUrlId } };
  }
  if (kind === 'workbook' || kind === 'datasource')
    return { item: { kind, contentUrl: id as ContentUrl } };
  return { reason: 'unsupportedKind', what: page };
}

/** `Wb/Sheet`, and behind it the LUID and name of a custom view. */
function viewIn(page: string, names: readonly string[]): Found {
  // REST writes `Wb/sheets/Sheet`, and so do people who copied that.
  const [workbook, sheet, customView] =
    names[1] === 'sheets' && names[2] !== undefined ? names.filter((_, at) => at !== 1) : names;
  if (workbook === undefined) return { page };
  if (sheet === undefined)
    return { item: { kind: 'workbook', contentUrl: workbook as ContentUrl } };
  const contentUrl = `${workbook}/sheets/${sheet}` as ContentUrl;
  if (customView !== undefined && isLuid(customView)) {
    const luid = customView.toLowerCase() as Luid;
    return { item: { kind: 'customView', luid, viewContentUrl: contentUrl } };
  }
  return { item: { kind: 'view', contentUrl } };
}

/** Percent-decoded once; a `%` that encodes nothing stays as it is. */
export function decodeOnce(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not percent-encoded at all: a name may hold a `%`.
    return segment;
  }
}
