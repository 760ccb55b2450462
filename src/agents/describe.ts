/** Items and jobs as a model reads them: names, ids and dates, nothing to translate and nothing secret. */
import type { SiteContent } from '../content/siteContent';
import type { Watch } from '../jobs/jobsContract';
import type { SessionsContract } from '../session/sessionsContract';
import type { Content, Job, SiteRef } from '../tableau/model';
import { siteName } from '../ui/pickSite';

export async function describeContent(
  content: Content,
  source: SiteContent,
  signal: AbortSignal,
): Promise<object> {
  const { kind, luid, name, owner, updatedAt, webpageUrl } = content;
  return {
    kind,
    name,
    path: await source.pathOf(content, signal),
    luid,
    ...('hasExtracts' in content ? { hasExtracts: content.hasExtracts } : {}),
    ...(owner === undefined ? {} : { owner: owner.fullName ?? owner.name }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    ...(webpageUrl === undefined ? {} : { url: webpageUrl }),
  };
}

export function describeJob({ luid, state, type, ...job }: Job): object {
  const { createdAt, startedAt, completedAt, target } = job;
  return { job: luid, ...state, type, createdAt, startedAt, completedAt, item: target };
}

/** What we know of a job that Vizport started. */
export function describeWatch({ target, jobLuid, job, phase, outcome, adopted }: Watch): object {
  return {
    item: { kind: target.ref.kind, luid: target.ref.luid, name: target.name },
    ...(jobLuid === undefined ? {} : { job: jobLuid }),
    ...(outcome === undefined
      ? { status: job?.state.status ?? phase, underWay: true, startedBySomebodyElse: adopted }
      : { ...outcome, underWay: false }),
  };
}

export function describeSite(site: SiteRef, sessions: SessionsContract): string {
  const entry = sessions.find(site);
  return entry === undefined ? site.contentUrl : siteName(entry);
}
