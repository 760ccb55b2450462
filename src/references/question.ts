/** What a person may mean by a text that stands for an item: an address, a LUID, a number, a view, a path, a name. */
import { parseWebAddress, type AddressProblem, type WebAddress } from '../content/webAddress';
import type { NumberedKind } from '../content/addressItem';
import {
  isLuid,
  type ContentUrl,
  type KindName,
  type Luid,
  type VizportalUrlId,
} from '../tableau/model';
import { luidInText } from './luidInText';
import { kindNamed } from './words';

export type Question =
  | { readonly type: 'address'; readonly address: WebAddress }
  | { readonly type: 'luid'; readonly luid: Luid; readonly hint?: KindName }
  | { readonly type: 'number'; readonly id: VizportalUrlId; readonly kind?: NumberedKind }
  /** `Workbook/sheets/Sheet`. */
  | { readonly type: 'view'; readonly contentUrl: ContentUrl }
  /** Of names, or a single one. */
  | { readonly type: 'path'; readonly path: string }
  /** A web address that cannot be followed. */
  | { readonly type: 'problem'; readonly problem: AddressProblem };

const numbered: readonly NumberedKind[] = [
  'workbook',
  'datasource',
  'flow',
  'virtualConnection',
  'project',
];

/** No address, path or name is longer: other texts are nothing that somebody looks up. */
const longest = 4_000;

/** The likeliest first; empty for a blank text. */
export function questionsIn(text: string): readonly Question[] {
  const wanted = text.trim().replace(/^["'`<]+|["'`>,;]+$/gu, '');
  if (wanted === '' || wanted.length > longest) return [];
  if (/https?:\/\//iu.test(wanted)) {
    const address = parseWebAddress(wanted);
    return [
      'reason' in address ? { type: 'problem', problem: address } : { type: 'address', address },
    ];
  }
  const id = luidInText.exec(wanted);
  if (id !== null && isLuid(id[0])) {
    const hint = kindNamed(wanted.slice(0, id.index));
    const luid = id[0].toLowerCase() as Luid;
    return [{ type: 'luid', luid, ...(hint === undefined ? {} : { hint }) }];
  }
  const number = /^(?:([a-z][a-z _-]*?)s?[\s:#=/]*)?(\d{1,18})$/iu.exec(wanted);
  if (number?.[2] !== undefined) {
    const vizportalUrlId = number[2].replace(/^0+(?=\d)/u, '') as VizportalUrlId;
    const named = number[1] === undefined ? undefined : kindNamed(`${number[1]} `);
    const kind = numbered.find((one) => one === named);
    if (number[1] === undefined || kind !== undefined)
      return [
        { type: 'number', id: vizportalUrlId, ...(kind === undefined ? {} : { kind }) },
        { type: 'path', path: wanted },
      ];
  }
  // Without its scheme, as some browsers copy it.
  const bare = /^[^\s/]+\.[^\s/]+\/|#\//u.test(wanted) ? parseWebAddress(wanted) : undefined;
  if (bare !== undefined && !('reason' in bare) && bare.item !== undefined)
    return [{ type: 'address', address: bare }];
  const path: Question = { type: 'path', path: wanted };
  const view = viewOf(wanted);
  return view === undefined ? [path] : [path, { type: 'view', contentUrl: view }];
}

/** `Wb/Sheet` as in an address, or `Wb/sheets/Sheet` as in REST. */
function viewOf(text: string): ContentUrl | undefined {
  const parts = text
    .replace(/^\/|\/$/gu, '')
    .replace(/^views\//iu, '')
    .split('/');
  const names = parts.length === 3 && parts[1] === 'sheets' ? [parts[0], parts[2]] : parts;
  const [workbook, sheet, ...more] = names;
  if (!workbook || !sheet || more.length > 0) return undefined;
  return `${workbook}/sheets/${sheet}` as ContentUrl;
}

/** Each line; and, because a box of one line has no line breaks, also what was run together in one. */
export function linesToResolve(text: string): readonly string[] {
  return text
    .replaceAll(/(?<=\S)(?=https?:\/\/)|(?<=https?:\/\/\S+)\s+(?=https?:\/\/)/giu, '\n')
    .replaceAll(/(?<=-[\da-f]{12})\s*(?=[\da-f]{8}-[\da-f]{4}-)/giu, '\n')
    .split(/[\r\n]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What stands in a box of one line: where it is what was copied, the copy still has the line breaks. */
export function linesInBox(text: string, copied: string): readonly string[] {
  const plain = (one: string): string => one.replaceAll(/\s+/gu, '');
  const isCopied = text !== '' && plain(text) === plain(copied);
  return linesToResolve(isCopied ? copied : text);
}

/** Lines that somebody may have gathered to look them up: any other text that was copied is none of ours. */
export function isList(lines: readonly string[]): boolean {
  const fitting = lines.filter(isItem).length;
  return fitting * 2 > lines.length || lines.some(isPlain);
}

/** An item by its address or LUID, which is nothing else. */
export function isPlain(line: string): boolean {
  const [first] = questionsIn(line);
  return first?.type === 'luid' || (first?.type === 'address' && first.address.item !== undefined);
}

/** A number, or names with a slash between them as in no sentence and no line of code. */
function isItem(line: string): boolean {
  const [first] = questionsIn(line);
  return first?.type === 'number' || /^[^/;{}<>=]+(?:\/[^/;{}<>=]+)+$/u.test(line);
}
