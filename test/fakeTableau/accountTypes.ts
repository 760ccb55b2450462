// Sessions, credentials, schedules and tasks of the fake server's model.

/** A moment, in milliseconds of the model's clock. */
export type Moment = number;

export interface Schedule {
  readonly luid: string;
  readonly name: string;
  state: 'Active' | 'Suspended';
  readonly priority: number;
  readonly type: 'Extract' | 'Subscription' | 'Flow';
  readonly frequency: 'Hourly' | 'Daily' | 'Weekly' | 'Monthly';
  readonly start: string;
  readonly weekDays: readonly string[];
  readonly createdAt: Moment;
}

export interface Task {
  readonly luid: string;
  readonly siteLuid: string;
  readonly type: 'RefreshExtractTask' | 'IncrementExtractTask';
  readonly priority: number;
  consecutiveFailedCount: number;
  /** Absent when the task may not run any more; no other field says so. */
  nextRunAt: Moment | undefined;
  readonly scheduleLuid: string | undefined;
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
  readonly expiresAt: Moment;
  revoked: boolean;
}

export interface ConnectedApp {
  readonly clientId: string;
  readonly secretId: string;
  readonly secretValue: string;
  readonly siteLuid: string;
  enabled: boolean;
}

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
