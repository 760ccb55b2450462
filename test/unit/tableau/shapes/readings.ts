/** Every way in which the client reads an answer: what it is asked, and how the server says a value of the model. */
import fc from 'fast-check';
import type { TableauClient } from '../../../../src/tableau/client';
import type { Luid } from '../../../../src/tableau/model';
import * as arbitrary from './arbitraryModel';
import type { Element } from './encode';
import * as encode from './encodeModel';

export interface Reading {
  readonly name: string;
  readonly values: fc.Arbitrary<unknown>;
  readonly wrap: (value: unknown) => Element;
  readonly read: (client: TableauClient) => Promise<unknown>;
}

const x = 'x' as Luid;

function reading<T>(
  name: string,
  values: fc.Arbitrary<T>,
  wrap: (value: T) => Element,
  read: Reading['read'],
): Reading {
  return { name, values, wrap: wrap as Reading['wrap'], read };
}

function few<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(values, { maxLength: 3 });
}

const single = (['workbook', 'view', 'datasource', 'flow', 'customView'] as const).map((kind) =>
  reading(
    `one ${kind}`,
    arbitrary.items[kind] as fc.Arbitrary<never>,
    (item) => ({ [kind]: encode.encodeItem[kind](item) }),
    (client) => client[`${kind}s`].get(x),
  ),
);

const listed = ['project', 'workbook', 'view', 'datasource', 'flow', 'virtualConnection'] as const;
const lists = listed.map((kind) =>
  reading(
    `a list of ${kind}s`,
    few(arbitrary.items[kind] as fc.Arbitrary<never>),
    (items) => ({
      pagination: { pageNumber: 1, pageSize: 1000, totalAvailable: items.length },
      [`${kind}s`]: { [kind]: items.map(encode.encodeItem[kind]) },
    }),
    async (client) => (await client[`${kind}s`].page({}, 1)).items,
  ),
);

export const readings: readonly Reading[] = [
  ...single,
  ...lists,
  reading(
    'a job',
    arbitrary.job,
    (job) => ({ job: encode.encodeJob(job) }),
    (client) => client.jobs.get(x),
  ),
  reading(
    'a list of jobs',
    few(arbitrary.listedJob),
    (jobs) => ({ backgroundJobs: { backgroundJob: jobs.map(encode.encodeListedJob) } }),
    (client) => client.jobs.list({ createdAfter: '2026-01-01T00:00:00Z' }),
  ),
  reading(
    'a run of a flow',
    arbitrary.flowRun,
    (run) => ({ flowRun: encode.encodeFlowRun(run) }),
    (client) => client.flowRuns.get(x),
  ),
  reading(
    'the runs of a flow',
    few(arbitrary.flowRun),
    (runs) => ({ flowRuns: { flowRuns: runs.map(encode.encodeFlowRun) } }),
    (client) => client.flowRuns.ofFlow(x),
  ),
  reading(
    'refresh tasks, their schedules and their recurrences',
    few(arbitrary.task),
    (tasks) => ({ tasks: { task: tasks.map(encode.encodeTask) } }),
    (client) => client.extracts.tasks(),
  ),
  reading(
    'a schedule of a server',
    arbitrary.schedule,
    (schedule) => ({ schedule: encode.encodeSchedule(schedule) }),
    (client) => client.extracts.schedule(x),
  ),
  reading(
    'the schedules of a server',
    few(arbitrary.schedule),
    (schedules) => ({
      pagination: { pageNumber: 1, pageSize: 1000, totalAvailable: schedules.length },
      schedules: { schedule: schedules.map(encode.encodeSchedule) },
    }),
    (client) => client.extracts.schedules(),
  ),
  reading(
    'personal access tokens of one’s own',
    few(arbitrary.ownToken),
    (tokens) => ({
      personalAccessTokens: { personalAccessToken: tokens.map(encode.encodeOwnToken) },
    }),
    (client) => client.ownTokens(),
  ),
  reading(
    'permissions',
    arbitrary.permissions,
    (found) => ({ permissions: encode.encodePermissions(found, 'workbook') }),
    (client) => client.access.permissions('workbook', x),
  ),
  reading(
    'people',
    few(arbitrary.person),
    (users) => ({ pagination: {}, users: { user: users.map(encode.encodePerson) } }),
    (client) => client.access.users([], 10),
  ),
  reading(
    'groups',
    few(arbitrary.group),
    (groups) => ({ pagination: {}, groups: { group: groups.map(encode.encodeGroup) } }),
    (client) => client.access.groups(10),
  ),
  reading(
    'the sites of a server',
    few(arbitrary.serverSite),
    (sites) => ({ pagination: {}, sites: { site: sites.map(encode.encodeSite) } }),
    async (client) => (await client.access.sites(1)).items,
  ),
];
