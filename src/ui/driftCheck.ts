/** Compares the text of a mapping table with the sites that it is about: for the command and for the task. */
import { l10n } from 'vscode';
import { driftOf, type Drift, type SiteNow } from '../mapping/drift';
import type { PlacedRow, ReadTable } from '../mapping/read/placed';
import { readTable } from '../mapping/readTable';
import { kindIn } from '../mapping/row';
import { isListed, siteNow } from '../mapping/siteNow';
import type { SiteEntry } from '../session/sessionsContract';
import { siteKey, type KindName } from '../tableau/model';
import { siteName } from './pickSite';
import { RowSites } from './rowSites';
import type { AddressSources } from './siteAtAddress';

export type DriftNeeds = AddressSources;

export interface DriftReport {
  readonly table: ReadTable;
  readonly drifts: readonly Drift[];
  /** Rows of sites that the user is not signed in to: nothing is said of them. */
  readonly unknownSite: readonly PlacedRow[];
  /** Rows whose resource type is none, or one of which Tableau has no list, such as custom views. */
  readonly unknownKind: readonly PlacedRow[];
  readonly sites: readonly string[];
  /** The same for the text as it is now, by what the sites told the first time. */
  again(text: string): Pick<DriftReport, 'table' | 'drifts'> | undefined;
}

/** A sentence where the text is no mapping table, or of no site that is known. */
export async function checkTable(
  fileName: string,
  text: string,
  needs: DriftNeeds,
  signal: AbortSignal,
): Promise<DriftReport | string> {
  const table = readTable(fileName, text);
  if (table === undefined)
    return l10n.t(
      'This is no mapping table: it needs columns called "luid" and "resource_type". "Export Mapping Table" makes one.',
    );
  const bySite = new Map<string, { readonly entry: SiteEntry; readonly kinds: Set<KindName> }>();
  const unknownSite: PlacedRow[] = [];
  const unknownKind: PlacedRow[] = [];
  const sites = new RowSites(needs);
  await sites.learn(table.rows, signal);
  for (const row of table.rows) {
    const entry = sites.of(row);
    if (entry === undefined) {
      unknownSite.push(row);
      continue;
    }
    const key = siteKey(entry.profile.site);
    const known = bySite.get(key) ?? { entry, kinds: new Set<KindName>() };
    const kind = kindIn(row.cells.resource_type?.value ?? '');
    if (kind !== undefined && isListed(kind)) known.kinds.add(kind);
    else unknownKind.push(row);
    bySite.set(key, known);
  }
  if (bySite.size === 0 && table.rows.length > 0)
    return l10n.t(
      'No row is of a site that you are signed in to: sign in to "{0}" first.',
      table.rows[0]?.cells.site?.value ?? '',
    );
  const told = new Map<string, SiteNow>();
  for (const [key, { entry, kinds }] of bySite)
    told.set(key, await siteNow(needs.contentOf(entry.profile.site), kinds, signal));
  const compare = (rows: readonly PlacedRow[]): readonly Drift[] =>
    rows.flatMap((row) => {
      const entry = sites.of(row);
      const known = entry && bySite.get(siteKey(entry.profile.site));
      const now = entry && told.get(siteKey(entry.profile.site));
      const kind = kindIn(row.cells.resource_type?.value ?? '');
      // Of a kind that was not listed nothing is gone.
      return now === undefined || kind === undefined || known?.kinds.has(kind) !== true
        ? []
        : driftOf(row, now);
    });
  return {
    table,
    drifts: compare(table.rows),
    unknownSite,
    unknownKind,
    sites: [...bySite.values()].map(({ entry }) => siteName(entry)),
    again: (changed) => {
      const read = readTable(fileName, changed);
      return read && { table: read, drifts: compare(read.rows) };
    },
  };
}

/** How many rows were compared with a site. */
export function comparedRows({ table, unknownSite, unknownKind }: DriftReport): number {
  return table.rows.length - unknownSite.length - unknownKind.length;
}
