/** Which places of a line are addresses of Tableau, LUIDs beside words of Tableau's, or ids that may be anything. */
import { parseWebAddress, type WebAddress } from '../content/webAddress';
import type { KindName, Luid } from '../tableau/model';
import { luidsInText } from './luidInText';
import { above, around, lineOf, type Lines } from './surroundings';
import { kindNamed, speaksOfSecrets, speaksOfTableau } from './words';

interface Span {
  /** In UTF-16 units, as editors count. */
  readonly start: number;
  readonly end: number;
}

export interface UrlReference extends Span {
  readonly type: 'url';
  readonly text: string;
  readonly address: WebAddress & { readonly item: NonNullable<WebAddress['item']> };
  /** Its form is nobody else's; for others it takes the host of a site that is signed in. */
  readonly isTableaus: boolean;
}

export interface LuidReference extends Span {
  readonly type: 'luid';
  readonly luid: Luid;
  /** Beside words of Tableau's: to be asked about without being told to. */
  readonly isTableaus: boolean;
  readonly hint?: KindName;
}

export type Reference = UrlReference | LuidReference;

const url = /https?:\/\/[^\s<>"'`|\\{}]+/giu;

/** From left to right; what stands inside an address is part of it. */
export function referencesIn(lines: Lines, at: number): readonly Reference[] {
  const text = lineOf(lines, at);
  if (!/https?:\/\/|-[\da-f]{4}-[\da-f]{4}-/iu.test(text)) return [];
  const urls = urlsIn(text);
  const found: Reference[] = urls.filter((one): one is UrlReference => one.type === 'url');
  let context: Context | undefined;
  for (const { index, 0: id } of text.matchAll(luidsInText)) {
    if (urls.some(({ start, end }) => index >= start && index < end)) continue;
    context ??= contextOf(lines, at, text);
    found.push(luidReference(text, index, id, context));
  }
  return found.sort((one, other) => one.start - other.start);
}

/** At a column; the end belongs to it, because that is where a caret stands. */
export function referenceAt(lines: Lines, at: number, column: number): Reference | undefined {
  return referencesIn(lines, at).find(({ start, end }) => column >= start && column <= end);
}

/** What is true for all ids of a line. */
interface Context {
  readonly isTableaus: boolean;
  readonly hint: KindName | undefined;
}

function contextOf(lines: Lines, at: number, text: string): Context {
  const nestedIn = above(lines, at);
  const near = around(lines, at, nestedIn);
  // Other ids are no words, and say nothing.
  const line = text.replaceAll(luidsInText, ' ');
  // Below a key such as `connected_app:` nothing is content, unless the line itself says so.
  const isBelowSecret = nestedIn.some(speaksOfSecrets);
  return {
    isTableaus:
      !speaksOfSecrets(line) &&
      (speaksOfTableau(line) || (!isBelowSecret && near.some(speaksOfTableauAlone))),
    hint: kindNamed(line) ?? kindNamed(near[0] ?? ''),
  };
}

function luidReference(text: string, start: number, id: string, context: Context): LuidReference {
  const end = start + id.length;
  const key = keyBefore(text, start);
  const isTableaus = !speaksOfSecrets(key) && (context.isTableaus || speaksOfTableau(key));
  const hint = kindNamed(key) ?? context.hint;
  const luid = id.toLowerCase() as Luid;
  return { type: 'luid', start, end, luid, isTableaus, ...(hint === undefined ? {} : { hint }) };
}

/** A line about secrets makes no id one of Tableau's content. */
function speaksOfTableauAlone(line: string): boolean {
  return speaksOfTableau(line) && !speaksOfSecrets(line);
}

/** `TABLEAU_SECRET_ID = ` in front of a value, back to what separates it from the value before. */
function keyBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - 120), start);
  return /[^,;{}()[\]]*$/u.exec(before)?.[0] ?? '';
}

type OtherUrl = Span & { readonly type: 'other' };

function urlsIn(text: string): readonly (UrlReference | OtherUrl)[] {
  return [...text.matchAll(url)].map(({ index, 0: match }) => {
    const whole = trimmed(match);
    const span = { start: index, end: index + whole.length };
    const address = parseWebAddress(whole);
    if ('reason' in address || address.item === undefined) return { ...span, type: 'other' };
    const isTableaus =
      /(?:^|[/.])online\.tableau\.com(?:[/:#?]|$)/iu.test(whole) ||
      /(?:#|%23)!?\/(?:site\/|(?:workbooks|datasources|flows|projects|virtual-?connections)\/\d|views\/)/iu.test(
        whole,
      );
    return {
      ...span,
      type: 'url',
      text: whole,
      address: { ...address, item: address.item },
      isTableaus,
    };
  });
}

/** Without what belongs to the sentence or the call around it. */
function trimmed(match: string): string {
  let text = match;
  for (;;) {
    const shorter = text.replace(/[.,;:!?*_”’»]+$/u, '');
    const open = (shorter.match(/[([]/gu) ?? []).length;
    const close = (shorter.match(/[)\]]/gu) ?? []).length;
    const next = close > open ? shorter.replace(/[)\]]$/u, '') : shorter;
    if (next === text) return text;
    text = next;
  }
}
