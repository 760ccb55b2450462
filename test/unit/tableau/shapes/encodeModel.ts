/** Each kind of the model as the server would send it: the inverse of the decoders, written from the field guide. */
import type { Permissions, Person, ServerSite, Group } from '../../../../src/tableau/access';
import type { OwnToken } from '../../../../src/tableau/client';
import type { ContentByKind, FlowRun, Job, KindName } from '../../../../src/tableau/model';
import type {
  RefreshTask,
  ServerSchedule,
  TaskSchedule,
} from '../../../../src/tableau/refreshTask';
import { encodeRecurrence } from '../../../../src/tableau/rest/recurrence';
import type { Element } from './encode';

type Encoders = { readonly [K in KindName]: (item: ContentByKind[K]) => Element };

export const encodeItem: Encoders = {
  project: (item) => ({
    ...common(item),
    parentProjectId: item.parentLuid,
    topLevelProject: item.topLevel,
    contentPermissions: item.contentPermissions,
    ...(item.counts === undefined
      ? {}
      : {
          contentsCounts: {
            projectCount: item.counts.projects,
            workbookCount: item.counts.workbooks,
            viewCount: item.counts.views,
            datasourceCount: item.counts.datasources,
          },
        }),
  }),
  workbook: (item) => ({
    ...common(item),
    contentUrl: item.contentUrl,
    showTabs: item.showTabs,
    size: item.sizeMb,
    sheetCount: item.sheetCount,
    hasExtracts: item.hasExtracts,
    defaultViewId: item.defaultViewLuid,
  }),
  view: (item) => ({
    ...common(item),
    contentUrl: item.contentUrl,
    viewUrlName: item.viewUrlName,
    sheetType: item.sheetType,
    ...(item.workbook === undefined ? {} : { workbook: reference(item.workbook) }),
    ...(item.totalViewCount === undefined
      ? {}
      : { usage: { totalViewCount: item.totalViewCount } }),
  }),
  datasource: (item) => ({
    ...common(item),
    contentUrl: item.contentUrl,
    type: item.type,
    hasExtracts: item.hasExtracts,
    isCertified: item.isCertified,
    certificationNote: item.certificationNote,
    useRemoteQueryAgent: item.usesBridge,
    size: item.sizeMb,
    connectedWorkbooksCount: item.connectedWorkbooksCount,
  }),
  flow: (item) => ({ ...common(item), fileType: item.fileType }),
  customView: (item) => ({
    ...common(item),
    shared: item.shared,
    ...(item.view === undefined ? {} : { view: reference(item.view) }),
    ...(item.workbook === undefined ? {} : { workbook: reference(item.workbook) }),
  }),
  virtualConnection: (item) => ({
    ...common(item),
    hasExtracts: item.hasExtracts,
    isCertified: item.isCertified,
  }),
};

function common(item: ContentByKind[KindName]): Element {
  const { owner, location, tags } = item;
  const place = location === undefined ? {} : { id: location.luid, name: location.name };
  return {
    ...(location?.type === 'Project' ? { project: place } : {}),
    ...(location === undefined ? {} : { location: { ...place, type: location.type } }),
    ...(owner === undefined
      ? {}
      : { owner: { id: owner.luid, name: owner.name, fullName: owner.fullName } }),
    tags: tags === undefined ? {} : { tag: tags.map((label) => ({ label })) },
    id: item.luid,
    name: item.name,
    description: item.description,
    webpageUrl: item.webpageUrl,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
  };
}

function reference({ luid, name }: { readonly luid: string; readonly name?: string }): Element {
  return { id: luid, name };
}

export function encodeJob(job: Job): Element {
  const { state, target } = job;
  const notes = 'notes' in state ? state.notes : undefined;
  const item = target === undefined ? {} : { [target.kind]: reference(target) };
  const isFlow = target?.kind === 'flow' || job.flowRunLuid !== undefined;
  return {
    id: job.luid,
    type: job.type,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    completedAt: job.completedAt,
    progress: state.status === 'running' ? state.progress : undefined,
    finishCode: finishCode(state),
    ...(isFlow
      ? { runFlowJobType: { ...item, flowRunId: job.flowRunLuid, notes } }
      : { extractRefreshJob: { ...item, notes } }),
  };
}

function finishCode(state: Job['state']): number | undefined {
  switch (state.status) {
    case 'succeeded':
      return state.bridge === true ? 3 : 0;
    case 'failed':
      return 1;
    case 'cancelled':
      return 2;
    case 'queued':
    case 'running':
      return undefined;
  }
}

const words = {
  queued: 'Pending',
  running: 'InProgress',
  succeeded: 'Success',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const;

export function encodeListedJob(job: Job): Element {
  return {
    id: job.luid,
    jobType: job.type,
    status: words[job.state.status],
    progress: job.state.status === 'running' ? job.state.progress : undefined,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    endedAt: job.completedAt,
    title: job.title,
    subtitle: job.subtitle,
  };
}

export function encodeFlowRun(run: FlowRun): Element {
  return {
    id: run.luid,
    flowId: run.flowLuid,
    backgroundJobId: run.jobLuid,
    status: words[run.state.status],
    progress: run.state.status === 'running' ? run.state.progress : undefined,
    // Empty texts until they are true.
    startedAt: run.startedAt ?? '',
    completedAt: run.completedAt ?? '',
  };
}

export function encodeTask(task: RefreshTask): Element {
  return {
    extractRefresh: {
      id: task.luid,
      type: task.incremental ? 'IncrementExtractTask' : 'RefreshExtractTask',
      priority: task.priority,
      consecutiveFailedCount: task.consecutiveFailures,
      [task.item.kind]: { id: task.item.luid },
      ...(task.schedule === undefined ? {} : { schedule: encodeSchedule(task.schedule) }),
    },
  };
}

export function encodeSchedule(schedule: TaskSchedule & Pick<ServerSchedule, 'type'>): Element {
  const { recurrence } = schedule;
  return {
    id: schedule.luid,
    name: schedule.name,
    type: schedule.type,
    state: schedule.state,
    nextRunAt: schedule.nextRunAt,
    ...(recurrence === undefined
      ? { frequency: schedule.frequency }
      : (encodeRecurrence(recurrence) as Element)),
  };
}

export function encodeOwnToken({ name, endsAt, usedAt }: OwnToken): Element {
  return { tokenName: name, expiresAt: endsAt, lastUsedAt: usedAt };
}

export function encodePermissions(permissions: Permissions, kind: string): Element {
  const { ownerLuid, lockedBy, grants } = permissions;
  return {
    ...(lockedBy === undefined ? {} : { parent: { type: 'Project', id: lockedBy } }),
    [kind]: { id: 'x', ...(ownerLuid === undefined ? {} : { owner: { id: ownerLuid } }) },
    granteeCapabilities: grants.map(({ type, luid, capabilities }) => ({
      [type]: { id: luid },
      capabilities: {
        capability: Object.entries(capabilities).map(([name, mode]) => ({ name, mode })),
      },
    })),
  };
}

export const encodePerson = ({ luid, ...rest }: Person): Element => ({ id: luid, ...rest });

export const encodeGroup = ({ luid, name, domain }: Group): Element => ({
  id: luid,
  name,
  ...(domain === undefined ? {} : { domain: { name: domain } }),
});

export const encodeSite = ({ luid, name, contentUrl, active }: ServerSite): Element => ({
  id: luid,
  name,
  contentUrl,
  state: active ? 'Active' : 'Suspended',
});
