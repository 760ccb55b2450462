/** Jobs: two models of state on the wire, one here (field guide §3.2). */
import { TableauError } from '../errors';
import type { Job, JobState, KindName, Luid, StatusNote } from '../model';
import type { SiteCalls } from '../siteCalls';
import { asArray, asDate, asNumber, asObject, asText, type Raw } from '../wire/decode';
import { asReference, type Draft } from './common';

/** The job of `GET jobs/{id}` and of the answer that started one. */
export function decodeJob(raw: Raw): Job | undefined {
  const job = base(raw);
  if (job === undefined) return undefined;
  const completedAt = asDate(raw['completedAt']);
  if (completedAt !== undefined) job.completedAt = completedAt;
  job.state = stateOf(raw, completedAt !== undefined);
  const target = targetOf(raw);
  if (target !== undefined) job.target = target;
  const run = asText(asObject(raw['runFlowJobType'])['flowRunId']);
  if (run !== undefined) job.flowRunLuid = run as Luid;
  const notes = statusNotesOf(raw);
  if (notes.length > 0) job.statusNotes = notes;
  return job;
}

/** The job of `GET jobs`, which has a status word, no notes, no finishCode and no item (§0.2.6). */
export function decodeListedJob(raw: Raw): Job | undefined {
  const job = base(raw);
  if (job === undefined) return undefined;
  const type = asText(raw['jobType']);
  if (type !== undefined) job.type = type;
  const endedAt = asDate(raw['endedAt']) ?? asDate(raw['completedAt']);
  if (endedAt !== undefined) job.completedAt = endedAt;
  job.state = listedState(raw);
  const title = asText(raw['title']);
  if (title !== undefined) job.title = title;
  const subtitle = asText(raw['subtitle']);
  if (subtitle !== undefined) job.subtitle = subtitle;
  return job;
}

function base(raw: Raw): Draft<Job> | undefined {
  const luid = asText(raw['id']);
  if (luid === undefined) return undefined;
  const job: Draft<Job> = { luid: luid as Luid, state: { status: 'queued' } };
  const type = asText(raw['type']);
  if (type !== undefined) job.type = type;
  const createdAt = asDate(raw['createdAt']);
  if (createdAt !== undefined) job.createdAt = createdAt;
  const startedAt = asDate(raw['startedAt']);
  if (startedAt !== undefined) job.startedAt = startedAt;
  const updatedAt = asDate(raw['updatedAt']);
  if (updatedAt !== undefined) job.updatedAt = updatedAt;
  return job;
}

/** `completedAt` decides whether it is over, never `finishCode` alone: some jobs carry one while they run. */
function stateOf(raw: Raw, completed: boolean): JobState {
  if (!completed) {
    return asDate(raw['startedAt']) === undefined ? { status: 'queued' } : running(raw);
  }
  const notes = notesOf(raw);
  const words = notes === undefined ? {} : { notes };
  const failedByNote = statusNotesOf(raw).some(({ type }) => type?.toLowerCase() === 'errorcode');
  switch (asNumber(raw['finishCode'])) {
    case 2:
      return { status: 'cancelled', ...words };
    case 0:
      return failedByNote ? { status: 'failed', ...words } : { status: 'succeeded' };
    case 3:
      return failedByNote ? { status: 'failed', ...words } : { status: 'succeeded', bridge: true };
    // 1, and what we do not know: over, and not known to be well.
    default:
      return { status: 'failed', ...words };
  }
}

function running(raw: Raw): JobState {
  const progress = asNumber(raw['progress']);
  return progress === undefined ? { status: 'running' } : { status: 'running', progress };
}

/** The word of a list of jobs or of flow runs. */
export function listedState(raw: Raw): JobState {
  switch (asText(raw['status'])?.toLowerCase()) {
    case 'inprogress':
      return running(raw);
    case 'success':
      return { status: 'succeeded' };
    case 'failed':
      return { status: 'failed' };
    case 'cancelled':
    case 'canceled':
      return { status: 'cancelled' };
    default:
      return { status: 'queued' };
  }
}

function statusNotesOf(raw: Raw): readonly StatusNote[] {
  return asArray(asObject(raw['statusNotes'])['statusNote'])
    .map((element) => {
      const note = asObject(element);
      const [type, value, text] = [note['type'], note['value'], note['text']].map(asText);
      return {
        ...(type !== undefined && { type }),
        ...(value !== undefined && { value }),
        ...(text !== undefined && { text: inLines(text) }),
      };
    })
    .filter((note) => Object.keys(note).length > 0);
}

/** What went wrong, in Tableau's words. */
function notesOf(raw: Raw): string | undefined {
  const parts: string[] = [];
  for (const child of ['extractRefreshJob', 'runFlowJobType', 'updateUploadedFileJob']) {
    const notes = asText(asObject(raw[child])['notes']);
    if (notes !== undefined) parts.push(inLines(notes));
  }
  for (const { text, value } of statusNotesOf(raw)) {
    const said = text ?? value;
    if (said !== undefined && !parts.includes(said)) parts.push(said);
  }
  return parts.length === 0 ? undefined : parts.join('\n');
}

/** A backslash and an n stand for a line break in Tableau's notes. */
function inLines(text: string): string {
  return text.replace(/\\r\\n|\\n/gu, '\n');
}

function targetOf(raw: Raw): Job['target'] | undefined {
  const refresh = asObject(raw['extractRefreshJob']);
  const found: readonly (readonly [KindName, unknown])[] = [
    ['workbook', refresh['workbook']],
    ['datasource', refresh['datasource']],
    ['flow', asObject(raw['runFlowJobType'])['flow']],
  ];
  for (const [kind, value] of found) {
    const item = asReference(Array.isArray(value) ? value[0] : value);
    if (item !== undefined) return { kind, ...item };
  }
  return undefined;
}

/** @see REST, "Query Job" */
export async function getJob(calls: SiteCalls, luid: Luid, signal?: AbortSignal): Promise<Job> {
  const content = await calls.json(
    {
      method: 'GET',
      name: 'GET jobs/{id}',
      path: `{site}/jobs/${encodeURIComponent(luid)}`,
      nature: 'repeat',
    },
    signal,
  );
  const job = decodeJob(asObject(content['job']));
  if (job === undefined)
    throw new TableauError('notTableau', { code: 'UNEXPECTED', httpStatus: 200 });
  return job;
}

/** Always from a point in time: big sites list tens of thousands (§0.2.6). @see REST, "Query Jobs" */
export async function listJobs(
  calls: SiteCalls,
  query: { readonly jobType?: string; readonly createdAfter: string; readonly limit?: number },
  signal?: AbortSignal,
): Promise<readonly Job[]> {
  const type = query.jobType === undefined ? '' : `jobType:eq:${query.jobType},`;
  // REST takes whole seconds.
  const after = new Date(query.createdAfter).toISOString().replace(/\.\d+Z$/u, 'Z');
  const filter = encodeURIComponent(`${type}createdAt:gte:${after}`);
  const sort = encodeURIComponent('createdAt:desc');
  const content = await calls.json(
    {
      method: 'GET',
      name: 'GET jobs',
      path: `{site}/jobs?filter=${filter}&sort=${sort}&pageSize=${query.limit ?? 100}&pageNumber=1`,
      nature: 'repeat',
    },
    signal,
  );
  const jobs: Job[] = [];
  for (const raw of asArray(asObject(content['backgroundJobs'])['backgroundJob'])) {
    const job = decodeListedJob(asObject(raw));
    if (job !== undefined) jobs.push(job);
  }
  return jobs;
}

/** An empty body; 403091 (already complete) is as good as done. @see REST, "Cancel Job" */
export async function cancelJob(calls: SiteCalls, luid: Luid, signal?: AbortSignal): Promise<void> {
  try {
    await calls.answer(
      {
        method: 'PUT',
        name: 'PUT jobs/{id}',
        path: `{site}/jobs/${encodeURIComponent(luid)}`,
        nature: 'change',
      },
      signal,
    );
  } catch (error) {
    if (!(error instanceof TableauError) || error.code !== '403091') throw error;
  }
}

/** `POST …/refresh` or `…/run`, in XML as Tableau's own clients send it, and never in another form after that. */
export async function startJob(
  calls: SiteCalls,
  kind: 'workbooks' | 'datasources' | 'flows',
  luid: Luid,
  action: 'refresh' | 'run',
  signal?: AbortSignal,
  body = '<tsRequest/>',
): Promise<Job> {
  const content = await calls.json(
    {
      method: 'POST',
      name: `POST ${kind}/{id}/${action}`,
      path: `{site}/${kind}/${encodeURIComponent(luid)}/${action}`,
      body,
      format: 'xml',
      nature: 'change',
    },
    signal,
  );
  const job = decodeJob(asObject(content['job']));
  // Accepted, but which job it is was lost.
  if (job === undefined)
    throw new TableauError('answerLost', { code: 'UNEXPECTED', httpStatus: 200 });
  return job;
}
