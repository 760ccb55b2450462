/** Many lines at once, as a table that is read and copied: LUIDs by one request for hundreds, the rest one by one. */
import * as vscode from 'vscode';
import { Limiter } from '../base/limiter';
import type { FoundItem } from '../content/findResult';
import { questionsIn } from '../references/question';
import { markdownTable, tableAs, type TableFormat, type TableRow } from '../references/table';
import { isAbort } from '../tableau/errors';
import { siteKey, type Luid } from '../tableau/model';
import { cancellable } from '../ui/cancellable';
import { kindName } from '../ui/contentText';
import { errorText } from '../ui/errorText';
import { literalMarkdown } from '../ui/literalMarkdown';
import { showInfo } from '../ui/messages';
import { siteName } from '../ui/pickSite';
import type { ReadOnlyTexts } from '../ui/readOnlyText';
import { allSites, answer, distinct } from './answers';
import type { CodeNeeds } from './codeNeeds';

export interface TableNeeds extends CodeNeeds {
  readonly texts: ReadOnlyTexts;
}

/** More than this is no list that somebody pasted. */
export const mostLines = 5_000;
const atOnce = 4;
/** Fewer paths are asked for one by one; for more the names of the site are read, once. */
const fewPaths = 5;

export async function resolveTable(needs: TableNeeds, lines: readonly string[]): Promise<void> {
  const wanted = lines.slice(0, mostLines);
  const rows = await cancellable(vscode.l10n.t('Resolving {0} lines…', wanted.length), (signal) =>
    resolveRows(needs, wanted, signal),
  );
  const troubles = rows.filter(({ trouble, luid }) => trouble !== undefined && luid === undefined);
  const title = vscode.l10n.t('{0} lines resolved', wanted.length);
  const text = [`# ${literalMarkdown(title)}`, readable(rows)].join('\n\n');
  await needs.texts.openMarkdown(title, text);
  await showInfo(
    troubles.length === 0
      ? vscode.l10n.t('All {0} lines lead to an item.', wanted.length)
      : vscode.l10n.t('{0} of {1} lines lead to no item.', troubles.length, wanted.length),
    { label: vscode.l10n.t('Copy as TSV'), run: () => copyAs(rows, 'tsv') },
    { label: vscode.l10n.t('Copy as…'), run: () => chooseCopy(rows) },
  );
}

/** As many columns as an editor has room for: a path ends in the name, and where there is none stands why. */
function readable(rows: readonly TableRow[]): string {
  const several = new Set(rows.flatMap(({ site }) => site ?? [])).size > 1;
  const heads = [
    vscode.l10n.t('Given'),
    vscode.l10n.t('Kind'),
    vscode.l10n.t('Path'),
    ...(several ? [vscode.l10n.t('Site')] : []),
    vscode.l10n.t('LUID'),
  ];
  return markdownTable(
    heads,
    rows.map(({ given, kind, name, path, site, luid, trouble }) => {
      const where = [path ?? name, trouble].filter((part) => part !== undefined).join(' · ');
      const place = several ? [site ?? ''] : [];
      return [given, kind === undefined ? '' : kindName(kind), where, ...place, luid ?? ''];
    }),
    literalMarkdown,
  );
}

async function resolveRows(
  needs: TableNeeds,
  lines: readonly string[],
  signal: AbortSignal,
): Promise<readonly TableRow[]> {
  const asked = lines.map((given) => ({ given, questions: questionsIn(given) }));
  const luids = asked.flatMap(({ questions }) =>
    questions.flatMap((one) => (one.type === 'luid' ? [one.luid] : [])),
  );
  await needs.lookup.find(luids, {}, signal);
  const limiter = new Limiter(atOnce);
  const answers = await Promise.all(
    asked.map(({ given, questions }) =>
      limiter.run(async () => {
        const items: FoundItem[] = [];
        let why: string | undefined;
        for (const question of questions) {
          if (items.length > 0) break;
          try {
            const found = await answer(needs, question, allSites(needs), signal);
            items.push(...found.items);
            why ??= found.why;
          } catch (error) {
            if (isAbort(error)) throw error;
            why = errorText(error);
          }
        }
        return { given, items: distinct(items), why };
      }, signal),
    ),
  );
  const paths = await pathsOf(
    needs,
    answers.flatMap(({ items }) => items),
    signal,
  );
  return answers.flatMap(({ given, items, why }): readonly TableRow[] => {
    if (items.length === 0)
      return [{ given, trouble: why ?? vscode.l10n.t('No item that you can see fits.') }];
    return items.map((item) => {
      const entry = needs.sessions.find(item.site);
      const path = paths.get(item.luid);
      return {
        given,
        kind: item.kind,
        ...(item.name === undefined ? {} : { name: item.name }),
        ...(path === undefined ? {} : { path }),
        ...(entry === undefined ? {} : { site: siteName(entry) }),
        luid: item.luid,
        ...(items.length > 1 ? { trouble: vscode.l10n.t('fits {0} items', items.length) } : {}),
      };
    });
  });
}

/** Of what was only named the place is not known yet. */
async function pathsOf(
  needs: TableNeeds,
  items: readonly FoundItem[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Luid, string>> {
  const paths = new Map<Luid, string>();
  const bySite = new Map<string, FoundItem[]>();
  for (const item of items) {
    const key = siteKey(item.site);
    bySite.set(key, [...(bySite.get(key) ?? []), item]);
  }
  for (const ofSite of bySite.values()) {
    const [first] = ofSite;
    if (first === undefined) continue;
    const source = needs.contentOf(first.site);
    const luids = new Set(ofSite.map(({ luid }) => luid));
    try {
      if (luids.size > fewPaths) {
        await source.search.load(signal);
        for (const item of source.search.withLuids(luids))
          paths.set(item.luid, await source.pathOf(item, signal));
        continue;
      }
      for (const item of ofSite) {
        const content = await needs.lookup.whole(item, source, signal);
        paths.set(item.luid, await source.pathOf(content, signal));
      }
    } catch (error) {
      // Names and LUIDs are there all the same.
      if (isAbort(error)) throw error;
    }
  }
  return paths;
}

async function chooseCopy(rows: readonly TableRow[]): Promise<void> {
  const choices: readonly { readonly label: string; readonly format: TableFormat }[] = [
    { label: vscode.l10n.t('LUIDs, one a line'), format: 'luids' },
    { label: vscode.l10n.t('SQL list for IN'), format: 'sql' },
    { label: 'TSV', format: 'tsv' },
    { label: 'CSV', format: 'csv' },
    { label: 'JSON', format: 'json' },
    { label: 'Markdown', format: 'markdown' },
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    placeHolder: vscode.l10n.t('Copy the table as'),
  });
  if (chosen !== undefined) await copyAs(rows, chosen.format);
}

async function copyAs(rows: readonly TableRow[], format: TableFormat): Promise<void> {
  await vscode.env.clipboard.writeText(tableAs(format, rows));
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Table copied')}`, 4_000);
}
