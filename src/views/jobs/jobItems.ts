/** What VS Code shows for a row of the Jobs view: pure functions of the row and of the time. */
import * as vscode from 'vscode';
import { dateTime } from '../../ui/dateText';
import { errorText } from '../../ui/errorText';
import { literalMarkdown } from '../../ui/literalMarkdown';
import { elapsedText, outcomeText, stateText } from '../../ui/outcomeText';
import { singleLine } from '../../ui/plainLabel';
import {
  stateGroups,
  type JobGroupNode,
  type JobMessageNode,
  type JobRowNode,
  type StateGroup,
} from './jobNode';
import { agoText } from './agoText';

const icons: Readonly<Record<StateGroup, readonly [icon: string, color?: string]>> = {
  running: ['sync~spin', 'charts.blue'],
  queued: ['clock'],
  failed: ['error', 'testing.iconFailed'],
  unknown: ['question', 'problemsWarningIcon.foreground'],
  cancelled: ['circle-slash'],
  succeeded: ['pass', 'testing.iconPassed'],
};

export function stateIcon(state: StateGroup): vscode.ThemeIcon {
  const [icon, color] = icons[state];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** What all rows have in common: translated and made once, because 1,000 rows may come at once. */
export interface RowWords {
  readonly showDetails: string;
  readonly ago: ReturnType<typeof agoText>;
  state(state: StateGroup): string;
}

export function rowWords(): RowWords {
  const names = new Map(stateGroups.map((state) => [state, groupName(state)]));
  return {
    showDetails: vscode.l10n.t('Show Details'),
    ago: agoText(),
    state: (state) => names.get(state) ?? '',
  };
}

/** `Running`, as the heading of a group. */
export function groupName(state: StateGroup): string {
  switch (state) {
    case 'running':
      return vscode.l10n.t('Running');
    case 'queued':
      return vscode.l10n.t('Queued');
    case 'failed':
      return vscode.l10n.t('Failed');
    case 'unknown':
      return vscode.l10n.t('End not known');
    case 'cancelled':
      return vscode.l10n.t('Cancelled');
    case 'succeeded':
      return vscode.l10n.t('Succeeded');
    default:
      return state satisfies never;
  }
}

export function groupItem(node: JobGroupNode, count: number): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const isNews = node.state !== 'succeeded' && node.state !== 'cancelled';
  const item = new vscode.TreeItem(groupName(node.state), isNews ? Expanded : Collapsed);
  item.description = new Intl.NumberFormat(vscode.env.language).format(count);
  item.contextValue = 'jobGroup';
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, {1} jobs', groupName(node.state), count),
  };
  return item;
}

/** No tooltip here: it is made when somebody asks for it, as 1,000 rows may come at once. */
export function jobItem(row: JobRowNode, now: number, words: RowWords): vscode.TreeItem {
  const item = new vscode.TreeItem(singleLine(row.name));
  const description = descriptionOf(row, now, words);
  item.description = description;
  item.iconPath = stateIcon(row.state);
  item.contextValue = wordsOf(row).join(' ');
  item.command = {
    command: 'vizport.showJobDetails',
    title: words.showDetails,
    arguments: [row],
  };
  item.accessibilityInformation = {
    label: [row.name, words.state(row.state), description].join(', '),
  };
  return item;
}

function descriptionOf(row: JobRowNode, now: number, words: RowWords): string {
  const isOpen = row.state === 'running' || row.state === 'queued';
  const parts = isOpen
    ? [
        row.progress === undefined ? '' : vscode.l10n.t('{0} %', row.progress),
        row.since === undefined ? '' : elapsedText(now - row.since),
        row.watch?.phase === 'cancelling' ? vscode.l10n.t('cancelling') : '',
        row.watch?.phase === 'watchingExtract' ? vscode.l10n.t('its job tells nothing') : '',
      ]
    : [words.ago(row.at, now), tookText(row)];
  return [...parts, row.who ?? ''].filter((part) => part !== '').join(' · ');
}

function tookText({ job }: JobRowNode): string {
  const { startedAt, completedAt } = job ?? {};
  if (startedAt === undefined || completedAt === undefined) return '';
  return elapsedText(Date.parse(completedAt) - Date.parse(startedAt));
}

/** What can be done with it, for the menus. */
function wordsOf({ state, jobLuid, watch, item, job }: JobRowNode): readonly string[] {
  const isOpen = state === 'running' || state === 'queued';
  const isContent = watch !== undefined || /refresh|increment|flow/iu.test(job?.type ?? '');
  return [
    'job',
    ...(isOpen && jobLuid !== undefined ? ['cancellable'] : []),
    ...(!isOpen && isContent ? ['rerunnable'] : []),
    ...(item !== undefined || isContent ? ['hasItem'] : []),
    ...(jobLuid !== undefined ? ['hasLuid'] : []),
    ...(state === 'unknown' && watch !== undefined ? ['checkable'] : []),
  ];
}

export function jobTooltip(row: JobRowNode): vscode.MarkdownString {
  const { watch, job } = row;
  const sentence =
    watch === undefined
      ? groupName(row.state)
      : watch.outcome === undefined
        ? stateText(watch)
        : outcomeText(watch.target, watch.outcome);
  const at = (label: string, iso: string | undefined): readonly string[] =>
    iso === undefined ? [] : [`${label} ${literalMarkdown(dateTime(iso))}`];
  const lines = [
    `**${literalMarkdown(row.name)}**`,
    literalMarkdown(sentence),
    [
      ...(row.who === undefined
        ? []
        : [literalMarkdown(vscode.l10n.t('Started with Vizport as {0}', row.who))]),
      ...(job?.type === undefined ? [] : [literalMarkdown(job.type)]),
      ...at(vscode.l10n.t('Created'), job?.createdAt),
      ...at(vscode.l10n.t('Started'), job?.startedAt),
      ...at(vscode.l10n.t('Completed'), job?.completedAt),
    ].join('  \n'),
  ];
  return new vscode.MarkdownString(lines.filter((line) => line !== '').join('\n\n'));
}

export function messageItem({ reason, error, site }: JobMessageNode): vscode.TreeItem {
  const [label, icon, detail, command] = messageWords(reason, error, new URL(site.server).host);
  const item = new vscode.TreeItem(label);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = detail;
  item.contextValue = 'jobMessage';
  item.accessibilityInformation = { label: `${label}. ${detail}` };
  if (command !== undefined) item.command = { command, title: label, arguments: [{ site }] };
  return item;
}

function messageWords(
  reason: JobMessageNode['reason'],
  error: unknown,
  host: string,
): readonly [label: string, icon: string, detail: string, command?: string] {
  const { t } = vscode.l10n;
  switch (reason) {
    case 'empty':
      return [t('No jobs'), 'info', t('No job of the last 24 hours is known here.')];
    case 'noMatch':
      return [
        t('No job matches the filter'),
        'search-stop',
        t('Click to clear the filter.'),
        'vizport.clearJobsFilter',
      ];
    case 'notAsked':
      return [
        t('Load the site’s jobs'),
        'cloud-download',
        t('Nothing was asked of this site in this window yet. Click to sign in and load its jobs.'),
        'vizport.resumeSite',
      ];
    case 'signedOut':
      return [t('Signed out'), 'sign-in', t('Click to sign in again.'), 'vizport.resumeSite'];
    case 'refused':
      return [
        t('Credentials are needed'),
        'key',
        t('They are gone, or were refused. Click to replace them.'),
        'vizport.replaceCredentials',
      ];
    case 'offline':
      return [
        t('{0} cannot be reached', host),
        'debug-disconnect',
        t('What is shown may be out of date. {0} Click to try again.', errorText(error)),
        'vizport.refreshJobs',
      ];
    case 'error':
      return [
        t('Could not load the site’s jobs'),
        'warning',
        t('{0} Click to try again.', errorText(error)),
        'vizport.refreshJobs',
      ];
    case 'cut':
      return [
        t('There are older jobs'),
        'ellipsis',
        t('Only the newest 1,000 jobs of the last 24 hours are shown.'),
      ];
    default:
      return reason satisfies never;
  }
}
