/** What VS Code shows for a row of the Freshness view. */
import * as vscode from 'vscode';
import { contextWords, kindOf } from '../../content/contentKinds';
import type { SiteEntry } from '../../session/sessionsContract';
import { kindName } from '../../ui/contentText';
import { dateTime } from '../../ui/dateText';
import { ageText, freshnessText, verdictText } from '../../ui/freshnessText';
import { markUri } from '../../ui/freshnessMarks';
import { siteName } from '../../ui/pickSite';
import { nextRunText, refreshMode, scheduleText, troubleText } from '../../ui/scheduleText';
import type {
  FreshItemNode,
  FreshMessageNode,
  FreshNode,
  Group,
  GroupNode,
  MoreNode,
  TaskNode,
} from './freshnessNode';

export interface Around {
  readonly now: number;
  /** Of the site, in words: when its extracts were asked for. */
  readonly asOf?: string;
  /** One site alone is opened at once: who opened the view wants to see it. */
  readonly only: boolean;
  readonly entry: SiteEntry | undefined;
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export function freshnessItem(node: FreshNode, around: Around): vscode.TreeItem {
  const item = itemOf(node, around);
  item.id = node.id;
  return item;
}

function itemOf(node: FreshNode, around: Around): vscode.TreeItem {
  switch (node.type) {
    case 'freshSite':
      return siteItem(around, new URL(node.site.server).host);
    case 'freshGroup':
      return groupItem(node);
    case 'content':
      return contentItem(node, around.now);
    case 'task':
      return taskItem(node);
    case 'freshMore':
      return moreItem(node);
    case 'freshMessage':
      return messageItem(node);
    default:
      return node satisfies never;
  }
}

function siteItem({ entry, asOf, only }: Around, host: string): vscode.TreeItem {
  const name = entry === undefined ? host : siteName(entry);
  const item = new vscode.TreeItem(name, only ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon('globe');
  item.description = asOf ?? host;
  item.contextValue = 'freshSite';
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, freshness of the site, {1}', name, asOf ?? host),
  };
  return item;
}

export function groupName(group: Group): string {
  switch (group) {
    case 'stale':
      return vscode.l10n.t('Stale Extracts');
    case 'unused':
      return vscode.l10n.t('Extracts Nobody Uses');
    case 'troubled':
      return vscode.l10n.t('Failing and Suspended Schedules');
    case 'nextRuns':
      return vscode.l10n.t('Next Runs');
    case 'all':
      return vscode.l10n.t('All Extracts');
    default:
      return group satisfies never;
  }
}

const groupIcons: Readonly<Record<Group, string>> = {
  stale: 'warning',
  unused: 'circle-slash',
  troubled: 'error',
  nextRuns: 'calendar',
  all: 'database',
};

/** What is stale is what one comes for. */
function groupItem({ group, count }: GroupNode): vscode.TreeItem {
  const name = groupName(group);
  const item = new vscode.TreeItem(name, group === 'stale' ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(groupIcons[group]);
  if (count !== undefined)
    item.description = new Intl.NumberFormat(vscode.env.language).format(count);
  item.tooltip = groupTooltip(group);
  item.contextValue = `freshGroup ${group}`;
  const spoken = count === undefined ? name : vscode.l10n.t('{0}: {1}', name, count);
  item.accessibilityInformation = { label: `${spoken}. ${groupTooltip(group)}` };
  return item;
}

function groupTooltip(group: Group): string {
  switch (group) {
    case 'stale':
      return vscode.l10n.t('Older than the setting vizport.freshness.rules allows');
    case 'unused':
      return vscode.l10n.t(
        'Data sources to which no workbook is connected, and workbooks whose views were never opened',
      );
    case 'troubled':
      return vscode.l10n.t(
        'Refresh tasks that failed the last time, that Tableau has probably suspended (five failures, or no next run), or whose schedule is switched off',
      );
    case 'nextRuns':
      return vscode.l10n.t('Refresh tasks by the time of their next run');
    case 'all':
      return vscode.l10n.t('Workbooks and data sources that hold an extract or show one');
    default:
      return group satisfies never;
  }
}

function contentItem({ content, row }: FreshItemNode, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(content.name, None);
  const age = freshnessText(row.fresh, now) ?? vscode.l10n.t('not known');
  const place = row.path.slice(0, -content.name.length - 1);
  const verdict = verdictText(row.verdict, row.rule);
  item.iconPath = new vscode.ThemeIcon(kindOf(content.kind).icon);
  const short = ageText(row.fresh, now) ?? age;
  item.description = place === '' ? short : `${short} · ${place}`;
  item.contextValue = ['fresh', ...contextWords(content)].join(' ');
  const uri = markUri(content, row.verdict, verdict);
  if (uri !== undefined) item.resourceUri = uri;
  item.accessibilityInformation = {
    label: [content.name, kindName(content.kind), age, place, verdict ?? '']
      .filter((part) => part !== '')
      .join(', '),
  };
  return item;
}

function taskItem(node: TaskNode): vscode.TreeItem {
  const { row } = node;
  const name = row.content?.name ?? vscode.l10n.t('An item you may not see');
  const item = new vscode.TreeItem(name, None);
  const trouble = troubleText(row);
  const next = nextRunText(row.task);
  // Under "Next Runs" the time alone says it.
  const at = row.task.schedule?.nextRunAt;
  const inTime = node.parentId?.endsWith('/nextRuns') === true && at !== undefined;
  const first = inTime ? dateTime(at) : (trouble ?? next);
  item.description = [first, scheduleText(row.task)].join(' · ');
  item.iconPath =
    row.trouble === undefined
      ? new vscode.ThemeIcon('calendar')
      : new vscode.ThemeIcon(
          row.trouble === 'failing' ? 'warning' : 'error',
          new vscode.ThemeColor(
            row.trouble === 'failing'
              ? 'problemsWarningIcon.foreground'
              : 'problemsErrorIcon.foreground',
          ),
        );
  const facts = [
    row.path ?? name,
    vscode.l10n.t('{0}, {1}', scheduleText(row.task), refreshMode(row.task)),
    next,
    ...(trouble === undefined ? [] : [trouble]),
  ];
  item.tooltip = facts.join('\n');
  item.contextValue = row.content === undefined ? 'task' : 'task ofItem';
  item.accessibilityInformation = { label: facts.join(', ') };
  // Of an item that may not be seen nothing more can be told.
  if (row.content !== undefined)
    item.command = {
      command: 'vizport.showSchedules',
      title: vscode.l10n.t('Show Schedules'),
      arguments: [node],
    };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const number = new Intl.NumberFormat(vscode.env.language);
  const item = new vscode.TreeItem(vscode.l10n.t('Show More…'), None);
  const shown = vscode.l10n.t(
    '{0} of {1} shown',
    number.format(node.shown),
    number.format(node.total),
  );
  item.description = shown;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'freshMore';
  item.accessibilityInformation = { label: vscode.l10n.t('Show More, {0}', shown) };
  item.command = {
    command: 'vizport.showMoreFreshness',
    title: vscode.l10n.t('Show More'),
    arguments: [node],
  };
  return item;
}

function messageItem(node: FreshMessageNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, None);
  item.iconPath = new vscode.ThemeIcon(node.icon);
  if (node.detail !== undefined) item.description = node.detail;
  const spoken = [node.label, node.detail].filter((part) => part !== undefined).join('. ');
  item.tooltip = spoken;
  item.accessibilityInformation = { label: spoken };
  item.contextValue = 'freshMessage';
  const command = commandOf(node);
  if (command !== undefined) item.command = command;
  return item;
}

function commandOf({ action, site }: FreshMessageNode): vscode.Command | undefined {
  switch (action) {
    case undefined:
      return undefined;
    case 'retry':
      return {
        command: 'vizport.reloadFreshness',
        title: vscode.l10n.t('Retry'),
        arguments: [{ site }],
      };
    case 'rules':
      return { command: 'vizport.editFreshnessRules', title: vscode.l10n.t('Freshness Rules') };
    case 'signIn':
      return {
        command: 'vizport.resumeSite',
        title: vscode.l10n.t('Sign In Again'),
        arguments: [{ site }],
      };
    default:
      return action satisfies never;
  }
}
