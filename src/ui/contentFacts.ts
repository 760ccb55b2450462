/** What is known of an item, as labels and values for its tooltip. */
import * as vscode from 'vscode';
import type { Content } from '../tableau/model';
import { countsText, kindName, ownerName } from './contentText';
import { dateTime } from './dateText';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Everything worth knowing of an item that is known of it, as label and value. `path` without the item's own name. */
export function contentFacts(content: Content, path: string | undefined): readonly Fact[] {
  const facts: Fact[] = [];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') facts.push({ label, value });
  };
  add(vscode.l10n.t('Kind'), kindName(content.kind));
  add(vscode.l10n.t('Path'), path);
  add(vscode.l10n.t('LUID'), content.luid);
  add(vscode.l10n.t('Owner'), ownerName(content.owner));
  add(vscode.l10n.t('Created'), content.createdAt && dateTime(content.createdAt));
  add(vscode.l10n.t('Updated'), content.updatedAt && dateTime(content.updatedAt));
  addOwnFacts(content, add);
  add(vscode.l10n.t('Tags'), content.tags?.join(', '));
  return facts;
}

function addOwnFacts(
  content: Content,
  add: (label: string, value: string | undefined) => void,
): void {
  if ('sizeMb' in content && content.sizeMb !== undefined)
    add(vscode.l10n.t('Size'), vscode.l10n.t('{0} MB', content.sizeMb));
  if ('hasExtracts' in content) add(vscode.l10n.t('Extract'), yesNo(content.hasExtracts));
  if ('isCertified' in content)
    add(
      vscode.l10n.t('Certified'),
      content.isCertified === true && 'certificationNote' in content && content.certificationNote
        ? vscode.l10n.t('yes: {0}', content.certificationNote)
        : yesNo(content.isCertified),
    );
  switch (content.kind) {
    case 'project':
      add(vscode.l10n.t('Contents'), countsText(content));
      return;
    case 'workbook':
      add(vscode.l10n.t('Sheets'), content.sheetCount?.toString());
      return;
    case 'view':
      add(vscode.l10n.t('Workbook'), content.workbook?.name);
      add(vscode.l10n.t('Sheet type'), content.sheetType);
      add(vscode.l10n.t('Views in total'), content.totalViewCount?.toString());
      return;
    case 'datasource':
      add(vscode.l10n.t('Connection'), content.type);
      add(vscode.l10n.t('Tableau Bridge'), yesNo(content.usesBridge));
      add(vscode.l10n.t('Connected workbooks'), content.connectedWorkbooksCount?.toString());
      return;
    case 'flow':
      add(vscode.l10n.t('File type'), content.fileType);
      return;
    case 'customView':
      add(vscode.l10n.t('View'), content.view?.name);
      add(vscode.l10n.t('Workbook'), content.workbook?.name);
      add(vscode.l10n.t('Shared'), yesNo(content.shared));
      return;
    case 'virtualConnection':
      return;
    default:
      content satisfies never;
  }
}

function yesNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? vscode.l10n.t('yes') : vscode.l10n.t('no');
}
