/** One line of the audit trail: what Vizport did at a server, for whom, and what became of it. */
import type { ServerChange } from '../tableau/client';
import type { KindName, SiteRef } from '../tableau/model';

export type AuditAction =
  | 'signIn'
  | 'refresh'
  | 'runFlow'
  | 'runTask'
  | 'cancel'
  | 'addSchedule'
  | 'changeSchedule'
  | 'removeSchedule'
  | 'change';

/** Names and LUIDs only: never a token, a password, a body or the text of an answer. */
export interface AuditEntry {
  /** ISO 8601, by this computer's clock. */
  readonly at: string;
  readonly action: AuditAction;
  /** The user, or the name of the credentials before Tableau has said who that is. */
  readonly who?: string;
  /** Of a sign-in: in the name of which other user. */
  readonly as?: string;
  readonly server: string;
  /** The site's contentUrl; empty for the default site of a Tableau Server. */
  readonly site: string;
  readonly item?: { readonly kind?: KindName; readonly luid: string; readonly name?: string };
  /**
   * accepted, refused: what the server answered; unknown: its answer was lost; notSent: nothing reached the server, or only
   * with a session that was over and could not be renewed. A refresh or run has a second line with its end: succeeded,
   * failed, cancelled, unknown. A sign-in that sent nothing has no line: it was not done, and a night without a network
   * would push out what was.
   */
  readonly outcome: ServerChange['outcome'] | 'succeeded' | 'failed' | 'cancelled';
  /** Tableau's code of the refusal, or why the outcome is unknown or nothing was sent. */
  readonly code?: string;
  /** REST's name of the call. */
  readonly method?: string;
}

const actions: readonly (readonly [RegExp, AuditAction])[] = [
  [/^POST auth\/signin$/u, 'signIn'],
  [/\/runNow$/u, 'runTask'],
  [/^POST (workbooks|datasources)\/\{id\}\/refresh$/u, 'refresh'],
  [/^POST tasks\/extractRefreshes$/u, 'addSchedule'],
  [/^PUT schedules\//u, 'addSchedule'],
  [/^POST tasks\/extractRefreshes\/\{id\}$/u, 'changeSchedule'],
  [/^DELETE tasks\//u, 'removeSchedule'],
  [/^POST flows\/\{id\}\/run$/u, 'runFlow'],
  [/^PUT (jobs|flows\/runs)\/\{id\}$/u, 'cancel'],
];

/** What is not in the list is still written down, as a `change` with its REST name. */
export function actionOf(method: string): AuditAction {
  return actions.find(([pattern]) => pattern.test(method))?.[1] ?? 'change';
}

export interface Known {
  readonly who?: string | undefined;
  readonly item?: { readonly kind?: KindName; readonly luid: string; readonly name?: string };
}

export function entryOf(change: ServerChange, known: Known, now: number): AuditEntry {
  const item = known.item ?? (change.luid === undefined ? undefined : { luid: change.luid });
  return {
    at: new Date(now).toISOString(),
    action: actionOf(change.method),
    outcome: change.outcome,
    ...(change.code === undefined ? {} : { code: change.code }),
    ...(item === undefined ? {} : { item }),
    ...(known.who === undefined ? {} : { who: known.who }),
    ...(change.as === undefined ? {} : { as: change.as }),
    ...placeOf(change.site),
    method: change.method,
  };
}

export function placeOf(site: SiteRef): Pick<AuditEntry, 'server' | 'site'> {
  return { site: site.contentUrl, server: site.server };
}
