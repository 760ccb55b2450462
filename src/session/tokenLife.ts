/** How long a personal access token lives: it ends on a day, and before that if it is not used for 15 days. */
import type { Clock } from '../base/clock';
import type { Disposable } from '../base/emitter';
import type { Log } from '../base/log';
import type { OwnToken } from './ownToken';
import type { SharedTurn } from './sharing';
import { credentialKey } from './signInOnce';
import type { SiteRecord } from './siteRecord';
import type { SiteSignInParts } from './siteSignIn';
import { dayMs, tokenDaysLeft, warnDays } from './tokenDays';

/** Tableau lets a token lapse that nobody uses for so many days; so many before, we use it. */
const lapseDays = 15;
const useDays = 12;
/** Once a day, whichever window it is. */
const betweenWarningsMs = 20 * 3_600_000;

export async function checkToken(
  parts: SiteSignInParts,
  record: SiteRecord,
  use: () => Promise<void>,
  look: () => Promise<OwnToken | undefined>,
): Promise<void> {
  await remember(parts, record, look);
  const { profile, state } = record.entry;
  const { site, method, account, usedAt } = profile;
  const { clock, notice, turns } = parts;
  if (method !== 'personalAccessToken') return;
  const now = clock.now();
  const unused = usedAt === undefined ? 0 : Math.floor((now - usedAt) / dayMs);
  if (unused >= useDays && state.status !== 'signedOut') {
    try {
      await use();
    } catch (error) {
      // Refused: told by the session itself. Out of reach: it is tried again in some hours.
      parts.log.info(
        `A token that was not used for ${unused} days could not be used: ${String(error)}`,
      );
    }
  }
  const daysLeft = tokenDaysLeft(record.entry.profile, now);
  // Of a token that was refused people have been told that it is over.
  if (record.entry.state.status === 'refused') return;
  const isEnding = daysLeft !== undefined && daysLeft <= warnDays;
  const isLapsing = unused >= useDays && record.entry.profile.usedAt === usedAt;
  if (!isEnding && !isLapsing) return;
  const isDue = await turns.take(credentialKey(site, method, account), (turn) => due(turn, now));
  if (!isDue) return;
  if (isEnding) notice({ kind: 'tokenEnds', site, account, daysLeft });
  else notice({ kind: 'tokenUnused', site, account, daysLeft: Math.max(0, lapseDays - unused) });
}

const newsMs = 60_000;

/** What the server says of the token, in the place of what it said at the last sign-in: times may have been changed since. */
async function remember(
  { clock, log }: SiteSignInParts,
  record: SiteRecord,
  look: () => Promise<OwnToken | undefined>,
): Promise<void> {
  try {
    const token = await look();
    if (token === undefined) return;
    const { tokenEnds, usedAt = 0 } = record.entry.profile;
    const used = Math.min(Math.max(usedAt, token.usedAt ?? 0), clock.now());
    const ends = token.endsAt ?? tokenEnds;
    // The two clocks are never quite the same.
    const isNews = Math.abs((ends ?? 0) - (tokenEnds ?? 0)) > newsMs || used - usedAt > newsMs;
    if (isNews)
      await record.remember({ usedAt: used, ...(ends === undefined ? {} : { tokenEnds: ends }) });
  } catch (error) {
    // What is known from the sign-in holds; it is asked for again in some hours.
    log.debug(`The list of tokens could not be read: ${String(error)}`);
  }
}

async function due(turn: SharedTurn, now: number): Promise<boolean> {
  const { warned } = turn.note;
  if (warned !== undefined && warned <= now && now - warned < betweenWarningsMs) return false;
  await turn.change({ ...turn.note, warned: now });
  return true;
}

const firstMs = 15_000;
const againMs = 6 * 3_600_000;

/** Looks a moment after the start, and again every few hours in a window that stays open. */
export class TokenWatch implements Disposable {
  readonly #end = new AbortController();

  constructor(sessions: { checkTokens(): Promise<void> }, clock: Clock, log: Log) {
    this.#watch(sessions, clock).catch((error: unknown) => {
      if (!this.#end.signal.aborted) log.warn(`Tokens are not looked after: ${String(error)}`);
    });
  }

  dispose(): void {
    this.#end.abort();
  }

  async #watch(sessions: { checkTokens(): Promise<void> }, clock: Clock): Promise<void> {
    await clock.delay(firstMs, this.#end.signal);
    for (;;) {
      await sessions.checkTokens();
      await clock.delay(againMs, this.#end.signal);
    }
  }
}
