// Starts jobs as the knobs script them, and lets finished ones have their effect on the model.
import { randomUUID } from 'node:crypto';
import { alreadyQueuedText, Refusal } from '../http/errors';
import type { Job } from '../jobs';
import type { Tree } from '../http/wire';
import { timestamp } from '../model';
import type { Datasource, EmbeddedDatasource, Flow, Task, Workbook } from '../modelTypes';
import { settleTask } from './taskState';
import type { Backend, SignedInCall } from './route';

export function refuseDuplicate(call: SignedInCall, item: Workbook | Datasource): void {
  if (call.model.jobs.activeFor(item.luid)) {
    throw new Refusal(409093, alreadyQueuedText(item.name, call.language));
  }
}

export function startJob(
  call: SignedInCall,
  item: Workbook | Datasource | Flow,
  incremental = false,
  task?: Task,
): Job {
  const { knobs, model, site, user } = call;
  const script = knobs.jobScripts.shift();
  const now = model.now();
  const queued =
    script?.end === 'stayPending' ? Infinity : (script?.queuedMs ?? knobs.jobSpeed.queuedMs);
  const runs = script?.end === 'stayRunning' ? Infinity : (script?.runMs ?? knobs.jobSpeed.runMs);
  const viaBridge = item.kind === 'datasource' && item.useRemoteQueryAgent;
  const isFlow = item.kind === 'flow';
  const endsAt = now + queued + runs;
  const refresh = viaBridge
    ? 'refresh_extracts_via_bridge'
    : incremental
      ? 'increment_extracts'
      : 'refresh_extracts';
  return model.jobs.add({
    luid: randomUUID(),
    siteLuid: site.luid,
    ownerLuid: user.luid,
    jobType: isFlow ? 'run_flow' : refresh,
    title: isFlow ? 'Run flow' : 'Refresh extracts',
    subtitle: item.name,
    priority: 50,
    createdAt: now,
    workbookLuid: item.kind === 'workbook' ? item.luid : undefined,
    datasourceLuid: item.kind === 'datasource' ? item.luid : undefined,
    flowLuid: isFlow ? item.luid : undefined,
    flowRunLuid: isFlow ? randomUUID() : undefined,
    incremental,
    taskLuid: task?.luid,
    listedFrom: now + knobs.lag.jobListMs,
    hidesItem: script?.hidesItem ?? false,
    gradual: script?.gradual ?? false,
    startsAt: now + queued,
    endsAt,
    purgedFrom: script?.purgeAfterMs === undefined ? Infinity : endsAt + script.purgeAfterMs,
    outcome: knobs.outcomeFor(script, viaBridge),
    settled: false,
  });
}

/** The answer of a refresh or run: 202 for refreshes (documented), with what has been started. */
export function startedTree(
  job: Job,
  item: { readonly luid: string; readonly name: string },
): Tree {
  const its = { id: item.luid, name: item.name };
  const child: Tree =
    job.flowLuid !== undefined
      ? { runFlowJobType: { flowRunId: job.flowRunLuid, flow: its } }
      : {
          extractRefreshJob:
            job.workbookLuid === undefined ? { datasource: its } : { workbook: its },
        };
  return {
    job: {
      id: job.luid,
      mode: 'Asynchronous',
      type: job.flowLuid === undefined ? 'RefreshExtract' : 'RunFlow',
      createdAt: timestamp(job.createdAt),
      ...child,
    },
  };
}

/** Only a successful refresh changes an extract's time; a failed or cancelled one changes nothing (guide 0.2, 7). */
export function settleJobs(backend: Backend): void {
  for (const job of backend.model.jobs.takeFinished()) {
    const { finishCode, statusNote } = job.outcome;
    settleTask(backend.model, job);
    if ((finishCode !== 0 && finishCode !== 3) || statusNote) continue;
    const time = {
      at: job.endsAt,
      shownFrom: job.endsAt + backend.knobs.lag.extractTimeMs,
      incremental: job.incremental,
    };
    for (const extract of extractsOf(backend, job)) extract.extractTimes.push(time);
    if (backend.knobs.guesses.refreshMoves === 'updatedAt') moveItem(backend, job);
  }
}

/** Some releases may say that the item has changed when only its data has. */
function moveItem({ model }: Backend, job: Job): void {
  const workbook = model.workbooks.get(job.workbookLuid);
  const datasource = model.datasources.get(job.datasourceLuid);
  if (workbook) model.workbooks.update(workbook, { updatedAt: job.endsAt });
  if (datasource) model.datasources.update(datasource, { updatedAt: job.endsAt });
}

function extractsOf(backend: Backend, job: Job): readonly (Datasource | EmbeddedDatasource)[] {
  const datasource = backend.model.datasources.get(job.datasourceLuid);
  const workbook = backend.model.workbooks.get(job.workbookLuid);
  const flow = backend.model.flows.get(job.flowLuid);
  const outputs = flow?.outputDatasourceLuids ?? [];
  const all = [
    ...(datasource ? [datasource] : []),
    ...(workbook?.embeddedDatasources ?? []),
    ...outputs.flatMap((luid) => backend.model.datasources.get(luid) ?? []),
  ];
  return all.filter((one) => one.hasExtracts);
}
