// How many exports and downloads a Cloud site makes at one time: 20, all its users together.
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../http/errors';
import { tooManyRequests } from './quotas';
import type { Answer, SignedInCall } from './route';

/** Every kind that an administrator can switch off, with its own code (documented). */
export const exportsOff = {
  image: 403068,
  pdf: 403072,
  data: 403075,
  crosstab: 403134,
} as const;

export type ExportKind = keyof typeof exportsOff;

/** Holds one of the site's slots for as long as the knob says; nobody waits for one: 429000 (documented). */
export async function exported(
  call: SignedInCall,
  kind: ExportKind | 'download',
  make: () => Answer,
): Promise<Answer> {
  const { knobs } = call;
  if (kind !== 'download' && knobs.exportsOff.has(kind)) {
    throw new Refusal(exportsOff[kind], `The export of ${kind} is switched off on this site.`);
  }
  const answer = make();
  const use = call.quotas.of(call.site.luid);
  if (use.exports >= (knobs.quotas.exportsAtOnce ?? Infinity))
    throw tooManyRequests('api.rest.export', undefined);
  use.exports++;
  try {
    if (knobs.exportMs > 0) await sleep(knobs.exportMs);
    return answer;
  } finally {
    use.exports--;
  }
}
