/** What a check of Test Connection is: one leg of the way from this window to Tableau's answers, looked at by itself. */
import type { Network, Way } from '../../network/network';
import type { SessionsContract, SiteEntry } from '../../session/sessionsContract';
import type { ServerInfo } from '../../tableau/client';
import type { SignedIn, SiteRef } from '../../tableau/model';

export type CheckId =
  'reach' | 'proxy' | 'tls' | 'version' | 'signIn' | 'role' | 'metadataApi' | 'jobs' | 'budget';

/** A command that puts right what a check found. */
export type Remedy = 'connectionSettings' | 'replaceCredentials' | 'resumeSite' | 'signIn';

export interface Finding {
  /** `note`: neither good nor bad, and worth reading; `skipped`: it was not looked at, and the text says why. */
  readonly outcome: 'ok' | 'note' | 'failed' | 'skipped';
  /** What is the case, in sentences; no secrets. */
  readonly text: string;
  /** What can be done. */
  readonly advice?: string;
  readonly remedy?: Remedy;
  /** Details for whoever reads the report, each with its label. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
}

/** What the checks are about, and what earlier ones have found for later ones. */
export interface Subject {
  /** The origin that is called. */
  readonly server: string;
  /** Undefined for an address that is not remembered: then nobody can sign in. */
  readonly entry: SiteEntry | undefined;
  readonly network: Network;
  readonly sessions: SessionsContract;
  /** Job queries of all windows in the last 24 hours, and how many we allow ourselves. */
  callsToday(site: SiteRef): Promise<{ readonly spent: number; readonly allowed: number }>;
  /** The clock of this computer. */
  readonly now: () => number;
  way: Way;
  info?: ServerInfo;
  who?: SignedIn;
}

export interface Check {
  readonly id: CheckId;
  readonly title: () => string;
  /** Not run, but told as skipped, unless these have succeeded. */
  readonly needs: readonly CheckId[];
  /** @throws what `failureOf` can tell, or the signal's reason */
  run(subject: Subject, signal: AbortSignal): Promise<Finding>;
}

export interface CheckResult extends Finding {
  readonly check: Check;
  /** Undefined where nothing was looked at. */
  readonly milliseconds?: number;
}
