/** `jobs-tree-update`: how long the Jobs view takes after an answer with 1,000 jobs, in an extension host. */
import type { Bench } from './bench';
import { median, rounded } from './figure';
import { inHosts } from './inHost';
import { jobsTreeMark } from './jobsTreeMark';

export const jobsTree: Bench = {
  names: ['jobs-tree-update'],
  async measure({ progress }) {
    progress('the Jobs view with 1,000 jobs');
    const times = await inHosts('test/bench/measureJobsTree.ts', (hosts) =>
      hosts.one<readonly number[]>(jobsTreeMark),
    );
    return [
      {
        name: 'jobs-tree-update',
        value: rounded(median(times), 1),
        unit: 'ms',
        against: `under 16 ms (one frame) after an answer with 1,000 jobs; the slowest of ${times.length} took ${rounded(Math.max(...times), 1)} ms`,
      },
    ];
  },
};
