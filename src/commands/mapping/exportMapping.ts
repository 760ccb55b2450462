/** Export Mapping Table: of which items, in which format, for which environment, to which file. */
import * as vscode from 'vscode';
import type { SiteContent } from '../../content/siteContent';
import { formats } from '../../mapping/formats';
import type { MappingFile, MappingFormat } from '../../mapping/formats/format';
import { mappingRows, type Scope } from '../../mapping/gather';
import type { MappingRow } from '../../mapping/row';
import type { SessionsContract } from '../../session/sessionsContract';
import type { Content, SiteRef } from '../../tableau/model';
import { cancellable } from '../../ui/cancellable';
import { confirm, HumanError, showInfo } from '../../ui/messages';
import { siteName } from '../../ui/pickSite';
import { plainLabel } from '../../ui/plainLabel';
import type { ItemNeeds } from '../itemNeeds';
import { pickScope } from './pickScope';

export interface MappingNeeds extends Pick<
  ItemNeeds,
  'browserUrl' | 'pickContent' | 'pickContents'
> {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly memory: vscode.Memento;
}

const formatKey = 'vizport.mappingFormat';
const environmentsKey = 'vizport.mappingEnvironments';

export const exportMapping =
  (needs: MappingNeeds) =>
  async (row: unknown, items: readonly Content[]): Promise<void> => {
    const chosen = await pickScope(needs, row, items);
    if (chosen === undefined) return;
    const { entry, scope } = chosen;
    const format = await pickFormat(needs.memory);
    if (format === undefined) return;
    const environment = await askEnvironment(needs.memory, siteName(entry));
    if (environment === undefined) return;
    const target = await askFile(format, environment);
    if (target === undefined) return;
    const { site } = entry.profile;
    const rows = await cancellable(
      vscode.l10n.t('Listing what {0} holds', plainLabel(siteName(entry))),
      (signal) =>
        mappingRows(
          needs.contentOf(site),
          scope,
          { environment, browserUrl: (content) => needs.browserUrl(content) },
          signal,
        ),
    );
    if (rows.length === 0) throw new HumanError(nothingText(scope));
    const base = (target.path.split('/').at(-1) ?? '').replace(/\.[^.]*$/u, '');
    const [table, ...others] = format.files(rows, base);
    const file = target.path.split('/').at(-1);
    if (others.some(({ name }) => name === file))
      throw new HumanError(
        vscode.l10n.t(
          '"{0}" is the name of the file beside the table: choose another.',
          file ?? '',
        ),
      );
    if (!(await mayWrite(target, others))) return;
    await write(target, table);
    for (const file of others) await write(vscode.Uri.joinPath(target, '..', file.name), file);
    await needs.memory.update(formatKey, format.id);
    const exported =
      rows.length === 1
        ? vscode.l10n.t('1 item was exported.')
        : vscode.l10n.t('{0} items were exported.', rows.length);
    await showInfo(
      format.extension === 'csv' && rows.some(hasFormula)
        ? `${exported} ${formulaText()}`
        : exported,
      {
        label: vscode.l10n.t('Open'),
        run: () => vscode.commands.executeCommand('vscode.open', target),
      },
    );
  };

/** Programs compare names, so that they stay as they are; a spreadsheet would run such a one. */
function hasFormula({ name, project_path: path }: MappingRow): boolean {
  return /^[=+\-@\t\r]/u.test(name) || /^[=+\-@\t\r]/u.test(path);
}

function formulaText(): string {
  return vscode.l10n.t(
    'Some names begin like a formula (=, +, - or @): import the columns as text when you open it in a spreadsheet.',
  );
}

function nothingText(scope: Scope): string {
  return scope.type === 'items'
    ? vscode.l10n.t('Nothing is selected that a mapping table could hold.')
    : vscode.l10n.t('There is nothing of the chosen kinds in this that you may see.');
}

async function pickFormat(memory: vscode.Memento): Promise<MappingFormat | undefined> {
  const about: Readonly<Record<MappingFormat['id'], string>> = {
    csv: vscode.l10n.t('A table for anything'),
    json: vscode.l10n.t('A list of objects'),
    dbtSeed: vscode.l10n.t('A CSV and the properties file that documents and tests it'),
    sql: vscode.l10n.t('A table and a MERGE in standard SQL'),
    snowflake: vscode.l10n.t('A table and a MERGE, safe to run twice'),
  };
  const last = memory.get<string>(formatKey);
  const rows = [...formats]
    .sort((a, b) => Number(b.id === last) - Number(a.id === last))
    .map((format) => ({
      label: format.label,
      detail: about[format.id],
      ...(format.id === last ? { description: vscode.l10n.t('last used') } : {}),
      format,
    }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Export Mapping Table'),
    placeHolder: vscode.l10n.t('In which format?'),
  });
  return chosen?.format;
}

/** Remembered for each site; may be empty. */
async function askEnvironment(memory: vscode.Memento, site: string): Promise<string | undefined> {
  const known = memory.get<Readonly<Record<string, string>>>(environmentsKey) ?? {};
  const environment = await vscode.window.showInputBox({
    title: vscode.l10n.t('Export Mapping Table'),
    prompt: vscode.l10n.t(
      'What is {0} for? This is written into the column "environment" and may stay empty.',
      plainLabel(site),
    ),
    placeHolder: vscode.l10n.t('dev, test, prod…'),
    value: known[site] ?? '',
  });
  if (environment !== undefined)
    await memory.update(environmentsKey, { ...known, [site]: environment.trim() });
  return environment?.trim();
}

async function askFile(
  format: MappingFormat,
  environment: string,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = ['tableau_mapping', environment]
    .join(' ')
    .trim()
    .replace(/[^\p{L}\p{N}]+/gu, '_');
  const file = `${name}.${format.extension}`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Mapping Table'),
    filters: { [format.label]: [format.extension] },
    defaultUri:
      folder === undefined
        ? vscode.Uri.file(`${process.env['HOME'] ?? process.env['USERPROFILE'] ?? ''}/${file}`)
        : vscode.Uri.joinPath(folder, file),
  });
}

/** The dialog has asked about the table itself, and knows nothing of the files beside it. */
async function mayWrite(target: vscode.Uri, others: readonly MappingFile[]): Promise<boolean> {
  for (const { name } of others) {
    try {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(target, '..', name));
    } catch {
      // There is no such file: nothing to ask.
      continue;
    }
    const isWanted = await confirm(
      vscode.l10n.t('Replace {0}?', name),
      vscode.l10n.t('It stands beside the table and is part of the export.'),
      vscode.l10n.t('Replace'),
    );
    if (!isWanted) return false;
  }
  return true;
}

async function write(target: vscode.Uri, { text }: MappingFile): Promise<void> {
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}
