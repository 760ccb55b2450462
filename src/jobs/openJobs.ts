/** Puts the jobs room together: the tracker, the sites' job lists, and the count of what is asked of jobs (`countedLibrary.ts`). */
import type { Disposable } from '../base/emitter';
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
  /** Told of each call by whoever made the clients. */
  readonly budget: CallBudget;
  readonly reach: ServerReach;
}

export function openJobs(ports: JobsPorts): Jobs {
  const { folder, clock, log } = ports;
  const budget = new CallBudget(folder, clock, log);
  const siteJobs = new SiteJobs(ports);
  const reach = new ServerReach(clock);
  const tracker = new JobTracker({ ...ports, siteJobs, budget, reach });
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
