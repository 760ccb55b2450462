/** What an item is called, and what is said of it: kinds, descriptions and accessible labels. */
import * as vscode from 'vscode';
import type { Content, KindName, Owner, Project } from '../tableau/model';
import { relativeTime } from './dateText';
import { numberText } from './formats';

/** `Workbook`, as Tableau's English calls it. */
export function kindName(kind: KindName): string {
  switch (kind) {
    case 'project':
      return vscode.l10n.t('Project');
    case 'workbook':
      return vscode.l10n.t('Workbook');
    case 'view':
      return vscode.l10n.t('View');
    case 'datasource':
      return vscode.l10n.t('Data source');
    case 'flow':
      return vscode.l10n.t('Flow');
    case 'customView':
      return vscode.l10n.t('Custom view');
    case 'virtualConnection':
      return vscode.l10n.t('Virtual connection');
    default:
      return kind satisfies never;
  }
}

/** `workbooks`, for the middle of a sentence. */
export function kindPlural(kind: KindName): string {
  switch (kind) {
    case 'project':
      return vscode.l10n.t('projects');
    case 'workbook':
      return vscode.l10n.t('workbooks');
    case 'view':
      return vscode.l10n.t('views');
    case 'datasource':
      return vscode.l10n.t('data sources');
    case 'flow':
      return vscode.l10n.t('flows');
    case 'customView':
      return vscode.l10n.t('custom views');
    case 'virtualConnection':
      return vscode.l10n.t('virtual connections');
    default:
      return kind satisfies never;
  }
}

export function ownerName(owner: Owner | undefined): string | undefined {
  return owner?.fullName ?? owner?.name;
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/**
 * What stands behind the name in a list: what a project holds, else `fresh` (how old its data is) and the owner, else the owner
 * and the last update, which says nothing about data.
 */
export function contentDescription(content: Content, now: number, fresh?: string): string {
  const text = descriptionParts(content, now, fresh)
    // Right-to-left words stay in their own piece of a line,
    .map((part) => (rightToLeft.test(part) ? `\u2068${part}\u2069` : part))
    .join(' · ');
  // and what follows a name of such words stays behind it.
  return rightToLeft.test(content.name) && text !== '' ? `\u200E${text}` : text;
}

function descriptionParts(content: Content, now: number, fresh?: string): readonly string[] {
  // Beside a name there is room for one kind; and no sum is made, because Tableau does not count flows.
  const counts = content.kind === 'project' ? countsOf(content) : [];
  const first = counts.find(({ kind }) => kind === 'workbook') ?? counts.at(-1);
  if (first !== undefined) return [first.text];
  if (fresh !== undefined)
    return [fresh, ownerName(content.owner) ?? ''].filter((part) => part !== '');
  return [
    ownerName(content.owner) ?? '',
    content.updatedAt === undefined ? '' : relativeTime(content.updatedAt, now),
  ].filter((part) => part !== '');
}

/** `2 projects, 1 workbook`; undefined where the server gave no counts. */
export function countsText(project: Project): string | undefined {
  const counts = countsOf(project);
  return counts.length === 0 ? undefined : counts.map(({ text }) => text).join(', ');
}

interface Count {
  readonly kind: 'project' | 'workbook' | 'datasource';
  readonly text: string;
}

function countsOf({ counts = {} }: Project): readonly Count[] {
  const { projects = 0, workbooks = 0, datasources = 0 } = counts;
  const found: Count[] = [];
  if (projects > 0)
    found.push({
      kind: 'project',
      text:
        projects === 1
          ? vscode.l10n.t('1 project')
          : vscode.l10n.t('{0} projects', numberText(projects)),
    });
  if (workbooks > 0)
    found.push({
      kind: 'workbook',
      text:
        workbooks === 1
          ? vscode.l10n.t('1 workbook')
          : vscode.l10n.t('{0} workbooks', numberText(workbooks)),
    });
  if (datasources > 0)
    found.push({
      kind: 'datasource',
      text:
        datasources === 1
          ? vscode.l10n.t('1 data source')
          : vscode.l10n.t('{0} data sources', numberText(datasources)),
    });
  return found;
}

/** Read aloud for a row: the name, the kind, and what is said behind the name. */
export function contentLabel(content: Content, now: number, fresh?: string): string {
  const counts = content.kind === 'project' ? countsText(content) : undefined;
  const description = counts ?? descriptionParts(content, now, fresh).join(', ');
  const label = vscode.l10n.t('{0}, {1}', content.name, kindName(content.kind));
  return description === '' ? label : vscode.l10n.t('{0}, {1}', label, description);
}
