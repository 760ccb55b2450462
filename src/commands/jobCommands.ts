/** What can be done with the rows of the Jobs view. */
import * as vscode from 'vscode';
import { browserUrl } from '../content/contentKinds';
import type { SiteContent } from '../content/siteContent';
import type { JobsContract, WatchTarget } from '../jobs/jobsContract';
import type { SessionsContract } from '../session/sessionsContract';
import { isTableauError } from '../tableau/errors';
import type { Content, SiteRef } from '../tableau/model';
import type { JobFollower, Start } from '../ui/followJobs';
import type { JobDetails, Result } from '../ui/jobDetails';
import { detailsText } from '../ui/jobDetailsText';
import { confirm, HumanError, showInfo } from '../ui/messages';
import type { JobCommandId } from '../ui/jobCommandIds';
import { cancelRefusal, type WhoCouldTexts } from '../ui/whoCouldText';
import { copy } from './itemNeeds';
import { contentOfJob, jobItemOf, type JobRowLike } from './jobRowItem';

/** The rows of the view, as far as commands need them. */
export interface JobsOfView {
  readonly filter: string;
  setFilter(text: string): Promise<void>;
  refresh(): Promise<void>;
}

export interface JobCommandNeeds {
  readonly jobs: JobsContract;
  readonly details: JobDetails;
  readonly follow: JobFollower;
  readonly sessions: SessionsContract;
  readonly tree: JobsOfView;
  readonly whoCould: WhoCouldTexts;
  contentOf(site: SiteRef): SiteContent;
  reveal(content: Content): Promise<void>;
  browserUrl(content: Content): string | undefined;
}

type OnRows = (rows: readonly JobRowLike[]) => Promise<void>;

export interface JobCommandHandlers {
  onRows(id: JobCommandId, rows: readonly JobRowLike[]): Promise<void>;
  filter(text?: string): Promise<void>;
  clearFilter(): Promise<void>;
  refresh(): Promise<void>;
}

export function jobCommands(needs: JobCommandNeeds): JobCommandHandlers {
  const handlers: Readonly<Record<JobCommandId, OnRows>> = {
    'vizport.showJobDetails': (rows) => showDetails(needs, rows),
    'vizport.cancelJob': (rows) => cancelJobs(needs, rows),
    'vizport.runJobAgain': (rows) => runAgain(needs, rows),
    'vizport.revealJobItem': (rows) => revealItem(needs, rows),
    'vizport.openJobItem': (rows) => openItems(needs, rows),
    'vizport.copyJob': (rows) => copyDetails(needs, rows),
    'vizport.copyJobLuid': copyLuids,
    'vizport.checkJobAgain': (rows) => checkAgain(needs, rows),
  };
  return {
    async onRows(id, rows) {
      if (rows.length === 0)
        throw new HumanError(vscode.l10n.t('Select a job in the Jobs view first.'));
      await handlers[id](rows);
    },
    filter: (text) => filterJobs(needs.tree, text),
    clearFilter: () => needs.tree.setFilter(''),
    refresh: () => needs.tree.refresh(),
  };
}

/** Of a job of the site's list the job itself tells more: its notes, and its item. */
async function resultOf(needs: JobCommandNeeds, row: JobRowLike): Promise<Result> {
  if (row.watch !== undefined) {
    const watch = needs.jobs.list().find(({ id }) => id === row.watch?.id) ?? row.watch;
    return { target: watch.target, watch };
  }
  const { site, job } = row;
  if (job === undefined) throw new HumanError(vscode.l10n.t('This job is no longer known.'));
  const client = await needs.sessions.client(site);
  const whole = await ifReadable(async () => ({ ...job, ...(await client.jobs.get(job.luid)) }));
  const found = whole ?? job;
  // Cleaned up, or not to be read by itself: what the list said stands.
  if (found.target === undefined) return { site, job: found };
  const { kind, luid } = found.target;
  const content = await ifReadable(() => needs.contentOf(site).details({ site, kind, luid }));
  const url = content === undefined ? undefined : needs.browserUrl(content);
  return { site, job: found, ...(url !== undefined && { url }) };
}

async function ifReadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isTableauError(error, 'notFound', 'notPermitted', 'notAllowedWithSession'))
      return undefined;
    throw error;
  }
}

async function showDetails(needs: JobCommandNeeds, rows: readonly JobRowLike[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const results = await Promise.all(rows.map((row) => resultOf(needs, row)));
  const title = rows.length === 1 ? first.name : vscode.l10n.t('{0} jobs', rows.length);
  await needs.details.open(title, results);
}

async function copyDetails(needs: JobCommandNeeds, rows: readonly JobRowLike[]): Promise<void> {
  const results = await Promise.all(rows.map((row) => resultOf(needs, row)));
  const texts = results.map((result, at) =>
    detailsText(result, needs.details.siteName(rows[at]?.site)),
  );
  await copy(texts.join('\n\n'), vscode.l10n.t('Details copied'));
}

async function copyLuids(rows: readonly JobRowLike[]): Promise<void> {
  const luids = rows.flatMap(({ jobLuid }) => jobLuid ?? []);
  if (luids.length === 0)
    throw new HumanError(vscode.l10n.t('The job is not known, and so is its LUID.'));
  await copy(luids.join('\n'), vscode.l10n.t('LUID of the job copied'));
}

async function cancelJobs(needs: JobCommandNeeds, rows: readonly JobRowLike[]): Promise<void> {
  const open = rows.filter(({ state }) => state === 'running' || state === 'queued');
  if (open.length === 0) throw new HumanError(vscode.l10n.t('None of these jobs is under way.'));
  const others = open.filter(({ watch }) => watch === undefined || watch.adopted);
  if (others.length > 0 && !(await confirmOthers(others))) return;
  const failures: string[] = [];
  for (const { watch, site, jobLuid, name } of open) {
    if (watch !== undefined) await needs.follow.cancel(watch);
    else if (jobLuid !== undefined)
      try {
        await (await needs.sessions.client(site)).jobs.cancel(jobLuid);
      } catch (error) {
        // The others are cancelled all the same. One that is over needs no cancelling.
        if (!isOver(error)) {
          const reason = await cancelRefusal(needs.whoCould, site, error);
          failures.push(vscode.l10n.t('"{0}": {1}', name, reason));
        }
      }
  }
  await needs.tree.refresh();
  if (failures.length > 0)
    throw new HumanError(
      vscode.l10n.t(
        '{0} of {1} jobs were not cancelled and go on. {2}',
        failures.length,
        open.length,
        failures.slice(0, 3).join(' '),
      ),
    );
}

/** Complete, or gone with its record. */
function isOver(error: unknown): boolean {
  return isTableauError(error, 'notFound') || (isTableauError(error) && error.code === '403091');
}

/** Somebody else waits for these. */
function confirmOthers(rows: readonly JobRowLike[]): Promise<boolean> {
  const names = rows.slice(0, 10).map(({ name }) => name);
  return confirm(
    rows.length === 1
      ? vscode.l10n.t('Cancel a job that somebody else may have started?')
      : vscode.l10n.t('Cancel {0} jobs that others may have started?', rows.length),
    names.join('\n'),
    vscode.l10n.t('Cancel Them on Tableau'),
  );
}

async function runAgain(needs: JobCommandNeeds, rows: readonly JobRowLike[]): Promise<void> {
  const starts: Start[] = [];
  for (const row of rows) {
    const target = await targetOf(needs, row);
    if (target !== undefined) starts.push({ target });
  }
  if (starts.length === 0)
    throw new HumanError(
      vscode.l10n.t(
        'Tableau does not say which item this job was about: run it from the content view.',
      ),
    );
  await needs.follow.start(starts, rows.length - starts.length);
}

async function targetOf(needs: JobCommandNeeds, row: JobRowLike): Promise<WatchTarget | undefined> {
  if (row.watch !== undefined) {
    const { group: _, quiet: __, ...target } = row.watch.target;
    return target;
  }
  const item = await jobItemOf(needs, row);
  const kind = item?.kind;
  if (item === undefined || (kind !== 'workbook' && kind !== 'datasource' && kind !== 'flow'))
    return undefined;
  return {
    ref: { site: row.site, kind, luid: item.luid },
    name: item.name ?? row.name,
    action: kind === 'flow' ? 'run' : 'refresh',
    ...(/increment/iu.test(row.job?.type ?? '') && { incremental: true }),
  };
}

async function revealItem(needs: JobCommandNeeds, rows: readonly JobRowLike[]): Promise<void> {
  const [first] = rows;
  if (first !== undefined) await needs.reveal(await contentOfJob(needs, first));
}

async function openItems(needs: JobCommandNeeds, rows: readonly JobRowLike[]): Promise<void> {
  for (const row of rows) {
    const known = row.watch?.target.url;
    const url = known ?? (await urlOf(needs, row));
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }
}

async function urlOf(needs: JobCommandNeeds, row: JobRowLike): Promise<string> {
  const content = await contentOfJob(needs, row);
  const url = needs.browserUrl(content) ?? browserUrl(content, content.site.server);
  if (url === undefined)
    throw new HumanError(vscode.l10n.t('Tableau gives no address for "{0}".', content.name));
  return url;
}

async function checkAgain(needs: JobCommandNeeds, rows: readonly JobRowLike[]): Promise<void> {
  const unknown = rows.flatMap(({ watch }) =>
    watch?.outcome?.status === 'unknown' ? [watch] : [],
  );
  if (unknown.length === 0) {
    await showInfo(vscode.l10n.t('The ends of these jobs are known.'));
    return;
  }
  await Promise.all(unknown.map((watch) => needs.follow.checkAgain(watch)));
}

async function filterJobs(tree: JobsOfView, given: string | undefined): Promise<void> {
  const text =
    given ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Filter Jobs'),
      placeHolder: vscode.l10n.t('Part of a name, a type, a state or an account'),
      value: tree.filter,
    }));
  if (text !== undefined) await tree.setFilter(text.trim());
}
