/** What has become of the rows of a mapping table: each is compared with what the site holds now. */
import type { PlacedRow } from './read/placed';
import type { Field } from './row';

/** An item as the site has it now. */
export interface Now {
  readonly kind: string;
  readonly luid: string;
  readonly name: string;
  readonly projectPath: string;
  readonly contentUrl: string;
  readonly vizportalId: string;
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
      this.#byPath.set(path, [...(this.#byPath.get(path) ?? []), item]);
    }
  }

  byLuid(kind: string, luid: string): Now | undefined {
    return this.#byLuid.get(`${kind} ${luid.toLowerCase()}`);
  }

  /** The one item there. Two at one path (names that differ by case are two) are no answer. */
  byPath(kind: string, projectPath: string, name: string): Now | undefined {
    const found = this.#byPath.get(pathKey(kind, projectPath, name)) ?? [];
    return found.length === 1 ? found[0] : undefined;
  }
}

const pathKey = (kind: string, path: string, name: string): string => `${kind}\n${path}\n${name}`;

/** What is wrong with one row; more than one thing may be. */
export function driftOf(row: PlacedRow, site: SiteNow): readonly Drift[] {
  const text = (field: Field): string => row.cells[field]?.value.trim() ?? '';
  const kind = text('resource_type').toLowerCase();
  const now = site.byLuid(kind, text('luid'));
  if (now === undefined) {
    const there = site.byPath(kind, text('project_path'), row.cells.name?.value ?? '');
    return [there === undefined ? { kind: 'gone', row } : { kind: 'republished', row, now: there }];
  }
  const drifts: Drift[] = [];
  if (row.cells.name !== undefined && row.cells.name.value !== now.name)
    drifts.push({ kind: 'renamed', row, now });
  if (row.cells.project_path !== undefined && row.cells.project_path.value !== now.projectPath)
    drifts.push({ kind: 'moved', row, now });
  const addresses = { content_url: now.contentUrl, vizportal_id: now.vizportalId } as const;
  for (const field of ['content_url', 'vizportal_id'] as const) {
    // Older servers do not tell it: then nothing is known to be wrong.
    if (text(field) !== '' && addresses[field] !== '' && text(field) !== addresses[field])
      drifts.push({ kind: 'readdressed', row, now, field });
  }
  return drifts;
}

/** The cells that make a row true again. */
export function remedy(drift: Drift): readonly { readonly field: Field; readonly value: string }[] {
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
      ];
    case 'republished':
      return [
        { field: 'luid', value: drift.now.luid },
        { field: 'content_url', value: drift.now.contentUrl },
        { field: 'vizportal_id', value: drift.now.vizportalId },
      ];
    case 'gone':
      return [];
    default:
      return drift satisfies never;
  }
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
