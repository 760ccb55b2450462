/** The five cases that each generated pipeline must get right, and how the fake server is brought to them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeTableau } from '../../fakeTableau/server';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

export interface CaseWorld {
  readonly fake: FakeTableau;
  readonly follows: Follows;
  /** Starts a refresh of the item as somebody else. */
  refreshAsSomebodyElse(): Promise<void>;
  /** Somebody has asked for that refresh's job since. */
  wasJobOfSomebodyElseRead(): boolean;
  /** All that run end well, now. */
  endJobs(): void;
  readonly jobs: () => number;
  readonly signIns: () => number;
}

/** What a pipeline does where a job of the item is queued already: it waits for that one, or starts one after it. */
export type Follows = 'thatJob' | 'byAnother';

export interface Case {
  readonly name: string;
  /** What the token's value is in this case; the right one if it is left out. */
  readonly token?: string;
  prepare?(world: CaseWorld): Promise<void> | void;
  /** While it runs; ends when the run does. */
  meanwhile?(world: CaseWorld, signal: AbortSignal): Promise<void>;
  /** What is wrong with what happened, if anything. */
  wrong(ran: Ran, before: Counts, after: Counts, follows: Follows): string | undefined;
}

export interface Counts {
  readonly jobs: number;
  readonly signIns: number;
}

/** In the notes of a failed job, and looked for in what is printed. */
export const failureNotes = 'The warehouse has gone fishing';

/** Looks again and again, until it is so or the pipeline has ended. */
async function until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
  while (!isSo() && !signal.aborted) await sleep(100);
}

const quick = { queuedMs: 300, runMs: 1500, cancelMs: 300 };

export const cases: readonly Case[] = [
  {
    name: 'success',
    prepare: ({ fake }) => {
      fake.knobs.jobSpeed = quick;
    },
    wrong: ({ code }, before, after) => {
      if (code !== 0) return `ended with ${code}`;
      return after.jobs === before.jobs ? 'started nothing' : undefined;
    },
  },
  {
    name: 'a failed job fails it, with the reason or the job',
    prepare: ({ fake }) => {
      fake.knobs.jobSpeed = quick;
      fake.knobs.jobScripts.length = 0;
      fake.knobs.scriptNextJob({ end: 'failure', notes: failureNotes });
    },
    wrong: ({ code, output }, before, after) => {
      if (code === 0) return 'ended with 0';
      if (after.jobs !== before.jobs + 1) return `started ${after.jobs - before.jobs} jobs`;
      return output.includes(failureNotes) || /The Tableau job [\w-]+ failed/.test(output)
        ? undefined
        : 'does not say why';
    },
  },
  {
    name: 'one that is queued already is followed',
    prepare: async (world) => {
      world.fake.knobs.jobSpeed = quick;
      world.fake.knobs.scriptNextJob({ end: 'stayRunning' });
      await world.refreshAsSomebodyElse();
    },
    // However slow the machine is: the other one's job ends after the pipeline was refused, and has found that job.
    meanwhile: async (world, signal) => {
      await until(() => world.fake.log.some(({ code }) => code === '409093'), signal);
      if (world.follows === 'thatJob') await until(() => world.wasJobOfSomebodyElseRead(), signal);
      await sleep(3000);
      world.endJobs();
    },
    wrong: ({ code, output }, before, after, follows) => {
      if (code !== 0) return `ended with ${code}`;
      if (!/already queued/i.test(output)) return 'does not say that it was queued already';
      const started = after.jobs - before.jobs;
      return started === (follows === 'thatJob' ? 0 : 1) ? undefined : `started ${started} jobs`;
    },
  },
  {
    name: 'bad credentials are told, and tried once',
    token: 'nonsense',
    wrong: ({ code, output }, before, after) => {
      if (code === 0) return 'ended with 0';
      if (after.signIns - before.signIns !== 1) return `${after.signIns - before.signIns} sign-ins`;
      return output.includes('401001') ? undefined : 'does not say so';
    },
  },
  {
    name: 'a session that ends in mid-wait does not end it',
    prepare: ({ fake }) => {
      fake.knobs.jobSpeed = quick;
      fake.knobs.scriptNextJob({ end: 'stayRunning' });
    },
    meanwhile: async (world, signal) => {
      const before = { jobs: world.jobs(), signIns: world.signIns() };
      await until(() => world.jobs() > before.jobs, signal);
      await sleep(2000);
      const signedIn = world.signIns();
      world.fake.knobs.expireSessions();
      await until(() => world.signIns() > signedIn, signal);
      await sleep(2000);
      world.endJobs();
    },
    wrong: ({ code }, before, after, follows) => {
      if (code !== 0) return `ended with ${code}`;
      if (after.signIns - before.signIns < 2) return 'did not sign in again';
      const started = after.jobs - before.jobs;
      return started === (follows === 'thatJob' ? 1 : 2) ? undefined : `started ${started} jobs`;
    },
  },
];
