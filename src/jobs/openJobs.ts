/** Puts the jobs room together: the tracker, the sites' job lists, and the count of what both ask. */
import type { Disposable } from '../base/emitter';
import type { TableauClient } from '../tableau/client';
import type { SiteRef } from '../tableau/model';
import { CallBudget } from './callBudget';
import { JobTracker } from './jobTracker';
import { ServerReach } from './serverReach';
import { SiteJobs, type SiteJobsParts } from './siteJobs';

export interface JobsPorts extends SiteJobsParts {
  /** Names this window, the same after its reload. */
  readonly window: string;
  /** In [0, 1); `Math.random` unless given. */
  readonly random?: () => number;
}

export interface Jobs extends Disposable {
  readonly tracker: JobTracker;
  readonly siteJobs: SiteJobs;
  readonly budget: CallBudget;
  readonly reach: ServerReach;
}

export function openJobs(ports: JobsPorts): Jobs {
  const { folder, clock, log } = ports;
  const budget = new CallBudget(folder, clock, log);
  const client = async (site: SiteRef): Promise<TableauClient> =>
    counted(await ports.client(site), budget);
  const siteJobs = new SiteJobs({ ...ports, client });
  const reach = new ServerReach(clock);
  const tracker = new JobTracker({ ...ports, client, siteJobs, budget, reach });
  return {
    tracker,
    siteJobs,
    budget,
    reach,
    dispose() {
      tracker.dispose();
      siteJobs.dispose();
    },
  };
}

/** Queries and cancels of jobs are what Tableau Cloud is reported to count (field guide §0.2.3). */
function counted(client: TableauClient, budget: CallBudget): TableauClient {
  const { jobs, site } = client;
  return {
    ...client,
    jobs: {
      get(job, signal) {
        budget.count(site);
        return jobs.get(job, signal);
      },
      list(query, signal) {
        budget.count(site);
        return jobs.list(query, signal);
      },
      cancel(job, signal) {
        budget.count(site);
        return jobs.cancel(job, signal);
      },
    },
  };
}
