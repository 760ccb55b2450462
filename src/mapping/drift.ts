/** What has become of the rows of a mapping table: each is compared with what the site holds now. */
import type { KindName } from '../tableau/model';
import type { Cell as PlacedCell, PlacedRow } from './read/placed';
import { kindIn, type Field } from './row';

/** An item as the site has it now. */
export interface Now {
  readonly kind: KindName;
  readonly luid: string;
  readonly name: string;
  readonly projectPath: string;
  readonly contentUrl: string;
  readonly vizportalId: string;
  /** Its address, on the host under which a table knows the site. */
  urlOn(origin: string): string | undefined;
}

export type Drift =
  /** The same LUID has another name. */
  | { readonly kind: 'renamed'; readonly row: PlacedRow; readonly now: Now }
  /** The same LUID is in another project, or its project is called otherwise. */
  | { readonly kind: 'moved'; readonly row: PlacedRow; readonly now: Now }
  /** The same LUID has another contentUrl, or number. */
  | {
      readonly kind: 'readdressed';
      readonly row: PlacedRow;
      readonly now: Now;
      readonly field: Field;
    }
  /** Nothing has the LUID; something else is at its path now. */
  | { readonly kind: 'republished'; readonly row: PlacedRow; readonly now: Now }
  | { readonly kind: 'gone'; readonly row: PlacedRow };

export type DriftKind = Drift['kind'];

/** What is asked of a site: its items, by LUID and by path. */
export class SiteNow {
  readonly #byLuid = new Map<string, Now>();
  readonly #byPath = new Map<string, Now[]>();

  constructor(items: Iterable<Now>) {
    for (const item of items) {
      this.#byLuid.set(`${item.kind} ${item.luid.toLowerCase()}`, item);
      const path = pathKey(item.kind, item.projectPath, item.name);
      const there = this.#byPath.get(path);
      if (there === undefined) this.#byPath.set(path, [item]);
      else there.push(item);
    }
  }

  byLuid(kind: KindName, luid: string): Now | undefined {
    return this.#byLuid.get(`${kind} ${luid.toLowerCase()}`);
  }

  /** The one item there. Two at one path (names that differ by case are two) are no answer. */
  byPath(kind: KindName, projectPath: string, name: string): Now | undefined {
    const found = this.#byPath.get(pathKey(kind, projectPath, name)) ?? [];
    return found.length === 1 ? found[0] : undefined;
  }
}

const pathKey = (kind: KindName, path: string, name: string): string =>
  `${kind}\n${oneForm(path)}\n${oneForm(name)}`;

/** Editors make all line breaks of a file the same, also those in a name. */
const oneForm = (text: string): string => text.replaceAll('\r\n', '\n');

/** What is wrong with one row; more than one thing may be. */
export function driftOf(row: PlacedRow, site: SiteNow): readonly Drift[] {
  const text = (field: Field): string => row.cells[field]?.value.trim() ?? '';
  const kind = kindIn(text('resource_type'));
  // Of what is no kind of content nothing can be said.
  if (kind === undefined) return [];
  const isOther = (field: 'name' | 'project_path', value: string): boolean =>
    row.cells[field] !== undefined && oneForm(row.cells[field].value) !== oneForm(value);
  const now = site.byLuid(kind, text('luid'));
  if (now === undefined) {
    const there = site.byPath(kind, text('project_path'), row.cells.name?.value ?? '');
    return [there === undefined ? { kind: 'gone', row } : { kind: 'republished', row, now: there }];
  }
  const drifts: Drift[] = [];
  if (isOther('name', now.name)) drifts.push({ kind: 'renamed', row, now });
  if (isOther('project_path', now.projectPath)) drifts.push({ kind: 'moved', row, now });
  const addresses = { content_url: now.contentUrl, vizportal_id: now.vizportalId } as const;
  for (const field of ['content_url', 'vizportal_id'] as const) {
    // Older servers do not tell it: then nothing is known to be wrong.
    if (text(field) !== '' && addresses[field] !== '' && text(field) !== addresses[field])
      drifts.push({ kind: 'readdressed', row, now, field });
  }
  return drifts;
}

interface Cell {
  readonly field: Field;
  readonly value: string;
}

/** The address goes with the number and the names in it, on the host that stands there. */
function address({ row, now }: Extract<Drift, { readonly now: Now }>): readonly Cell[] {
  const written = row.cells.url?.value.trim() ?? '';
  const url = URL.canParse(written) ? now.urlOn(new URL(written).origin) : undefined;
  return url === undefined ? [] : [{ field: 'url', value: url }];
}

/** The cells that make a row true again. */
export function remedy(drift: Drift): readonly Cell[] {
  switch (drift.kind) {
    case 'renamed':
      return [{ field: 'name', value: drift.now.name }];
    case 'moved':
      return [{ field: 'project_path', value: drift.now.projectPath }];
    case 'readdressed':
      return [
        {
          field: drift.field,
          value: drift.field === 'content_url' ? drift.now.contentUrl : drift.now.vizportalId,
        },
        ...address(drift),
      ];
    case 'republished':
      return [
        { field: 'luid', value: drift.now.luid },
        { field: 'content_url', value: drift.now.contentUrl },
        { field: 'vizportal_id', value: drift.now.vizportalId },
        ...address(drift),
      ];
    case 'gone':
      return [];
    default:
      return drift satisfies never;
  }
}

export interface MendedCell {
  readonly cell: PlacedCell;
  readonly value: string;
}

/** All cells that are written to mend these, each once: two drifts of one row may want the same address. */
export function mendedCells(drifts: readonly Drift[]): readonly MendedCell[] {
  const mended = new Map<PlacedCell, string>();
  for (const drift of drifts)
    for (const { field, value } of remedy(drift)) {
      const cell = drift.row.cells[field];
      if (cell !== undefined && cell.value !== value) mended.set(cell, value);
    }
  return [...mended].map(([cell, value]) => ({ cell, value }));
}

/** Where it shows: the cell that is wrong. */
export function placeOf(drift: Drift): { readonly start: number; readonly end: number } {
  const field: Field =
    drift.kind === 'renamed'
      ? 'name'
      : drift.kind === 'moved'
        ? 'project_path'
        : drift.kind === 'readdressed'
          ? drift.field
          : 'luid';
  return drift.row.cells[field] ?? drift.row;
}
