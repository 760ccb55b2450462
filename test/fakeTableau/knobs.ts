// Everything that a test can turn on the fake server while it runs; docs/fake-tableau.md explains each.
import { Faults, type Match } from './faults';
import { firstGuesses, type Guesses, type Variant } from './guesses';
import { JobKnobs } from './jobKnobs';
import type { MetadataKnobs, MetadataMode } from './metadataRequest';
import type { Model, Moment } from './model';
import type { Profile } from './profiles';
import type { ExportKind } from './rest/exportSlots';

export type { JobScript } from './jobKnobs';
export type OwnJobs = Variant<'ownJobs'>;

export class Knobs extends JobKnobs {
  readonly faults = new Faults();
  /** What nobody could tell us, each with its variants (guesses.ts). */
  readonly guesses: Guesses = firstGuesses();
  metadataMode: MetadataMode;
  /** Refuse an Accept that disagrees with Content-Type: 406000. */
  strictAccept = false;
  /** Cloud's quotas (reported); Infinity on Server. */
  quotas: { refreshesPerHour: number; jobCallsPerDay: number; exportsAtOnce?: number };
  /** How long an export holds its slot. */
  exportMs = 0;
  /** Exports that the administrator has switched off. */
  readonly exportsOff = new Set<ExportKind>();
  /** How late new things show themselves, in milliseconds. */
  lag = { listMs: 0, indexMs: 0, extractTimeMs: 0, jobListMs: 0 };
  /** Job lists without title, subtitle and progress (reported). */
  bareJobList = false;
  /** `{"tasks":{"task":{…}}}` for one task is always on; this answers `{"tasks":[…]}` (seen). */
  bareTaskList = false;
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
  #skew = 0;

  constructor(model: Model, profile: Profile) {
    super(model);
    this.metadataMode = profile.metadata;
    this.quotas = profile.cloud
      ? { refreshesPerHour: 60, jobCallsPerDay: 20_000, exportsAtOnce: 20 }
      : { refreshesPerHour: Infinity, jobCallsPerDay: Infinity, exportsAtOnce: Infinity };
  }

  /** `guesses.ownJobs`, which many tests turn. */
  get ownJobs(): OwnJobs {
    return this.guesses.ownJobs;
  }

  set ownJobs(variant: OwnJobs) {
    this.guesses.ownJobs = variant;
  }

  /** The server's clock is so far ahead of the real one. */
  get clockSkew(): number {
    return this.#skew;
  }

  skewClock(milliseconds: number): void {
    this.#skew = milliseconds;
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

  /** A change that is no refresh: a rename, a tag, a move. */
  touch(itemLuid: string, at: Moment = this.model.now()): void {
    const { workbooks, datasources } = this.model;
    const workbook = workbooks.get(itemLuid);
    if (workbook) workbooks.update(workbook, { updatedAt: at });
    const datasource = datasources.get(itemLuid);
    if (datasource) datasources.update(datasource, { updatedAt: at });
  }
}
