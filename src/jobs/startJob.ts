/** What a start sends, and what is remembered of it. */
import { randomUUID } from 'node:crypto';
import type { TableauClient } from '../tableau/client';
import { siteKey, type ContentRef, type Job } from '../tableau/model';
import type { WatchTarget } from './jobsContract';
import type { WatchRecord } from './watchRecord';

/** Until the answer is there, as if it were lost: a window may close in between. */
export function newRecord(
  target: WatchTarget,
  now: number,
  origin: Pick<WatchRecord, 'after' | 'window' | 'by'>,
): WatchRecord {
  return {
    id: randomUUID(),
    target,
    startedAt: now,
    ...origin,
    since: now,
    starting: true,
    mode: 'find',
    adopted: false,
    lost: true,
    seen: false,
    misses: 0,
  };
}

/** Sent once, whatever becomes of its answer. */
export function postStart(
  client: TableauClient,
  { ref, task, incremental }: WatchTarget,
): Promise<Job> {
  if (task !== undefined) return client.extracts.runTask(task);
  if (incremental === true && ref.kind !== 'flow')
    return client.extracts.refreshIncrementally({ kind: ref.kind, luid: ref.luid });
  switch (ref.kind) {
    case 'workbook':
      return client.workbooks.refresh(ref.luid);
    case 'datasource':
      return client.datasources.refresh(ref.luid);
    case 'flow':
      return client.flows.run(ref.luid);
    default:
      return ref.kind satisfies never;
  }
}

export function isSame(one: ContentRef, other: ContentRef): boolean {
  return (
    one.kind === other.kind && one.luid === other.luid && siteKey(one.site) === siteKey(other.site)
  );
}
