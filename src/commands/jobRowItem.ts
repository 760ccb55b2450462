/** The item that a job is about: known from the start, or asked of the job itself, since lists do not tell it. */
import { l10n } from 'vscode';
import type { SiteContent } from '../content/siteContent';
import type { Watch } from '../jobs/jobsContract';
import type { SessionsContract } from '../session/sessionsContract';
import { isTableauError } from '../tableau/errors';
import type { Content, Job, KindName, Luid, SiteRef } from '../tableau/model';
import { HumanError } from '../ui/messages';

/** A row of the Jobs view, as far as commands need it. */
export interface JobRowLike {
  readonly site: SiteRef;
  readonly name: string;
  readonly state: string;
  readonly item?: { readonly kind: KindName; readonly luid: Luid; readonly name?: string };
  readonly job?: Job;
  readonly jobLuid?: Luid;
  readonly watch?: Watch;
}

export interface JobItemNeeds {
  readonly sessions: Pick<SessionsContract, 'client'>;
  contentOf(site: SiteRef): SiteContent;
}

export async function jobItemOf(
  needs: JobItemNeeds,
  { item, site, jobLuid }: JobRowLike,
): Promise<JobRowLike['item']> {
  if (item !== undefined || jobLuid === undefined) return item;
  try {
    return (await (await needs.sessions.client(site)).jobs.get(jobLuid)).target;
  } catch (error) {
    if (isTableauError(error, 'notFound')) return undefined;
    throw error;
  }
}

/** @throws HumanError where Tableau does not say what the job was about. */
export async function contentOfJob(needs: JobItemNeeds, row: JobRowLike): Promise<Content> {
  const item = await jobItemOf(needs, row);
  if (item === undefined)
    throw new HumanError(l10n.t('Tableau does not say which item "{0}" was about.', row.name));
  return needs.contentOf(row.site).details({ site: row.site, kind: item.kind, luid: item.luid });
}
