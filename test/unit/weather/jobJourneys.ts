/** Refreshes, flow runs and cancels: each sent once, and no end told that is not the server's, whoever may read what. */
import assert from 'node:assert/strict';
import type { Watch } from '../../../src/jobs/jobsContract';
import type { ProfileName } from '../../fakeTableau/profiles';
import { JobsWorld, type Who } from '../support/jobsWorld';
import { seedOfRun } from '../support/seeded';
import { Weather, type SentenceOf } from './weather';

interface Person {
  readonly who: Who;
  readonly profile: ProfileName;
}

/** Who reads jobs, and who has neither jobs nor the Metadata API, but a search. */
const two: readonly Person[] = [
  { who: 'administrator', profile: 'cloud' },
  { who: '401002', profile: '2025.1' },
];
const more: readonly Person[] = [
  { who: 'administrator', profile: '2021.4' },
  { who: 'readable', profile: '2025.1' },
  { who: 'forbidden', profile: 'cloud' },
];

export function jobJourneys(percent: number, rounds: number, sentenceOf?: SentenceOf): void {
  const people = rounds > 1 ? [...two, ...more] : two;
  for (const { who, profile } of people)
    it(`at ${percent} % faults refreshes, runs and cancels once each as ${who} on ${profile}, and tells each end as the server knows it`, async function () {
      this.timeout(120_000);
      const own = who === 'administrator' ? {} : { ownJobs: who };
      const weather = await Weather.start(seedOfRun(), sentenceOf, { profile, ...own });
      try {
        await refreshes(weather, who, percent, rounds);
        if (rounds > 1) console.log(`      ${weather.report()}`);
      } finally {
        await weather.close();
      }
    });
}

async function refreshes(weather: Weather, who: Who, percent: number, rounds: number) {
  const { world } = weather;
  const bed = new JobsWorld(world, who);
  const readsJobs = who === 'administrator' || who === 'readable';
  const jobs = bed.open('one');
  const credentials = who === 'administrator' ? world.administratorToken : world.token;
  await world.done(jobs.window.sessions.signIn(world.site, credentials));
  world.tableau.log.clear();
  weather.proxy.percent = percent;
  const { model } = world.tableau;
  const ana = model.userByName(bed.siteLuid, 'ana.ruiz@fernweh.example')?.luid;
  const flow = model.flows
    .ofSite(bed.siteLuid)
    .find((one) => one.outputSteps.length > 0 && one.ownerLuid === ana);
  assert.ok(flow);
  const theirs = bed.refreshable();
  const datasources = theirs.filter(({ kind }) => kind === 'datasource').slice(0, 2);
  const [workbook] = theirs.filter(({ kind }) => kind === 'workbook');
  const [failing, last] = datasources;
  assert.ok(failing && workbook && last);
  // The second one fails, and the third one is cancelled by whoever may.
  const targets = [flow, failing, workbook, last].map((one) => bed.target(one));
  const posts = (): number =>
    weather.changes().filter(({ what }) => /\/(?:refresh|run)$/u.test(what)).length;
  let started = 0;
  let known = 0;
  for (let round = 0; round < rounds; round++)
    for (const [at, target] of targets.entries()) {
      world.tableau.knobs.jobScripts.length = 0;
      const end = at === 1 ? 'failure' : 'success';
      world.tableau.knobs.scriptNextJob({ queuedMs: 5000, runMs: 120_000, end });
      const before = posts();
      const watch = await weather.attempt(() => jobs.tracker.start(target));
      assert.ok(posts() - before <= 1, `seed ${weather.seed}: started twice`);
      if (watch === undefined) continue;
      const { id, jobLuid } = watch.value;
      // Where the start's answer was lost, its job may not be known yet: there is nothing to cancel then.
      if (at === 2 && jobLuid === undefined)
        await assert.rejects(jobs.tracker.cancel(id), { code: 'JOB_UNKNOWN' });
      else if (at === 2 && readsJobs) await weather.attempt(() => jobs.tracker.cancel(id));
      const ended = await world.done(jobs.tracker.ended(id));
      assertTrue(ended, bed, `seed ${weather.seed}`);
      started += 1;
      if (ended.outcome?.status !== 'unknown') known += 1;
      await world.clock.advance(600_000);
    }
  assert.ok(known > 0, `seed ${weather.seed}: of ${started} starts no end became known`);
  jobs.close();
}

/** An end that is known is the server's; one that is not says why. */
function assertTrue({ outcome, jobLuid, target }: Watch, bed: JobsWorld, seed: string): void {
  assert.ok(outcome);
  const words = `${seed}: ${JSON.stringify(outcome)} of ${target.name}`;
  if (outcome.status === 'unknown') return assert.ok(outcome.reason, words);
  const { jobs } = bed.world.tableau.model;
  const job =
    outcome.status === 'succeeded' && outcome.by === 'extractTime'
      ? [...jobs.all()].findLast((one) =>
          [one.workbookLuid, one.datasourceLuid].includes(target.ref.luid),
        )
      : jobs.get(jobLuid ?? '');
  assert.ok(job, words);
  const wanted = { 0: 'succeeded', 1: 'failed', 2: 'cancelled' }[
    job.outcome.finishCode as 0 | 1 | 2
  ];
  assert.equal(outcome.status, wanted, words);
}
