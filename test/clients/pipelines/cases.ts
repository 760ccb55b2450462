/** The cases that each generated pipeline must get right, and how the fake server is brought to them. */
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
  /** The token's user, who is no administrator, comes to own the item, and meets this when he asks for jobs. */
  asOwner(jobs: '403004' | '401002'): void;
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
  /** Whose token it is; an administrator's if it is left out. */
  readonly user?: 'owner';
  /** Only for those that follow the job of somebody else. */
  readonly onlyWhereFollowed?: true;
  /** Ids of targets, where the code that this is about is shared by others. */
  readonly onlyFor?: readonly string[];
  prepare?(world: CaseWorld): Promise<void> | void;
  /** While it runs; ends when the run does. */
  meanwhile?(world: CaseWorld, signal: AbortSignal): Promise<void>;
  /** What is wrong with what happened, if anything. */
  wrong(ran: Ran, before: Counts, after: Counts, follows: Follows): string | undefined;
}

export interface Counts {
  readonly jobs: number;
  readonly signIns: number;
  /** How often a refresh was refused since another is queued. */
  readonly refused: number;
}

/** In the notes of a failed job, and looked for in what is printed. */
export const failureNotes = 'The warehouse has gone fishing';

/** Looks again and again, until it is so or the pipeline has ended. */
async function until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
  while (!isSo() && !signal.aborted) await sleep(100);
}

const quick = { queuedMs: 300, runMs: 1500, cancelMs: 300 };

/** Guide 0.2, 1 and 5: a refusal is told at once and with its code, and no sign-in is tried more than once because of it. */
const toldOnce = (ran: Ran, signIns: number, code: string): string | undefined => {
  if (ran.code === 0) return 'ended with 0';
  if (!/may not read/u.test(ran.output)) return 'does not say that jobs may not be read';
  if (!ran.output.includes(code)) return `does not tell ${code}`;
  return signIns > 5 ? `${signIns} sign-ins` : undefined;
};

/** The main path of all who are no administrators (guide 0.2, 5). */
const withoutJobs = (['403004', '401002'] as const).flatMap((code): Case[] => [
  {
    name: `one that is queued already, of a user who may not read jobs (${code}), is told and not looked for again`,
    user: 'owner',
    onlyWhereFollowed: true,
    prepare: async (world) => {
      world.fake.knobs.jobSpeed = quick;
      world.fake.knobs.scriptNextJob({ end: 'stayRunning' });
      world.asOwner(code);
      await world.refreshAsSomebodyElse();
    },
    wrong: (ran, before, after) => {
      if (!/already queued/iu.test(ran.output)) return 'does not say that it was queued already';
      if (after.refused - before.refused !== 1)
        return `asked ${after.refused - before.refused} times`;
      return toldOnce(ran, after.signIns - before.signIns, code);
    },
  },
  {
    name: `its own job, of a user who may not read jobs (${code}), is told and not started again`,
    user: 'owner',
    // What meets the 403 is one Python for all, and one bash.
    ...(code === '403004' ? { onlyFor: ['curl', 'python', 'tabcmd', 'airflow'] } : {}),
    prepare: (world) => {
      world.fake.knobs.jobSpeed = quick;
      world.asOwner(code);
    },
    wrong: (ran, before, after, follows) => {
      // tabcmd does not tell a session that was refused from one that ended, so it is given another.
      const most = follows === 'byAnother' && code === '401002' ? 2 : 1;
      const started = after.jobs - before.jobs;
      if (started < 1 || started > most) return `started ${started} jobs`;
      // Nor does it tell the code of that.
      const told = most === 2 ? 'session has expired' : code;
      return toldOnce(ran, after.signIns - before.signIns, told);
    },
  },
]);

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
  {
    name: 'looks at its job that fail do not end it',
    onlyFor: ['curl', 'python'],
    prepare: ({ fake }) => {
      fake.knobs.jobSpeed = quick;
      fake.knobs.scriptNextJob({ end: 'stayRunning' });
      fake.knobs.htmlNext(2, /^GET .*\/jobs\//u);
    },
    meanwhile: async (world, signal) => {
      const failed = () => world.fake.log.filter(({ status }) => status === 502).length;
      await until(() => failed() === 2, signal);
      world.endJobs();
    },
    wrong: ({ code }, before, after) => {
      if (code !== 0) return `ended with ${code}`;
      return after.jobs === before.jobs + 1
        ? undefined
        : `started ${after.jobs - before.jobs} jobs`;
    },
  },
  ...withoutJobs,
];
