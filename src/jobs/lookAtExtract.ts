/** Looks at the extract's own time: the only proof of a refresh for those who may not read its job. */
import type { TableauClient } from '../tableau/client';
import { isTableauError, type TableauError } from '../tableau/errors';
import type { ContentRef } from '../tableau/model';
import type { Sight, WatchRecord } from './watchRecord';

type Refreshable = ContentRef<'workbook' | 'datasource' | 'flow'>;

/** Where the server has not told its time: ours and its may differ by this much without anybody being told. */
const clockTolerance = 60_000;

/** Resolves with the time, undefined where the item has none (yet). @throws TableauError `metadataUnavailable`, … */
export async function extractTime(
  client: TableauClient,
  { kind, luid }: Refreshable,
  signal?: AbortSignal,
): Promise<string | undefined> {
  return kind === 'flow' ? undefined : client.metadata.extractTime(kind, luid, signal);
}

/** Asking again would be answered the same. */
export function isRefused(error: unknown): error is TableauError {
  return isTableauError(
    error,
    'notPermitted',
    'notAllowedWithSession',
    'metadataUnavailable',
    'graphql',
  );
}

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
  const { ref } = record.target;
  const time = await extractTime(client, ref, signal);
  if (time !== undefined)
    return provesRefresh(record, time)
      ? { outcome: { status: 'succeeded', by: 'extractTime' } }
      : {};
  return (await isGone(client, ref, signal))
    ? { outcome: { status: 'unknown', reason: 'itemGone' } }
    : {};
}

/**
 * A changed time alone does not do: it may belong to an earlier refresh, because these times are told late. It must lie
 * after the job's creation, both by the server's clock; without that, after our start, and differ from what it was.
 */
export function provesRefresh(record: WatchRecord, time: string): boolean {
  const { before, createdAt, startedAt, after } = record;
  if (time === before?.time) return false;
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
