/** Looks at the extract's own time: the only proof of a refresh for those who may not read its job. */
import type { TableauClient } from '../tableau/client';
import { isTableauError } from '../tableau/errors';
import type { ContentRef } from '../tableau/model';
import { extractTime } from './extractTime';
import { notReadable } from './watchLimits';
import type { Sight, WatchRecord } from './watchRecord';

type Refreshable = ContentRef<'workbook' | 'datasource' | 'flow'>;

/** Where the server has not told its time: ours and its may differ by this much without anybody being told. */
const clockTolerance = 60_000;
/** Some eight minutes: so often an item may be missing in the search. */
const maxUnlisted = 25;

/** Where jobs may not be read, the extract's own time tells a success, and the run of a flow all. */
export function modeWithoutJob({ target }: WatchRecord): 'extract' | 'run' {
  return target.ref.kind === 'flow' ? 'run' : 'extract';
}

/** Its outcome is a success proved by the extract, or the item's absence; nothing else can be learnt here. */
export async function lookAtExtract(
  client: TableauClient,
  record: WatchRecord,
  signal?: AbortSignal,
): Promise<Sight> {
  const { time, unlisted } = await extractTime(client, record.target, signal);
  if (time !== undefined)
    return provesRefresh(record, time)
      ? { outcome: { status: 'succeeded', by: 'extractTime' } }
      : {};
  if (await isGone(client, record.target.ref, signal))
    return { outcome: { status: 'unknown', reason: 'itemGone' } };
  if (unlisted !== true) return {};
  const misses = record.misses + 1;
  return misses < maxUnlisted ? { change: { misses } } : { outcome: notReadable(record) };
}

/**
 * A changed time alone does not do: it may belong to an earlier refresh, because these times are told late. It must lie
 * after the job's creation, both by the server's clock; without that, after our start, and differ from what it was.
 */
export function provesRefresh(record: WatchRecord, time: string): boolean {
  const { before, createdAt, startedAt, after } = record;
  // The Metadata API and the search write the same time in two ways.
  if (before?.time !== undefined && Date.parse(time) === Date.parse(before.time)) return false;
  if (createdAt !== undefined) return Date.parse(time) >= Date.parse(createdAt);
  const from = after === undefined ? startedAt - clockTolerance : after - 1000;
  return before !== undefined && Date.parse(time) >= from;
}

async function isGone(
  client: TableauClient,
  { kind, luid }: Refreshable,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const lists = { workbook: client.workbooks, datasource: client.datasources, flow: client.flows };
  try {
    await lists[kind].get(luid, signal);
    return false;
  } catch (error) {
    if (isTableauError(error, 'notFound')) return true;
    throw error;
  }
}
