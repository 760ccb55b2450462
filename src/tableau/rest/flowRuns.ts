/** Flow runs: what a user who may not read jobs is told of a run of a flow (field guide §3.6). */
import { atLeast } from '../apiVersion';
import { TableauError } from '../errors';
import type { FlowRun, Luid } from '../model';
import type { SiteCalls } from '../siteCalls';
import { asArray, asDate, asObject, asText, type Raw } from '../wire/decode';
import type { Draft } from './common';
import { listedState } from './jobs';

/** The version that brought flow runs. */
const since = '3.10';
/** The newest few: ours is among those that wait or have just been started. */
const listed = 50;

export function decodeFlowRun(raw: Raw): FlowRun | undefined {
  const luid = asText(raw['id']);
  if (luid === undefined) return undefined;
  const run: Draft<FlowRun> = { luid: luid as Luid, state: listedState(raw) };
  const flow = asText(raw['flowId']);
  if (flow !== undefined) run.flowLuid = flow as Luid;
  const job = asText(raw['backgroundJobId']);
  if (job !== undefined) run.jobLuid = job as Luid;
  // Empty texts until they are true.
  const startedAt = asDate(raw['startedAt']);
  if (startedAt !== undefined) run.startedAt = startedAt;
  const completedAt = asDate(raw['completedAt']);
  if (completedAt !== undefined) run.completedAt = completedAt;
  return run;
}

/** @see REST, "Get Flow Run" */
export async function getFlowRun(
  calls: SiteCalls,
  luid: Luid,
  signal?: AbortSignal,
): Promise<FlowRun> {
  await checkVersion(calls, signal);
  const content = await calls.json(
    {
      method: 'GET',
      name: 'GET flows/runs/{id}',
      path: `{site}/flows/runs/${encodeURIComponent(luid)}`,
      nature: 'repeat',
    },
    signal,
  );
  const run = decodeFlowRun(asObject(content['flowRun']));
  if (run === undefined)
    throw new TableauError('notTableau', { code: 'UNEXPECTED', httpStatus: 200 });
  return run;
}

/** Those that wait come first, then the last started. @see REST, "Get Flow Runs" */
export async function listFlowRuns(
  calls: SiteCalls,
  flow: Luid,
  signal?: AbortSignal,
): Promise<readonly FlowRun[]> {
  await checkVersion(calls, signal);
  const filter = encodeURIComponent(`flowId:eq:${flow}`);
  const sort = encodeURIComponent('startedAt:desc');
  const content = await calls.json(
    {
      method: 'GET',
      name: 'GET flows/runs',
      path: `{site}/flows/runs?filter=${filter}&sort=${sort}&pageSize=${listed}&pageNumber=1`,
      nature: 'repeat',
    },
    signal,
  );
  // The same word twice; some servers may say it as every other list does.
  const outer = asObject(content['flowRuns']);
  const rows = asArray(outer['flowRuns'] ?? outer['flowRun']);
  return rows.map((raw) => decodeFlowRun(asObject(raw))).filter((run) => run !== undefined);
}

/** Who started a run may end it, also where jobs are for administrators. @see REST, "Cancel Flow Run" */
export async function cancelFlowRun(
  calls: SiteCalls,
  luid: Luid,
  signal?: AbortSignal,
): Promise<void> {
  await checkVersion(calls, signal);
  try {
    await calls.answer(
      {
        method: 'PUT',
        name: 'PUT flows/runs/{id}',
        path: `{site}/flows/runs/${encodeURIComponent(luid)}`,
        nature: 'change',
      },
      signal,
    );
  } catch (error) {
    // Complete already: as good as done.
    if (!(error instanceof TableauError) || error.code !== '403135') throw error;
  }
}

async function checkVersion(calls: SiteCalls, signal: AbortSignal | undefined): Promise<void> {
  const { apiVersion } = await calls.session(signal);
  if (!atLeast(apiVersion, since))
    throw new TableauError('notAllowedWithSession', { code: 'API_VERSION', detail: since });
}
