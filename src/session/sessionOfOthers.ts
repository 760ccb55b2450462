/** The session that another window has opened meanwhile: secret storage tells of it late, or never. */
import type { Clock } from '../base/clock';
import type { TableauSession } from '../tableau/client';
import { siteKey } from '../tableau/model';
import { fenceOf, opened } from './sharedNote';
import type { SharedTurn } from './sharing';
import type { SiteRecord } from './siteRecord';

/** What a desktop's storage needs is well below a second. */
const patienceMs = 3_000;
/** For what a window stored that died before it could say so. */
const shortPatienceMs = 1_500;
const pauseMs = 75;

export async function sessionOfOthers(
  clock: Clock,
  record: SiteRecord,
  turn: SharedTurn,
  signal: AbortSignal,
): Promise<TableauSession | undefined> {
  const { note } = turn;
  const site = siteKey(record.site);
  if (note.opening !== undefined && note.opening > record.deadFence) {
    const stored = await fromStorage(clock, record, note.opening, shortPatienceMs, signal);
    if (stored === undefined) return undefined;
    await turn.change(opened(note, note.opening, stored, record.site));
    return stored;
  }
  if (note.fence === undefined || note.site !== site || note.fence <= record.deadFence)
    return undefined;
  const handed = await turn.ask(note.fence);
  if (handed !== undefined && fenceOf(handed) === note.fence) return handed;
  const stored = await fromStorage(clock, record, note.fence, patienceMs, signal);
  if (stored === undefined) turn.missed();
  return stored;
}

async function fromStorage(
  clock: Clock,
  record: SiteRecord,
  fence: number,
  patience: number,
  signal: AbortSignal,
): Promise<TableauSession | undefined> {
  const end = clock.now() + patience;
  for (;;) {
    await record.sync();
    const { session } = record;
    if ((fenceOf(session) ?? -1) >= fence) return session;
    if (clock.now() >= end) return undefined;
    await clock.delay(pauseMs, signal);
  }
}
