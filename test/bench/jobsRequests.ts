/** `jobs-200-requests`: what watching 200 jobs for ten minutes asks of the server, against the least that could do. */
import { pollDelay } from '../../src/jobs/pollDelay';
import { JobsWorld } from '../unit/support/jobsWorld';
import type { Bench } from './bench';
import { rounded } from './figure';

const minute = 60_000;
const jobs = 200;

export const jobsRequests: Bench = {
  names: ['jobs-200-requests'],
  async measure({ progress }) {
    progress('200 jobs for ten minutes of the server’s time');
    const bed = await JobsWorld.start('administrator', { workbooks: 400 });
    try {
      const { world } = bed;
      const { tableau } = world;
      Object.assign(tableau.knobs.quotas, { refreshesPerHour: Infinity, jobCallsPerDay: Infinity });
      const items = bed.refreshable().slice(0, jobs);
      if (items.length < jobs) throw new Error(`Only ${items.length} items can be refreshed`);
      const { tracker } = bed.open('one');
      for (let n = 0; n < jobs; n++)
        tableau.knobs.scriptNextJob({
          queuedMs: 10_000,
          // Ends spread over the ten minutes.
          runMs: 20_000 + Math.round((n / jobs) * 9.4 * minute),
        });
      const began = world.clock.now();
      const watches = await world.done(
        Promise.all(items.map((item) => tracker.start(bed.target(item)))),
      );
      const ends = await world.done(Promise.all(watches.map(({ id }) => tracker.ended(id))));
      if (ends.some(({ outcome }) => outcome?.status !== 'succeeded'))
        throw new Error('A refresh did not end well');
      const took = world.clock.now() - began;
      // Without the starts themselves, and without the one look at each extract that is sent beside its start.
      const asked = tableau.log.filter(
        ({ method, kind }) => method === 'GET' && kind !== 'server info',
      ).length;
      const ideal = idealRequests(took);
      return [
        {
          name: 'jobs-200-requests',
          value: rounded(asked / ideal, 3),
          unit: 'of the ideal',
          against: `at most 1.2: ${asked} GETs in ${rounded(took / minute, 1)} minutes, where one list for each interval and one look at each ended job are ${ideal}`,
        },
      ];
    } finally {
      await bed.close();
    }
  },
};

/** One list for each interval of the schedule (field guide §0.2.3), and one look at each job that has ended. */
function idealRequests(milliseconds: number): number {
  let lists = 0;
  const next = (elapsed: number): number => pollDelay(elapsed, lists, 0.5, 'job');
  for (let at = next(0); at <= milliseconds; at += next(at)) lists += 1;
  return lists + jobs;
}
