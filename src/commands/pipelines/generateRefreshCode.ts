/** Generate Refresh Code: for which system, and to where; both are remembered and offered first. */
import * as vscode from 'vscode';
import { startedBy, type PipelineFile, type StartedBy, type Target } from '../../pipelines/target';
import { targetsFor } from '../../pipelines/targets';
import { HumanError } from '../../ui/messages';
import { plainLabel } from '../../ui/plainLabel';
import { copy, type ItemCommand } from '../itemNeeds';
import { itemsForCode, pipelineItem, pipelineSite, type PipelineItemNeeds } from './pipelineItems';

export interface GenerateNeeds extends PipelineItemNeeds {
  readonly memory: vscode.Memento;
}

const memoryKey = 'vizport.refreshCode';
const places = ['newFile', 'atCursor', 'clipboard'] as const;
type Place = (typeof places)[number];

interface Remembered {
  readonly target?: string;
  readonly place?: Place;
  readonly startedBy?: StartedBy;
}

export const generateRefreshCode =
  (needs: GenerateNeeds): ItemCommand =>
  async (given) => {
    const contents = await itemsForCode(needs, given);
    const [first] = contents;
    if (first === undefined) return;
    const site = pipelineSite(first.site);
    const items = await Promise.all(contents.map((content) => pipelineItem(needs, content)));
    const before = needs.memory.get<Remembered>(memoryKey) ?? {};
    const title =
      items.length === 1
        ? vscode.l10n.t('Generate Refresh Code for {0}', plainLabel(first.name))
        : vscode.l10n.t('Generate Refresh Code for {0} Items', items.length);
    const fitting = targetsFor(items, site.product);
    if (fitting.length === 0)
      throw new HumanError(vscode.l10n.t('There is no system for which all of this fits.'));
    const target = await pick(
      title,
      vscode.l10n.t('For which system?'),
      fitting.map((one) => ({ value: one, label: one.label, detail: aboutTarget(one) })),
      ({ id }) => id === before.target,
    );
    if (target === undefined) return;
    const by = target.asksStart === true ? await pickStart(title, before) : 'task';
    if (by === undefined) return;
    const place = await pickPlace(title, before);
    if (place === undefined) return;
    await needs.memory.update(memoryKey, { target: target.id, place, startedBy: by });
    await put(target.generate(items, site, { startedBy: by }), place);
  };

interface Row<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** What was chosen last time stands first. */
async function pick<T>(
  title: string,
  placeHolder: string,
  rows: readonly Row<T>[],
  wasChosen: (value: T) => boolean,
): Promise<T | undefined> {
  const last = rows.filter(({ value }) => wasChosen(value));
  const marked = last.map((row) => ({ ...row, description: vscode.l10n.t('last used') }));
  const others = rows.filter((row) => !last.includes(row));
  const chosen = await vscode.window.showQuickPick([...marked, ...others], {
    title,
    placeHolder,
    matchOnDetail: true,
  });
  return chosen?.value;
}

function pickStart(title: string, before: Remembered): Promise<StartedBy | undefined> {
  const words: Readonly<Record<StartedBy, { label: string; detail: string }>> = {
    task: {
      label: vscode.l10n.t('Task'),
      detail: vscode.l10n.t('On a schedule'),
    },
    alert: {
      label: vscode.l10n.t('Alert'),
      detail: vscode.l10n.t('When a condition is met, for example when a load has ended'),
    },
    stream: {
      label: vscode.l10n.t('Stream'),
      detail: vscode.l10n.t('When rows of a table have changed'),
    },
  };
  return pick(
    title,
    vscode.l10n.t('What starts the procedure?'),
    startedBy.map((value) => ({ value, ...words[value] })),
    (value) => value === before.startedBy,
  );
}

function pickPlace(title: string, before: Remembered): Promise<Place | undefined> {
  const editor = vscode.window.activeTextEditor;
  const words: Readonly<Record<Place, { label: string; detail?: string }>> = {
    newFile: { label: vscode.l10n.t('$(new-file) New File') },
    atCursor: {
      label: vscode.l10n.t('$(insert) At the Cursor'),
      ...(editor === undefined
        ? {}
        : { detail: vscode.workspace.asRelativePath(editor.document.uri) }),
    },
    clipboard: { label: vscode.l10n.t('$(clippy) Clipboard') },
  };
  return pick(
    title,
    vscode.l10n.t('Where to?'),
    places
      .filter((value) => value !== 'atCursor' || editor !== undefined)
      .map((value) => ({ value, ...words[value] })),
    (value) => value === before.place,
  );
}

async function put(file: PipelineFile, place: Place): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (place === 'clipboard') {
    await copy(file.text, vscode.l10n.t('Code copied'));
  } else if (place === 'atCursor' && editor !== undefined) {
    const { selection } = editor;
    if (!(await editor.edit((edit) => edit.replace(selection, file.text))))
      throw new HumanError(vscode.l10n.t('This editor cannot be changed.'));
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  } else {
    const document = await vscode.workspace.openTextDocument({
      language: file.language,
      content: file.text,
    });
    await vscode.window.showTextDocument(document);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Usually kept as {0}', file.name), 10_000);
  }
}

function aboutTarget({ id }: Target): string {
  switch (id) {
    case 'curl':
      return vscode.l10n.t('A script with curl and jq; secrets from the environment');
    case 'python':
      return vscode.l10n.t('A script; secrets from the environment');
    case 'tabcmd':
      return vscode.l10n.t('A script; secrets from the environment');
    case 'airflow':
      return vscode.l10n.t('A DAG; secrets from a connection');
    case 'prefect':
      return vscode.l10n.t('A flow; secrets from Secret blocks');
    case 'snowflake':
      return vscode.l10n.t(
        'Procedures, a mapping table and what starts them; secrets from SECRETs',
      );
    case 'githubActions':
      return vscode.l10n.t("A workflow; secrets from the repository's secrets");
    default:
      return vscode.l10n.t('A task that runs in this editor, with its sign-in');
  }
}
