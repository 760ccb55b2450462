// Everything that a test can turn on the fake server while it runs; docs/fake-tableau.md explains each.
import { Faults, type Match } from './faults';
import { firstGuesses, type Guesses } from './guesses';
import type { Job, JobOutcome } from './jobs';
import type { MetadataKnobs, MetadataMode } from './metadataRequest';
import type { Model, Moment, PersonalAccessToken } from './model';
import type { Profile } from './profiles';

/** How a non-administrator who asks for a job is answered (guide 0.2, 5: nobody knows which is true). */
export type OwnJobs = 'forbidden' | 'readable' | '401002';

/** How the next job goes. */
export interface JobScript {
  readonly queuedMs?: number;
  readonly runMs?: number;
  readonly end?: 'success' | 'failure' | 'bridge' | 'statusNote' | 'stayPending' | 'stayRunning';
  readonly notes?: string;
  /** Purged so long after its end: 404018. */
  readonly purgeAfterMs?: number;
  readonly gradual?: boolean;
  /** `GET jobs/{id}` then names no workbook or data source. */
  readonly hidesItem?: boolean;
}

export interface JobSpeed {
  queuedMs: number;
  runMs: number;
  /** A cancelled job ends so long after the request. */
  cancelMs: number;
}

const defaultNotes =
  'java.lang.RuntimeException: The data source could not be reached.\\nConnection refused: erp-sql.fernweh.example:1433';

export class Knobs {
  readonly faults = new Faults();
  /** What nobody could tell us, each with its variants (guesses.ts). */
  readonly guesses: Guesses = firstGuesses();
  ownJobs: OwnJobs = 'forbidden';
  metadataMode: MetadataMode;
  /** Refuse an Accept that disagrees with Content-Type: 406000. */
  strictAccept = false;
  jobSpeed: JobSpeed = { queuedMs: 1500, runMs: 4000, cancelMs: 800 };
  /** Cloud's quotas (reported); Infinity on Server. */
  quotas: { refreshesPerHour: number; jobCallsPerDay: number };
  /** How late new things show themselves, in milliseconds. */
  lag = { listMs: 0, indexMs: 0, extractTimeMs: 0, jobListMs: 0 };
  /** Job lists without title, subtitle and progress (reported). */
  bareJobList = false;
  /** `{"tasks":{"task":{…}}}` for one task is always on; this answers `{"tasks":[…]}` (seen). */
  bareTaskList = false;
  /** What `%26` in a filter value does: nobody knows, so both can be tried. */
  ampersandInFilter: 'refuse' | 'cut' = 'refuse';
  /** Items then say nothing of an owner other than the caller. */
  hideOwners = false;
  nodeLimit = 20_000;
  /** Bad sign-ins in a row after which a user is locked; Infinity never locks. */
  lockAfter = 5;
  /** The server's administrator has allowed sign-in as somebody else by personal access token. */
  patImpersonation = false;
  /** The site asks for a second factor: no sign-in by password. */
  passwordsRefused = false;
  /** Host names (no port) that answer sign-in with 405, as Cloud's generic host does. */
  readonly genericHosts = new Set<string>();
  /** Host names (no port) that know only browser pages: no REST API behind this alias. */
  readonly browserOnlyHosts = new Set<string>();
  /** Sign-in answers with this redirect. */
  redirectSignIn: { readonly location: string; readonly status: 301 | 302 | 307 | 308 } | undefined;
  /** The Metadata API's own oddities. */
  readonly metadata: MetadataKnobs = {};
  readonly jobScripts: JobScript[] = [];
  #skew = 0;

  constructor(
    readonly model: Model,
    profile: Profile,
  ) {
    this.metadataMode = profile.metadata;
    this.quotas = profile.cloud
      ? { refreshesPerHour: 60, jobCallsPerDay: 20_000 }
      : { refreshesPerHour: Infinity, jobCallsPerDay: Infinity };
  }

  /** The server's clock is so far ahead of the real one. */
  get clockSkew(): number {
    return this.#skew;
  }

  skewClock(milliseconds: number): void {
    this.#skew = milliseconds;
  }

  /** Ends every session, or those of one user name. */
  expireSessions(userName?: string): void {
    const { sessions, users } = this.model;
    for (const [token, session] of sessions) {
      if (userName === undefined || users.get(session.userLuid)?.name === userName) {
        sessions.delete(token);
      }
    }
  }

  failNext(order: { count?: number; status: number; code?: number; match?: Match }): void {
    const code = String(order.code ?? order.status * 1000);
    this.faults.add({ kind: 'fail', status: order.status, code }, order.count ?? 1, order.match);
  }

  /** 429: with a Retry-After header, with the minutes only in the text, or with neither. */
  throttleNext(order: {
    count?: number;
    retryAfterSeconds?: number;
    minutesInText?: number;
    match?: Match;
  }): void {
    const fault = {
      kind: 'throttle' as const,
      ...(order.retryAfterSeconds === undefined ? {} : { seconds: order.retryAfterSeconds }),
      ...(order.minutesInText === undefined ? {} : { minutes: order.minutesInText }),
    };
    this.faults.add(fault, order.count ?? 1, order.match);
  }

  /** HTML of a gateway instead of an answer. */
  htmlNext(count = 1, match?: Match, status = 502): void {
    this.faults.add({ kind: 'html', status }, count, match);
  }

  /** Half of the body; the connection breaks, or with `cleanly` the half looks like the whole. */
  truncateNext(count = 1, match?: Match, options: { cleanly?: boolean } = {}): void {
    this.faults.add({ kind: 'truncate', cleanly: options.cleanly ?? false }, count, match);
  }

  /** The connection breaks without an answer, before the work is done or after it. */
  dropNext(count = 1, match?: Match, options: { afterProcessing?: boolean } = {}): void {
    const afterProcessing = options.afterProcessing ?? false;
    this.faults.add({ kind: 'drop', afterProcessing }, count, match);
  }

  /** Every matching answer comes so much later, until it is set to 0. */
  delay(milliseconds: number, match?: Match): void {
    this.faults.setDelay(milliseconds, match);
  }

  /** Scripts for the next jobs, one each. */
  scriptNextJob(...scripts: readonly JobScript[]): void {
    this.jobScripts.push(...scripts);
  }

  /** Moves a job on at once; a finished one stays as it is, except that it can still be purged. */
  advanceJob(luid: string, to: 'running' | 'success' | 'failure' | 'cancelled' | 'purged'): void {
    const job = this.model.jobs.get(luid);
    if (!job) throw new Error(`There is no job ${luid}.`);
    const now = this.model.now();
    if (to === 'purged') {
      job.purgedFrom = now;
      return;
    }
    if (this.model.jobs.stateOf(job).state === 'finished') return;
    job.startsAt = Math.min(job.startsAt, now);
    if (to === 'running') {
      job.endsAt = Math.max(job.endsAt, now + this.jobSpeed.runMs);
      return;
    }
    job.endsAt = now;
    job.outcome = outcomeOf(to);
  }

  revokePat(name: string): void {
    for (const token of this.model.personalAccessTokens) {
      if (token.name === name) token.revoked = true;
    }
    for (const [key, session] of this.model.sessions) {
      if (session.personalAccessTokenName === name) this.model.sessions.delete(key);
    }
  }

  /** The token's own day has come; sessions that began with it go on. */
  expirePat(name: string, at: Moment = this.model.now()): void {
    for (const token of this.#patsCalled(name)) token.expiresAt = at;
  }

  /** Nobody has signed in with the token for so long: after 15 days it is dead. */
  leavePatUnused(name: string, milliseconds: number): void {
    for (const token of this.#patsCalled(name)) token.lastUsedAt = this.model.now() - milliseconds;
  }

  #patsCalled(name: string): readonly PersonalAccessToken[] {
    const tokens = this.model.personalAccessTokens.filter((one) => one.name === name);
    if (tokens.length === 0) throw new Error(`There is no personal access token ${name}.`);
    return tokens;
  }

  /** One secret of a connected app, on or off: off is 127. */
  enableSecret(secretId: string, enabled: boolean): void {
    const secrets = this.model.connectedApps.flatMap((app) => app.secrets);
    const secret = secrets.find((one) => one.id === secretId);
    if (!secret) throw new Error(`No connected app has a secret ${secretId}.`);
    secret.enabled = enabled;
  }

  lockUser(userName: string): void {
    this.model.lockedUsers.add(userName);
  }

  unlockUser(userName: string): void {
    this.model.lockedUsers.delete(userName);
  }

  /** A change that is no refresh: a rename, a tag, a move. */
  touch(itemLuid: string, at: Moment = this.model.now()): void {
    const { workbooks, datasources } = this.model;
    const workbook = workbooks.get(itemLuid);
    if (workbook) workbooks.update(workbook, { updatedAt: at });
    const datasource = datasources.get(itemLuid);
    if (datasource) datasources.update(datasource, { updatedAt: at });
  }

  /** The jobs that a big site keeps: finished long ago, in the list, of nobody's interest. */
  addOldJobs(count: number, siteLuid: string): void {
    const pattern = this.model.jobs.ofSite(siteLuid)[0];
    if (!pattern) throw new Error('The site needs one job to copy.');
    for (let n = 0; n < count; n++) {
      const ago = 4 * 86_400_000 + n * 20_000;
      this.model.jobs.add({
        ...pattern,
        ...oldTimes(this.model.now() - ago),
        luid: `${n}-old-${pattern.luid}`,
      });
    }
  }

  /** The script's end in the model's words. */
  outcomeFor(script: JobScript | undefined, viaBridge: boolean): JobOutcome {
    switch (script?.end) {
      case 'failure':
        return { finishCode: 1, notes: script.notes ?? defaultNotes };
      case 'bridge':
        return { finishCode: 3 };
      case 'statusNote':
        return {
          finishCode: 0,
          statusNote: {
            type: 'errorCode',
            value: 'E_OUT_OF_CREDIT',
            text: script.notes ?? defaultNotes,
          },
        };
      default:
        return { finishCode: viaBridge ? 3 : 0, ...(script?.notes ? { notes: script.notes } : {}) };
    }
  }
}

function outcomeOf(to: 'success' | 'failure' | 'cancelled'): JobOutcome {
  if (to === 'failure') return { finishCode: 1, notes: defaultNotes };
  return { finishCode: to === 'cancelled' ? 2 : 0 };
}

function oldTimes(
  at: Moment,
): Pick<Job, 'createdAt' | 'startsAt' | 'endsAt' | 'listedFrom' | 'settled'> {
  return { createdAt: at, listedFrom: at, startsAt: at + 5000, endsAt: at + 60_000, settled: true };
}
