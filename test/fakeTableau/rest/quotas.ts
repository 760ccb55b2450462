// The budgets of a Cloud site: refresh starts an hour, job calls a day, exports at one time.
import { Refusal } from '../http/errors';
import type { Knobs } from '../knobs';
import type { SignedInCall } from './route';

const hour = 3_600_000;

/** What one site has used, and when. Reported per site, not per user (guide 0.2, 3). */
interface Use {
  readonly refreshStarts: number[];
  readonly jobCalls: number[];
  exports: number;
}

export class Quotas {
  readonly #bySite = new Map<string, Use>();

  of(siteLuid: string): Use {
    const use = this.#bySite.get(siteLuid) ?? { refreshStarts: [], jobCalls: [], exports: 0 };
    this.#bySite.set(siteLuid, use);
    return use;
  }
}

function count(
  call: SignedInCall,
  moments: number[],
  limit: number,
  span: number,
  what: string,
): void {
  const now = call.model.now();
  while (moments[0] !== undefined && moments[0] <= now - span) moments.shift();
  const oldest = moments[0];
  if (moments.length >= limit) {
    const left = oldest === undefined ? span : oldest + span - now;
    throw quotaUsedUp(call.knobs, what, Math.max(1, Math.ceil(left / 60_000)));
  }
  moments.push(now);
}

export function countRefreshStart(call: SignedInCall): void {
  const { refreshStarts } = call.quotas.of(call.site.luid);
  const limit = call.knobs.quotas.refreshesPerHour;
  count(call, refreshStarts, limit, hour, 'api.rest.refresh_extracts');
}

export function countJobCall(call: SignedInCall): void {
  const { jobCalls } = call.quotas.of(call.site.luid);
  count(call, jobCalls, call.knobs.quotas.jobCallsPerDay, 24 * hour, 'api.rest.query_jobs');
}

/** Reported: the minutes stand in the text. Whether a header says them too, nobody knows. */
function quotaUsedUp(knobs: Knobs, what: string, minutes: number): Refusal {
  const form = knobs.guesses.quotaRefusal;
  const headers: Readonly<Record<string, string>> =
    form === 'text' ? {} : { 'retry-after': String(minutes * 60) };
  return tooManyRequests(what, form === 'header' ? undefined : minutes, headers);
}

export function tooManyRequests(
  what: string,
  minutes: number | undefined,
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  const again = minutes === undefined ? '' : ` Please retry after ${minutes} minutes.`;
  return new Refusal(429000, `Too many requests for '${what}'.${again}`, { headers });
}
