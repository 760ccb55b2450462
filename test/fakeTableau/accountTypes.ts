// Sessions, credentials, schedules and tasks of the fake server's model.

/** A moment, in milliseconds of the model's clock. */
export type Moment = number;

/** When something runs, as Tableau's `frequencyDetails` say it; times are HH:mm:ss in UTC. */
export interface Recurrence {
  readonly frequency: 'Hourly' | 'Daily' | 'Weekly' | 'Monthly';
  readonly start: string;
  readonly end: string | undefined;
  readonly hours: number | undefined;
  readonly minutes: number | undefined;
  readonly weekDays: readonly string[];
  readonly monthDays: readonly string[];
}

/** A schedule of a Tableau Server; tasks of all sites may be on it. */
export interface Schedule {
  readonly luid: string;
  readonly name: string;
  state: 'Active' | 'Suspended';
  readonly priority: number;
  readonly type: 'Extract' | 'Subscription' | 'Flow';
  readonly recurrence: Recurrence;
  readonly createdAt: Moment;
}

export interface Task {
  readonly luid: string;
  readonly siteLuid: string;
  type: 'RefreshExtractTask' | 'IncrementExtractTask';
  readonly priority: number;
  consecutiveFailedCount: number;
  /** Absent when the task may not run any more; no other field says so. */
  nextRunAt: Moment | undefined;
  /** On Server: the schedule that it is on. */
  readonly scheduleLuid: string | undefined;
  /** On Cloud: the schedule of its own. */
  recurrence: Recurrence | undefined;
  readonly workbookLuid: string | undefined;
  readonly datasourceLuid: string | undefined;
  readonly ownerLuid: string;
}

export interface Favorite {
  readonly userLuid: string;
  readonly label: string | undefined;
  readonly kind: 'workbook' | 'view' | 'datasource' | 'project' | 'flow';
  readonly itemLuid: string;
}

export interface PersonalAccessToken {
  readonly name: string;
  readonly secret: string;
  /** The owner's user name: the token is good on every site where that person is a user. */
  readonly userName: string;
  readonly createdAt: Moment;
  expiresAt: Moment;
  /** Of the last sign-in: after 15 days without one the token is dead. */
  lastUsedAt: Moment;
  revoked: boolean;
}

/** One of the at most two secrets of a connected app (documented). */
export interface ConnectedAppSecret {
  readonly id: string;
  readonly value: string;
  enabled: boolean;
}

export interface ConnectedApp {
  readonly clientId: string;
  readonly secrets: ConnectedAppSecret[];
  readonly siteLuid: string;
  enabled: boolean;
}

/** Whose JWTs are believed: an external authorization server (EAS), or the configuration of unified access tokens. */
export interface TrustedIssuer {
  readonly kind: 'trust' | 'unified';
  /** HTTPS, as Tableau wants it. */
  readonly issuer: string;
  readonly siteLuid: string;
  /** The claim that names the user: `sub`, and for unified access tokens what the configuration says. */
  readonly userClaim: string;
  /** Unified access tokens carry it. */
  readonly tenantId: string | undefined;
  /** The keys that Tableau finds at the issuer; empty when the issuer cannot be reached. */
  keys: () => Promise<readonly PublicKey[]>;
  enabled: boolean;
}

/** One key of an issuer, as a JSON Web Key with its id. */
export type PublicKey = Readonly<Record<string, unknown>> & { readonly kid: string };

export interface Session {
  readonly token: string;
  readonly siteLuid: string;
  readonly userLuid: string;
  readonly kind: 'password' | 'personalAccessToken' | 'jwt';
  readonly personalAccessTokenName: string | undefined;
  /** Scopes of the JWT; undefined means unlimited (password, personal access token). */
  readonly scopes: readonly string[] | undefined;
  readonly createdAt: Moment;
  lastUsedAt: Moment;
}
