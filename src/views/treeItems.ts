/** What VS Code shows for a row: pure functions of the row and of what is known around it. */
import * as vscode from 'vscode';
import { contextWords, kindOf, kindsIn } from '../content/contentKinds';
import type { SiteEntry } from '../session/sessionsContract';
import type { Content, SiteRef } from '../tableau/model';
import { contentDescription, contentLabel, kindPlural } from '../ui/contentText';
import type { FreshLook } from './freshnessGate';
import { messageRow } from './messageRows';
import { siteRow } from './siteRow';
import type { ContentNode, MessageNode, ShowMoreNode, TreeNode } from './treeNode';

/** What a row's looks depend on besides the row. */
export interface Surroundings {
  readonly now: number;
  readonly expanded: boolean;
  /** The text that the tree is filtered by. */
  readonly filter?: string;
  entry(site: SiteRef): SiteEntry | undefined;
  /** When the item's extracts were refreshed, where that is known. */
  freshness?(content: Content): FreshLook | undefined;
}

export function treeItem(node: TreeNode, around: Surroundings): vscode.TreeItem {
  const item = itemOf(node, around);
  item.id = node.id;
  return item;
}

function itemOf(node: TreeNode, around: Surroundings): vscode.TreeItem {
  switch (node.type) {
    case 'site':
      return siteRow(around.entry(node.site), node.site, branchState(around));
    case 'content':
      return contentRow(node, around);
    case 'personalSpace':
      return branchRow(
        vscode.l10n.t('Personal Space'),
        vscode.l10n.t('Your own workbooks that are in no project'),
        'account',
        'personalSpace',
        around,
      );
    case 'outsideProjects':
      return branchRow(
        vscode.l10n.t('Outside Visible Projects'),
        vscode.l10n.t('Items that you may see although you may not see their project'),
        'question',
        'outsideProjects',
        around,
      );
    case 'showMore':
      return showMoreRow(node);
    case 'message':
      return messageRowOf(node, around);
    default:
      return node satisfies never;
  }
}

function branchState(around: Surroundings): vscode.TreeItemCollapsibleState {
  return around.expanded
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}

/** No tooltip here: it is made when somebody asks for it (`contentTooltip`), as 1,000 rows may come at once. */
function contentRow(node: ContentNode, around: Surroundings): vscode.TreeItem {
  const { content } = node;
  const holdsItems = kindsIn(content.kind).length > 0;
  const item = new vscode.TreeItem(
    content.name,
    holdsItems ? branchState(around) : vscode.TreeItemCollapsibleState.None,
  );
  item.iconPath = new vscode.ThemeIcon(kindOf(content.kind).icon);
  const fresh = around.freshness?.(content);
  if (fresh?.uri !== undefined) item.resourceUri = fresh.uri;
  item.description = contentDescription(content, around.now, fresh?.text);
  item.contextValue = [...contextWords(content), ...(holdsItems ? ['expandable'] : [])].join(' ');
  const label = contentLabel(content, around.now, fresh?.text);
  item.accessibilityInformation = {
    label: fresh?.verdict === undefined ? label : vscode.l10n.t('{0}, {1}', label, fresh.verdict),
  };
  return item;
}

function branchRow(
  name: string,
  tooltip: string,
  icon: string,
  word: string,
  around: Surroundings,
): vscode.TreeItem {
  const item = new vscode.TreeItem(name, branchState(around));
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = tooltip;
  item.contextValue = `${word} expandable`;
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}', name, tooltip) };
  return item;
}

function showMoreRow(node: ShowMoreNode): vscode.TreeItem {
  const label = vscode.l10n.t('Show more {0}…', kindPlural(node.kind));
  const item = new vscode.TreeItem(label);
  const number = new Intl.NumberFormat(vscode.env.language);
  const shown =
    node.total === undefined
      ? vscode.l10n.t('{0} shown', number.format(node.shown))
      : vscode.l10n.t('{0} of {1} shown', number.format(node.shown), number.format(node.total));
  // A side bar is narrow: all of it is in the tooltip, and read aloud.
  item.description =
    node.total === undefined ? shown : vscode.l10n.t('of {0}', number.format(node.total));
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.tooltip = vscode.l10n.t('{0}. Click, or press Enter, to load the next ones.', shown);
  item.contextValue = 'showMore';
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0} {1}', label, shown),
  };
  item.command = { command: 'vizport.showMore', title: label, arguments: [node] };
  return item;
}

function messageRowOf(node: MessageNode, around: Surroundings): vscode.TreeItem {
  const row = messageRow(node, around);
  const item = new vscode.TreeItem(row.label);
  item.iconPath = new vscode.ThemeIcon(
    row.icon,
    row.color === undefined ? undefined : new vscode.ThemeColor(row.color),
  );
  item.tooltip = row.detail ?? row.label;
  const behind = row.hint ?? row.detail;
  if (behind !== undefined) item.description = behind;
  const spoken =
    row.detail === undefined ? row.label : vscode.l10n.t('{0}. {1}', row.label, row.detail);
  item.accessibilityInformation = { label: spoken };
  item.contextValue = 'message';
  if (row.command !== undefined) {
    item.command = { ...row.command, arguments: [node] };
    item.contextValue = row.command.command === 'vizport.retry' ? 'message retryable' : 'message';
  }
  return item;
}
