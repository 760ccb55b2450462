/** `vizport_readJob`: the state of a job, of those that Vizport watches or as Tableau tells it. */
import { l10n } from 'vscode';
import { isTableauError } from '../tableau/errors';
import { isLuid, type Luid } from '../tableau/model';
import { siteOf } from '../ui/namedItems';
import { siteName } from '../ui/pickSite';
import { describeJob, describeSite, describeWatch } from './describe';
import { ToolError, type Tool, type ToolNeeds } from './tool';

interface Input {
  readonly job?: string;
  readonly site?: string;
}

const recent = 20;

export function readJobTool({ sessions, jobs }: ToolNeeds): Tool<Input> {
  return {
    shape: { job: { type: 'string' }, site: { type: 'string' } },
    progress: () => l10n.t('Reading a Tableau job'),
    run: async ({ job, site: wanted }, signal) => {
      if (job === undefined)
        return {
          jobs: jobs
            .list()
            .toSorted((one, other) => other.startedAt - one.startedAt)
            .slice(0, recent)
            .map((watch) => ({
              site: describeSite(watch.target.ref.site, sessions),
              ...describeWatch(watch),
            })),
        };
      const luid = job.trim().toLowerCase() as Luid;
      if (!isLuid(luid))
        throw new ToolError(
          l10n.t(
            '"{0}" is not the LUID of a job. Leave "job" out to list the jobs that Vizport knows.',
            job,
          ),
        );
      const watch = jobs.list().find(({ jobLuid }) => jobLuid === luid);
      if (watch !== undefined)
        return { site: describeSite(watch.target.ref.site, sessions), ...describeWatch(watch) };
      const site = siteOf(sessions, wanted);
      if (typeof site === 'string') throw new ToolError(site);
      const client = await sessions.client(site.profile.site);
      try {
        return { site: siteName(site), ...describeJob(await client.jobs.get(luid, signal)) };
      } catch (error) {
        if (isTableauError(error, 'notPermitted', 'notAllowedWithSession'))
          throw new ToolError(
            l10n.t(
              'Tableau lets only administrators read this job, and Vizport did not start it: its state is not known.',
            ),
          );
        throw error;
      }
    },
  };
}
