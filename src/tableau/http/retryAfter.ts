/** How long a server asks us to wait: from `Retry-After`, or from the words of a 429. */
import type { HttpAnswer } from './attempt';

/**
 * Tableau Cloud names the wait only in its text, "Please retry after 29 minutes." (TSC#952), in the reader's language;
 * the number stands before the unit in all of them.
 */
export function retryAfterMs(answer: HttpAnswer, nowMs: number): number | undefined {
  const header = answer.headers['retry-after'];
  if (typeof header === 'string' && header.trim() !== '') {
    const seconds = Number(header);
    if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
    const date = Date.parse(header);
    if (!Number.isNaN(date)) return Math.max(0, date - nowMs);
  }
  if (answer.status !== 429) return undefined;
  const words = /(\d{1,5})\s*(min|分|분|sec|seg|sek|秒|초)/iu.exec(answer.text);
  if (words === null) return undefined;
  const minutes = ['min', '分', '분'].includes(words[2]!.toLowerCase());
  return Number(words[1]) * (minutes ? 60_000 : 1000);
}

/** How far the server's clock is ahead of ours, by its `Date` header; undefined where that says nothing. */
export function clockSkewMs(answer: HttpAnswer, nowMs: number): number | undefined {
  const header = answer.headers['date'];
  const date = typeof header === 'string' ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? undefined : date - nowMs;
}
