/** Before many refreshes at once: which ones, what is left out and why, and what that is against Tableau's quota. */
import * as vscode from 'vscode';
import type { Freshness } from '../../freshness/itemFreshness';
import type { SiteContent } from '../../content/siteContent';
import type { JobsContract } from '../../jobs/jobsContract';
import { siteKey, type Content, type SiteRef } from '../../tableau/model';
import { contentRow } from '../../ui/contentRow';
import { freshnessText } from '../../ui/freshnessText';
import { confirm, HumanError } from '../../ui/messages';
import { plainLabel } from '../../ui/plainLabel';
import { canRefresh } from '../refreshExtract';

/** Reported for Tableau Cloud, for a site with all its users (field guide §0.2.3). */
const quotaPerHour = 60;
const hourMs = 3_600_000;
/** A dialog does not scroll. */
const namesInDialog = 8;

export interface Candidates {
  /** `the project "Finance"`, for the middle of a sentence. */
  readonly what: string;
  readonly items: readonly Content[];
  readonly content: SiteContent;
  freshness(item: Content): Freshness;
  readonly jobs: Pick<JobsContract, 'list'>;
}

/** What is to be refreshed; undefined when the user backs out. */
export async function confirmRefresh(
  candidates: Candidates,
): Promise<readonly Content[] | undefined> {
  const { what, items } = candidates;
  if (items.length === 0)
    throw new HumanError(
      vscode.l10n.t('In {0} there is no workbook or data source that you may see.', what),
    );
  const left = items.filter((item) => !canRefresh(item));
  const refreshable = items.filter(canRefresh);
  if (refreshable.length === 0)
    throw new HumanError(
      vscode.l10n.t(
        'Nothing in {0} holds an extract: there is nothing to refresh. {1}',
        what,
        leftOutText(candidates, left),
      ),
    );
  const chosen = await choose(candidates, refreshable);
  if (chosen === undefined || chosen.length === 0) return undefined;
  const count = chosen.length;
  const text =
    count === 1
      ? vscode.l10n.t('Refresh 1 extract of {0}?', what)
      : vscode.l10n.t('Refresh {0} extracts of {1}?', count, what);
  const site = candidates.content.site;
  const parts = [
    namesText(chosen, (item) => candidates.content.path(item) ?? item.name),
    leftOutText(candidates, left),
    // Only Tableau Server has a default site, and no quota.
    site.contentUrl === '' ? '' : quotaText(count, startedInLastHour(candidates.jobs, site)),
  ];
  const detail = parts.filter((part) => part !== '').join('\n\n');
  const button = vscode.l10n.t('Refresh');
  return (await confirm(text, detail, button)) ? chosen : undefined;
}

/** All of them, each of which can be left out. */
async function choose(
  { what, content, freshness }: Candidates,
  items: readonly Content[],
): Promise<readonly Content[] | undefined> {
  const rows = items.map((item) => ({
    ...contentRow({ kind: item.kind, name: item.name, path: content.path(item) }),
    ...detailOf(freshness(item)),
    picked: true,
    item,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Refresh Extracts of {0}', plainLabel(what)),
    placeHolder: vscode.l10n.t('Uncheck what is not to be refreshed'),
  });
  return picked?.map(({ item }) => item);
}

function detailOf(fresh: Freshness): { readonly detail?: string } {
  const detail = freshnessText(fresh, Date.now());
  return detail === undefined ? {} : { detail };
}

function namesText(items: readonly Content[], nameOf: (item: Content) => string): string {
  const names = items.slice(0, namesInDialog).map((item) => `• ${nameOf(item)}`);
  const more = items.length - names.length;
  if (more > 0) names.push(vscode.l10n.t('and {0} more', more));
  return names.join('\n');
}

/** What holds no extract is told apart: fresh by inheritance, or live. */
function leftOutText({ freshness }: Candidates, left: readonly Content[]): string {
  if (left.length === 0) return '';
  const inherited = left.filter((item) => freshness(item).kind === 'inherited');
  const others = left.filter((item) => freshness(item).kind !== 'inherited');
  const parts: string[] = [];
  if (inherited.length > 0)
    parts.push(
      vscode.l10n.t(
        'Fresh by inheritance, through the published data sources that they show, and left out: {0}.',
        shortList(inherited),
      ),
    );
  if (others.length > 0)
    parts.push(vscode.l10n.t('Without an extract, and left out: {0}.', shortList(others)));
  return parts.join('\n');
}

function shortList(items: readonly Content[]): string {
  const names = items.slice(0, 5).map(({ name }) => name);
  const more = items.length - names.length;
  const list = names.join(', ');
  return more > 0 ? vscode.l10n.t('{0} and {1} more', list, more) : list;
}

export function startedInLastHour(jobs: Pick<JobsContract, 'list'>, site: SiteRef): number {
  const since = Date.now() - hourMs;
  return jobs
    .list()
    .filter(
      ({ startedAt, adopted, target }) =>
        startedAt > since &&
        !adopted &&
        target.action === 'refresh' &&
        siteKey(target.ref.site) === siteKey(site),
    ).length;
}

function quotaText(count: number, started: number): string {
  const sum = vscode.l10n.t(
    'A site of Tableau Cloud may start about {0} refreshes an hour, whoever asks for them. Vizport has started {1} of them in the last hour; this is {2} more.',
    quotaPerHour,
    started,
    count,
  );
  return count + started <= quotaPerHour
    ? sum
    : vscode.l10n.t(
        '{0} On Tableau Cloud that is too many: it refuses the rest, and nothing more is then started.',
        sum,
      );
}
