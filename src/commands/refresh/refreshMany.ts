/** Refresh the Extracts of a Project, and of all that carries a tag: planned, confirmed, then started a few at a time. */
import * as vscode from 'vscode';
import { itemsOfProject, itemsWithTag, tagsOfSite } from '../../content/refreshPlan';
import type { SiteContent } from '../../content/siteContent';
import type { FreshnessOfSites } from '../../freshness/freshnessOfSites';
import type { JobsContract } from '../../jobs/jobsContract';
import type { SessionsContract } from '../../session/sessionsContract';
import { isAbort } from '../../tableau/errors';
import type { Content, SiteRef } from '../../tableau/model';
import { cancellable } from '../../ui/cancellable';
import { HumanError } from '../../ui/messages';
import { pickSite } from '../../ui/pickSite';
import { pickTag } from '../../ui/pickTag';
import { itemsOrPicked, type ItemCommand } from '../itemNeeds';
import { startOf, type JobNeeds } from '../refreshExtract';
import { confirmRefresh } from './confirmRefresh';

export interface RefreshManyNeeds extends JobNeeds {
  readonly sessions: SessionsContract;
  readonly jobs: Pick<JobsContract, 'list'>;
  readonly freshness: FreshnessOfSites;
  readonly contentOf: (site: SiteRef) => SiteContent;
}

export const refreshProject =
  (needs: RefreshManyNeeds): ItemCommand =>
  async (targets) => {
    const [project] = await itemsOrPicked(needs, targets, ({ kind }) => kind === 'project');
    if (project === undefined) return;
    if (project.kind !== 'project')
      throw new HumanError(vscode.l10n.t('"{0}" is no project.', project.name));
    const what = vscode.l10n.t('the project "{0}"', project.name);
    await refreshAll(needs, project.site, what, (content, signal) =>
      itemsOfProject(content, project, signal),
    );
  };

export const refreshByTag =
  (needs: RefreshManyNeeds) =>
  async (given?: SiteRef): Promise<void> => {
    const site =
      given ?? (await pickSite(needs.sessions, vscode.l10n.t('On which site?')))?.profile.site;
    if (site === undefined) return;
    const tag = await pickTag({
      title: vscode.l10n.t('Refresh Extracts by Tag'),
      none: vscode.l10n.t(
        'No workbook or data source that you may see on this site carries a tag.',
      ),
      read: (signal) => tagsOfSite(needs.contentOf(site), signal),
    });
    if (tag === undefined) return;
    const what = vscode.l10n.t('the tag "{0}"', tag);
    await refreshAll(needs, site, what, (content, signal) => itemsWithTag(content, tag, signal));
  };

async function refreshAll(
  needs: RefreshManyNeeds,
  site: SiteRef,
  what: string,
  plan: (content: SiteContent, signal: AbortSignal) => Promise<readonly Content[]>,
): Promise<void> {
  const content = needs.contentOf(site);
  const freshness = needs.freshness.of(site);
  const items = await cancellable(
    vscode.l10n.t('Looking for the extracts of {0}', what),
    async (signal) => {
      const [found] = await Promise.all([
        plan(content, signal),
        freshness.load(signal).catch((error: unknown) => {
          if (isAbort(error)) throw error;
          // Which of them are fresh by inheritance is then not told apart; what can be refreshed is known all the same.
        }),
      ]);
      return found;
    },
  );
  const chosen = await confirmRefresh({
    what,
    items,
    content,
    freshness: (item) => freshness.of(item),
    jobs: needs.jobs,
  });
  if (chosen === undefined) return;
  await needs.follow.start(
    chosen.flatMap((item) => startOf(needs, item, 'refresh')),
    0,
    true,
  );
}
