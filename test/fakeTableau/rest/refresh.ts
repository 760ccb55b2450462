// Refresh now and run flow now, with every refusal of guide 3.1 and 3.6.
import { Refusal } from '../http/errors';
import { child, flag, type RequestTree } from '../http/requestBody';
import type { Datasource, Flow, Workbook } from '../modelTypes';
import { visibleDatasource } from './datasources';
import { visibleFlow } from './flows';
import { countRefreshStart } from './quotas';
import { notPermitted, type Answer, type Route, type SignedInCall } from './route';
import { refuseDuplicate, startedTree, startJob } from './startJob';
import { visibleWorkbook } from './workbooks';

function refresh(call: SignedInCall, item: Workbook | Datasource): Answer {
  const body = requireBody(call);
  if (!call.model.mayRefresh(call.user, item)) {
    throw notPermitted(item.kind === 'workbook' ? 403076 : 403077);
  }
  refuseUnrefreshable(call, item);
  refuseDuplicate(call, item);
  countRefreshStart(call);
  const incremental = incrementalWish(call, body);
  return { status: 202, tree: startedTree(startJob(call, item, incremental), item) };
}

/** TSC sends it from 3.25 on, the help says 3.28; what happens below is told nowhere. */
function incrementalWish(call: SignedInCall, body: RequestTree): boolean {
  const { incrementalSince, incrementalUnknown } = call.knobs.guesses;
  const wished = flag(child(body, 'extractRefresh'), 'incremental');
  const known = call.minor >= Number(incrementalSince);
  if (wished && !known && incrementalUnknown === 'refused') {
    throw new Refusal(400000, 'Incremental refresh is not known in this version.');
  }
  return wished && known;
}

/** A body is mandatory: `<tsRequest/>`, or JSON `{}` (at least four public clients send that). */
function requireBody(call: SignedInCall): NonNullable<ReturnType<SignedInCall['body']>> {
  const body = call.body();
  if (!body) throw new Refusal(400000, 'The request body is missing.');
  return body;
}

/** Run now off; no extract at all: 403104; only the extract of a published source: 409090 (which is which: guessed). */
function refuseUnrefreshable(call: SignedInCall, item: Workbook | Datasource): void {
  if (!call.site.runNowEnabled) throw new Refusal(409082, 'Run Now is disabled on this site.');
  if (call.model.hasExtracts(item)) return;
  const wrapsPublished =
    item.kind === 'workbook' &&
    item.embeddedDatasources.length > 0 &&
    item.embeddedDatasources.every((one) => one.parentPublishedDatasourceLuids.length > 0);
  const code = call.knobs.guesses.noExtractCode;
  throw code === '409090' || (code === 'byReason' && wrapsPublished)
    ? new Refusal(409090, `The extract operation for '${item.name}' is not allowed.`)
    : new Refusal(403104, `'${item.name}' has live connections only and cannot be refreshed.`);
}

function runFlow(call: SignedInCall, flow: Flow): Answer {
  requireBody(call);
  if (!call.model.mayRefresh(call.user, flow)) throw notPermitted();
  if (flow.outputSteps.length === 0) throw new Refusal(400142, 'The flow has no output steps.');
  const active = call.model.jobs.activeFor(flow.luid);
  if (active && call.knobs.guesses.flowQueued === 'merged') {
    return { status: 200, tree: startedTree(active, flow) };
  }
  if (active) {
    throw new Refusal(403102, 'The flow run was merged into one that is queued already.');
  }
  return { status: 200, tree: startedTree(startJob(call, flow), flow) };
}

export const refreshRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: 'sites/{site}/workbooks/{workbook}/refresh',
    name: 'refresh workbook',
    scope: 'tableau:tasks:run',
    handle: (call) => refresh(call, visibleWorkbook(call, call.part('workbook'))),
  },
  {
    method: 'POST',
    path: 'sites/{site}/datasources/{datasource}/refresh',
    name: 'refresh datasource',
    scope: 'tableau:tasks:run',
    handle: (call) => refresh(call, visibleDatasource(call, call.part('datasource'))),
  },
  {
    method: 'POST',
    path: 'sites/{site}/flows/{flow}/run',
    name: 'run flow',
    since: 3,
    scope: 'tableau:flows:run',
    scopeSince: 27,
    handle: (call) => runFlow(call, visibleFlow(call, call.part('flow'))),
  },
];
