/** What the windows know together of one token or password: the note under its lease. No secrets are in it. */
import type { TableauSession } from '../tableau/client';
import { siteKey, type SiteRef } from '../tableau/model';
import { isTableauError, TableauError, type TableauErrorDetails } from '../tableau/errors';

export interface SharedNote {
  /** The number of the turn in which the newest session was opened, and the key of its site. */
  readonly fence?: number;
  readonly site?: string;
  /** When that was. */
  readonly at?: number;
  /** When the user was last told that the token ends or lapses. */
  readonly warned?: number;
  /** A turn that has sent a sign-in, and has not told how it ended. */
  readonly opening?: number;
  /** The credentials that Tableau refused, by their random id. */
  readonly refused?: { readonly id: string; readonly details: TableauErrorDetails };
  /** When sessions ended that were too young to have ended by themselves. */
  readonly stolen?: readonly number[];
  /** When sessions ended in the midst of work before their time, and whether the user was told of it. */
  readonly taken?: { readonly at: readonly number[]; readonly told?: true };
  /** Something else uses the token: nobody signs in by machine until the user takes it back. */
  readonly contested?: true;
}

/** A session with the number of the turn in which it was opened: of two, the higher is the newer, whatever clocks say. */
export type FencedSession = TableauSession & { readonly fence?: number };

export function fenceOf(session: TableauSession | undefined): number | undefined {
  return session !== undefined && 'fence' in session ? (session as FencedSession).fence : undefined;
}

/** For a session that was not opened in a turn at the credentials it is kept with: their numbers begin elsewhere. */
export function withoutFence(session: FencedSession): TableauSession {
  const { fence: _, ...plain } = session;
  return plain;
}

/** By turn where both have one, else by the clock. */
export function isNewer(one: TableauSession, other: TableauSession): boolean {
  const [a, b] = [fenceOf(one), fenceOf(other)];
  return a !== undefined && b !== undefined ? a > b : one.signedInAt > other.signedInAt;
}

/** Nobody's session ends so soon: not by age, and hardly by an administrator. */
export const youngMs = 10 * 60_000;
/** So many of them within this time, and it is no accident. */
const tooMany = 3;
const withinMs = 30 * 60_000;
/**
 * Sessions live for 120 minutes on Tableau Cloud, and on Tableau Server for 240 without use (field guide §1.2). What ends
 * before this, and was used a moment ago, has most likely ended by another sign-in with its token. Servers may have shorter
 * limits: so this is told, and nothing else comes of it.
 */
const earlyMs = 100 * 60_000;
const inUseMs = 10 * 60_000;
const takenWithinMs = 6 * 3_600_000;

export function noteFrom(value: unknown): SharedNote {
  return typeof value === 'object' && value !== null ? value : {};
}

export function signingIn(note: SharedNote, turn: number): SharedNote {
  return { ...note, opening: turn };
}

/** `site`: as it is remembered. The session's own address is another where the server sends us on. */
export function opened(
  note: SharedNote,
  turn: number,
  session: TableauSession,
  site: SiteRef,
): SharedNote {
  const { opening: _, refused: _refused, contested: _contested, ...rest } = note;
  return { ...rest, fence: turn, site: siteKey(site), at: session.signedInAt };
}

/** The user took the token back, or put in another one. */
export function takenBack(note: SharedNote): SharedNote {
  const { stolen: _, taken: _taken, contested: _contested, ...rest } = note;
  return rest;
}

export function failed(note: SharedNote, id: string | undefined, error: unknown): SharedNote {
  const { opening: _, ...rest } = note;
  if (id === undefined || !isTableauError(error, 'signIn')) return rest;
  // Without its cause, which may hold anything.
  const { cause: _cause, ...details } = error.details;
  return { ...rest, refused: { id, details } };
}

export function refusalIn(note: SharedNote, id: string): TableauError | undefined {
  return note.refused?.id === id ? new TableauError('signIn', note.refused.details) : undefined;
}

/**
 * The newest session ended. Only a token's can be stolen: every other credential has as many sessions as it likes. `usedAt`: when
 * the server last accepted it; undefined where windows end each other's sessions.
 */
export function ended(
  note: SharedNote,
  session: TableauSession,
  now: number,
  usedAt: number | undefined,
): SharedNote {
  const age = now - session.signedInAt;
  if (note.fence !== fenceOf(session) || age < 0) return note;
  const isEarly = usedAt !== undefined && age < earlyMs && now - usedAt < inUseMs;
  const noted = isEarly ? withTaken(note, now) : note;
  if (age > youngMs) return noted;
  const stolen = recent(note.stolen, now, withinMs);
  return { ...noted, stolen, ...(stolen.length >= tooMany ? { contested: true } : {}) };
}

/** Something else seems to use the token now and then: worth telling once. */
export function isTaken(note: SharedNote): boolean {
  return note.taken?.told === true;
}

function withTaken(note: SharedNote, now: number): SharedNote {
  const at = recent(note.taken?.at, now, takenWithinMs);
  const isTold = at.length >= tooMany || isTaken(note);
  return { ...note, taken: { at, ...(isTold ? { told: true as const } : {}) } };
}

/** With now. */
function recent(times: readonly number[] | undefined, now: number, within: number): number[] {
  return [...(times ?? []).filter((at) => now - at < within && at <= now), now];
}
