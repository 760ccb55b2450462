/** Every kind of the model, invented by fast-check within what Tableau can say. */
import fc from 'fast-check';
import type { Group, Permissions, Person, ServerSite } from '../../../../src/tableau/access';
import type {
  ContentByKind,
  ContentUrl,
  JobState,
  KindName,
  Luid,
} from '../../../../src/tableau/model';
import type { Recurrence, RefreshTask } from '../../../../src/tableau/refreshTask';
import { site } from './answers';

/** Names as people give them: any sign of any script, blanks at the ends, quotes, digits alone. */
// oxlint-disable-next-line no-control-regex -- XML may not hold them
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u;
export const text = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      'true',
      '007',
      '1e3',
      ' a ',
      '"&\'<>',
      'null',
      '\u202eabc',
      '&amp;',
      '日本語 🐟',
    ),
  )
  .filter((one) => !notInXml.test(one));
const luid = fc.uuid() as unknown as fc.Arbitrary<Luid>;
const contentUrl = text as unknown as fc.Arbitrary<ContentUrl>;
const count = fc.nat(100_000);
export const date = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((moment) => moment.toISOString().replace(/\.\d+Z$/u, 'Z'));
const reference = record({ luid }, { name: text });

function whole<A extends object>(members: {
  [K in keyof A]: fc.Arbitrary<A[K]>;
}): fc.Arbitrary<A> {
  const made: unknown = fc.record(members, { noNullPrototype: true });
  return made as fc.Arbitrary<A>;
}

/** All of the first, any of the second. */
function record<A extends object, B extends object>(
  required: { [K in keyof A]: fc.Arbitrary<A[K]> },
  optional: { [K in keyof B]: fc.Arbitrary<B[K]> },
): fc.Arbitrary<A & Partial<B>> {
  const keys = Object.keys(required);
  return fc.record(
    { ...required, ...optional },
    { requiredKeys: keys as never, noNullPrototype: true },
  ) as never;
}

const common = {
  description: text,
  owner: record({ luid }, { name: text, fullName: text }),
  location: record({ type: fc.constantFrom('Project', 'PersonalSpace'), luid }, { name: text }),
  createdAt: date,
  updatedAt: date,
  webpageUrl: text,
  tags: fc.array(text, { minLength: 1, maxLength: 4 }),
};
const identity = <K extends KindName>(kind: K) => ({
  site: fc.constant(site),
  kind: fc.constant(kind),
  luid,
  name: text,
});
const some = fc.boolean();

export const items = {
  project: record(identity('project'), {
    ...common,
    parentLuid: luid,
    topLevel: some,
    contentPermissions: fc.constantFrom('LockedToProject', 'ManagedByOwner'),
    counts: record({ projects: count }, { workbooks: count, views: count, datasources: count }),
  }),
  workbook: record(
    { ...identity('workbook'), contentUrl },
    {
      ...common,
      sizeMb: count,
      showTabs: some,
      sheetCount: count,
      hasExtracts: some,
      defaultViewLuid: luid,
    },
  ),
  view: record(
    { ...identity('view'), contentUrl },
    {
      ...common,
      viewUrlName: text,
      sheetType: fc.constantFrom('worksheet', 'dashboard', 'story'),
      workbook: reference,
      totalViewCount: count,
    },
  ),
  datasource: record(
    { ...identity('datasource'), contentUrl },
    {
      ...common,
      type: text,
      hasExtracts: some,
      isCertified: some,
      certificationNote: text,
      usesBridge: some,
      sizeMb: count,
      connectedWorkbooksCount: count,
    },
  ),
  flow: record(identity('flow'), { ...common, fileType: fc.constantFrom('tfl', 'tflx') }),
  customView: record(identity('customView'), {
    ...common,
    shared: some,
    view: reference,
    workbook: reference,
  }),
  virtualConnection: record(identity('virtualConnection'), {
    ...common,
    hasExtracts: some,
    isCertified: some,
  }),
} as unknown as { readonly [K in KindName]: fc.Arbitrary<ContentByKind[K]> };

const running = record({ status: fc.constant('running' as const) }, { progress: fc.nat(100) });
const notes = text.map((one) => one.replace(/\\[nr]/gu, ''));
/** With the times that go with each. */
const ends = fc.oneof(
  record({ status: fc.constantFrom('failed' as const, 'cancelled' as const) }, { notes }),
  fc.constantFrom<JobState>({ status: 'succeeded' }, { status: 'succeeded', bridge: true }),
) as fc.Arbitrary<JobState>;
const times = fc.oneof(
  whole({ state: fc.constant<JobState>({ status: 'queued' }) }),
  whole({ state: running, startedAt: date }),
  whole({ state: ends, startedAt: date, completedAt: date }),
);

export const job = fc
  .tuple(
    record({ luid }, { type: text, createdAt: date }),
    times,
    fc.oneof(
      fc.constant({}),
      whole({
        target: record({ kind: fc.constantFrom('workbook', 'datasource'), luid }, { name: text }),
      }),
      whole({
        target: record({ kind: fc.constant('flow'), luid }, { name: text }),
        flowRunLuid: luid,
      }),
    ),
  )
  .map(([who, when, what]) => ({ ...who, ...when, ...what }));

/** The list knows no Bridge, and no reasons. */
export const listedJob = fc
  .tuple(record({ luid }, { type: text, createdAt: date, title: text, subtitle: text }), times)
  .map(([who, when]) => ({ ...who, ...when, state: wordOnly(when.state) }));

export const flowRun = fc
  .tuple(record({ luid }, { flowLuid: luid, jobLuid: luid }), times)
  .map(([who, when]) => ({ ...who, ...when, state: wordOnly(when.state) }));

function wordOnly(state: JobState): JobState {
  return state.status === 'running' ? state : { status: state.status };
}

const clockTime = fc.constantFrom('00:00:00', '06:30:00', '23:55:00');
const days = fc.subarray(['Monday', 'Tuesday', 'Sunday']);
const recurrence = fc.oneof(
  record(
    {
      frequency: fc.constantFrom('Hourly', 'Daily', 'Weekly'),
      start: clockTime,
      weekDays: days,
      monthDays: fc.constant([]),
    },
    { end: clockTime, everyHours: fc.integer({ min: 1, max: 24 }), everyMinutes: fc.constant(60) },
  ),
  record(
    {
      frequency: fc.constant('Monthly'),
      start: clockTime,
      weekDays: fc.constant([]),
      monthDays: fc.subarray(['1', '15', 'LastDay']),
    },
    {},
  ),
) as fc.Arbitrary<Recurrence>;

/** A recurrence stands there with its frequency. */
const when = fc.oneof(
  record(
    {},
    {
      frequency: fc.constantFrom('Daily', 'Weekly'),
      nextRunAt: date,
      state: fc.constantFrom('Active', 'Suspended'),
    },
  ),
  fc
    .tuple(record({}, { nextRunAt: date }), recurrence)
    .map(([rest, found]) => ({ ...rest, frequency: found.frequency, recurrence: found })),
);
export const schedule = fc
  .tuple(record({ luid, name: text }, { type: fc.constantFrom('Extract', 'Flow') }), when)
  .map(([who, found]) => ({ ...who, ...found }));

export const task = record(
  {
    luid,
    item: whole({ kind: fc.constantFrom('workbook' as const, 'datasource' as const), luid }),
    incremental: some,
    consecutiveFailures: fc.nat(9),
  },
  {
    priority: fc.integer({ min: 1, max: 100 }),
    schedule: fc
      .tuple(record({}, { luid, name: text }), when)
      .map(([who, found]) => ({ ...who, ...found })),
  },
) as fc.Arbitrary<RefreshTask>;

export const permissions = record(
  {
    grants: fc.array(
      whole({
        type: fc.constantFrom('user' as const, 'group' as const, 'groupSet' as const),
        luid,
        capabilities: fc.dictionary(
          fc.constantFrom('Read', 'ExtractRefresh', 'ProjectLeader', 'Execute'),
          fc.constantFrom('Allow' as const, 'Deny' as const),
          { noNullPrototype: true },
        ),
      }),
      { maxLength: 4 },
    ),
  },
  { ownerLuid: luid, lockedBy: luid },
) as fc.Arbitrary<Permissions>;

export const ownToken = record({ name: text }, { endsAt: date, usedAt: date });

export const person = record(
  { luid, name: text },
  { fullName: text, siteRole: text },
) as fc.Arbitrary<Person>;
export const group = record({ luid, name: text }, { domain: text }) as fc.Arbitrary<Group>;
export const serverSite: fc.Arbitrary<ServerSite> = whole({
  luid,
  name: text,
  contentUrl,
  active: some,
});
