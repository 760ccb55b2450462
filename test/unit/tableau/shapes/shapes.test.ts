/** Every shape that field guide §0.2, §2.1, §2.2 and §2.5 name, each as a case of its own, through the whole client. */
import assert from 'node:assert/strict';
import type { TableauClient } from '../../../../src/tableau/client';
import type { Luid } from '../../../../src/tableau/model';
import { isProbablySuspended } from '../../../../src/tableau/refreshTask';
import { clientOfAnswers, type Answers } from './answers';

type Read = (client: TableauClient) => Promise<unknown>;
/** Where the guide names it, what it is, the body, how it is asked for, and what it must be read as. */
type Shape = readonly [
  at: string,
  what: string,
  text: string | object,
  read: Read,
  wanted: unknown,
];

const x = 'x' as Luid;
const luids = (items: readonly { readonly luid: string }[]): string =>
  items.map(({ luid }) => luid).join();
const books: Read = async (client) => luids((await client.workbooks.page({}, 1)).items);
const total: Read = async (client) => (await client.workbooks.page({}, 1)).total;
const tasks: Read = async (client) => luids(await client.extracts.tasks());
const runs: Read = async (client) => luids(await client.flowRuns.ofFlow(x));
const state: Read = async (client) => (await client.jobs.get(x)).state;
const project: Read = async (client) => (await client.projects.page({}, 1)).items[0]?.counts;
/** One member of the only workbook, data source, … */
const book =
  (member: string): Read =>
  async (client) =>
    Reflect.get(await client.workbooks.get(x), member) as unknown;
const source =
  (member: string): Read =>
  async (client) =>
    Reflect.get(await client.datasources.get(x), member) as unknown;
const only = (members: object): object => ({ workbook: { id: 'w', name: 'W', ...members } });
const onlySource = (members: object): object => ({
  datasource: { id: 'd', name: 'D', ...members },
});

const w1 = { id: 'w1', name: 'One' };
const w2 = { id: 'w2', name: 'Two' };
const pagination = { pageNumber: '1', pageSize: '1000', totalAvailable: '2' };
const xml = (inner: string): string =>
  `<?xml version='1.0' encoding='UTF-8'?><tsResponse xmlns="http://tableau.com/api" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://tableau.com/api http://tableau.com/api/ts-api-3.29.xsd">${inner}</tsResponse>`;
const task = (id: string): object => ({
  extractRefresh: { id, type: 'RefreshExtractTask', workbook: { id: 'w' } },
});
const ended = '2026-01-01T10:00:00Z';
const job = (members: object): object => ({ job: { id: 'j', type: 'RefreshExtract', ...members } });
const over = { startedAt: ended, completedAt: ended };

const lists: readonly Shape[] = [
  [
    '§2.2',
    'a list in its wrapper',
    { pagination, workbooks: { workbook: [w1, w2] } },
    books,
    'w1,w2',
  ],
  [
    '§2.2',
    'a single object instead of a list',
    { pagination, workbooks: { workbook: w1 } },
    books,
    'w1',
  ],
  ['§2.2', 'a wrapper without its inner key', { pagination, workbooks: {} }, books, ''],
  ['§2.2', 'a wrapper that is an empty text', { pagination, workbooks: '' }, books, ''],
  ['§2.2', 'a wrapper that is null', { pagination, workbooks: null }, books, ''],
  ['§2.2', 'a missing wrapper beside a pagination', { pagination }, books, ''],
  [
    '§2.2',
    'holes in a list',
    { pagination, workbooks: { workbook: [null, w1, '', 4] } },
    books,
    'w1',
  ],
  ['§2.2', 'tasks in their wrapper', { tasks: { task: [task('t1'), task('t2')] } }, tasks, 't1,t2'],
  ['§2.2', 'one task as an object', { tasks: { task: task('t1') } }, tasks, 't1'],
  ['§2.2', 'tasks as a bare list', { tasks: [task('t1'), task('t2')] }, tasks, 't1,t2'],
  ['§2.2', 'no tasks', { tasks: {} }, tasks, ''],
  ['§2.2', 'no tasks in a bare list', { tasks: [] }, tasks, ''],
  [
    '§2.2',
    'XML in its default namespace',
    xml('<workbooks><workbook id="w1" name="One"/><workbook id="w2" name="Two"/></workbooks>'),
    books,
    'w1,w2',
  ],
  [
    '§2.2',
    'XML of one element',
    xml('<workbooks><workbook id="w1" name="One"/></workbooks>'),
    books,
    'w1',
  ],
  ['§2.2', 'an empty list of XML', xml('<pagination totalAvailable="0"/><workbooks/>'), books, ''],
  [
    '§2.2',
    'an empty list of XML in two tags',
    xml('<pagination totalAvailable="0"/><workbooks>\n</workbooks>'),
    books,
    '',
  ],
  [
    '§2.2',
    'XML with prefixes',
    '<ns0:tsResponse xmlns:ns0="http://tableau.com/api"><ns0:workbooks><ns0:workbook id="w1" name="One"/></ns0:workbooks></ns0:tsResponse>',
    books,
    'w1',
  ],
  [
    '§2.2',
    'XML with another prefix, lines and comments',
    '<?xml version="1.0"?>\n<!-- saved -->\n<t:tsResponse xmlns:t="http://tableau.com/api">\n  <t:workbooks>\n    <!-- one --><t:workbook id="w1" name="One"></t:workbook>\n  </t:workbooks>\n</t:tsResponse>\n',
    books,
    'w1',
  ],
  [
    '§2.2',
    'a byte order mark before JSON',
    `\ufeff${JSON.stringify({ workbooks: { workbook: w1 } })}`,
    books,
    'w1',
  ],
  [
    '§2.2',
    'a byte order mark before XML',
    `\ufeff${xml('<workbooks><workbook id="w1" name="One"/></workbooks>')}`,
    books,
    'w1',
  ],
  ['§2.3', 'a total as text', { pagination, workbooks: {} }, total, 2],
  ['§2.3', 'a total as a number', { pagination: { totalAvailable: 2 }, workbooks: {} }, total, 2],
  ['§2.3', 'no pagination', { workbooks: { workbook: [w1] } }, total, undefined],
  [
    '§3.6',
    'runs of flows in the same word twice',
    { flowRuns: { flowRuns: [{ id: 'r1' }, { id: 'r2' }] } },
    runs,
    'r1,r2',
  ],
  ['§3.6', 'runs of flows as any other list', { flowRuns: { flowRun: { id: 'r1' } } }, runs, 'r1'],
  ['§3.6', 'no runs of flows', { flowRuns: {} }, runs, ''],
];

const scalars: readonly Shape[] = [
  ['§2.1', 'showTabs as text', only({ showTabs: 'false' }), book('showTabs'), false],
  ['§2.1', 'showTabs as it is', only({ showTabs: true }), book('showTabs'), true],
  ['§2.1', 'showTabs with a capital', only({ showTabs: 'True' }), book('showTabs'), true],
  ['§2.1', 'showTabs empty', only({ showTabs: '' }), book('showTabs'), undefined],
  ['§2.1', 'size as text', only({ size: '4' }), book('sizeMb'), 4],
  ['§2.1', 'size as it is', only({ size: 4 }), book('sizeMb'), 4],
  ['§2.1', 'size empty', only({ size: '' }), book('sizeMb'), undefined],
  ['§2.1', 'size null', only({ size: null }), book('sizeMb'), undefined],
  ['§2.1', 'size that is no number', only({ size: 'NaN' }), book('sizeMb'), undefined],
  ['§2.1', 'size without end', only({ size: 'Infinity' }), book('sizeMb'), undefined],
  [
    '§2.1',
    'isCertified as it is',
    onlySource({ isCertified: false }),
    source('isCertified'),
    false,
  ],
  [
    '§2.1',
    'isCertified as text',
    onlySource({ isCertified: 'false' }),
    source('isCertified'),
    false,
  ],
  ['§2.1', 'hasExtracts as it is', onlySource({ hasExtracts: true }), source('hasExtracts'), true],
  ['§2.1', 'hasExtracts as text', onlySource({ hasExtracts: 'true' }), source('hasExtracts'), true],
  [
    '§2.1',
    'useRemoteQueryAgent as it is',
    onlySource({ useRemoteQueryAgent: true }),
    source('usesBridge'),
    true,
  ],
  [
    '§2.1',
    'useRemoteQueryAgent as text',
    onlySource({ useRemoteQueryAgent: 'true' }),
    source('usesBridge'),
    true,
  ],
  ['§2.1', 'size of a data source as it is', onlySource({ size: 1 }), source('sizeMb'), 1],
  ['§2.1', 'size of a data source as text', onlySource({ size: '1' }), source('sizeMb'), 1],
  [
    '§2.1',
    'encryptExtracts and dataAccelerationConfig, which we have no use for',
    only({ encryptExtracts: 'false', dataAccelerationConfig: { accelerationEnabled: false } }),
    book('name'),
    'W',
  ],
  [
    '§2.1',
    'progress as text',
    job({ startedAt: ended, progress: '40' }),
    state,
    { status: 'running', progress: 40 },
  ],
  [
    '§2.1',
    'progress as it is',
    job({ startedAt: ended, progress: 40 }),
    state,
    { status: 'running', progress: 40 },
  ],
  ['§2.1', 'finishCode as text', job({ ...over, finishCode: '0' }), state, { status: 'succeeded' }],
  ['§2.1', 'finishCode as it is', job({ ...over, finishCode: 0 }), state, { status: 'succeeded' }],
  [
    '§2.1',
    'priority as text or as it is',
    {
      tasks: {
        task: [
          { extractRefresh: { id: 't1', priority: '50', workbook: { id: 'w' } } },
          { extractRefresh: { id: 't2', priority: 50, workbook: { id: 'w' } } },
        ],
      },
    },
    async (client) => (await client.extracts.tasks()).map(({ priority }) => priority),
    [50, 50],
  ],
  [
    '§2.1',
    'topLevelProject and writeable as text',
    { projects: { project: { id: 'p', name: 'P', topLevelProject: 'true', writeable: 'true' } } },
    async (client) => (await client.projects.page({}, 1)).items[0]?.topLevel,
    true,
  ],
  [
    '§2.1',
    'shared as text',
    { customView: { id: 'c', name: 'C', shared: 'false' } },
    async (client) => (await client.customViews.get(x)).shared,
    false,
  ],
  [
    '§2.1',
    'totalViewCount as text',
    { view: { id: 'v', name: 'V', usage: { totalViewCount: '42' } } },
    async (client) => (await client.views.get(x)).totalViewCount,
    42,
  ],
  ['§2.1', 'an empty description', only({ description: '' }), book('description'), undefined],
  ['§2.1', 'a name of digits in XML', xml('<workbook id="w" name="007"/>'), book('name'), '007'],
  [
    '§2.1',
    'blanks around a name in XML',
    xml('<workbook id="w" name=" W "/>'),
    book('name'),
    ' W ',
  ],
  [
    '§2.1',
    'entities in XML',
    xml('<workbook id="w" name="R&amp;D &#39;&lt;3&#x1F41F;"/>'),
    book('name'),
    "R&D '<3🐟",
  ],
];

const dates: readonly Shape[] = (
  [
    ['as Tableau writes them', '2024-03-01T09:00:00Z', '2024-03-01T09:00:00Z'],
    ['with an offset without a colon', '2024-03-01T09:00:00-0700', '2024-03-01T16:00:00.000Z'],
    ['with an offset with a colon', '2024-03-01T09:00:00+02:00', '2024-03-01T07:00:00.000Z'],
    ['with parts of seconds', '2024-03-01T09:00:00.25Z', '2024-03-01T09:00:00.250Z'],
    ['without a zone', '2024-03-01T09:00:00', '2024-03-01T09:00:00.000Z'],
    ['that are empty', '', undefined],
    ['that are null', null, undefined],
    ['that are no day', '2024-02-30T09:00:00Z', undefined],
    ['that are words', 'yesterday', undefined],
  ] as const
).map(([what, given, wanted]) => [
  '§2.1',
  `dates ${what}`,
  only({ updatedAt: given }),
  book('updatedAt'),
  wanted,
]);

const counts = { projectCount: '2', workbookCount: 5, viewCount: '30', datasourceCount: 0 };
const wantedCounts = { projects: 2, workbooks: 5, views: 30, datasources: 0 };
const withCounts = (members: object): object => ({
  projects: { project: [{ id: 'p', name: 'P', ...members }] },
});
const projects: readonly Shape[] = [
  ['§2.5', 'contentsCounts', withCounts({ contentsCounts: counts }), project, wantedCounts],
  ['§2.5', 'contentCounts', withCounts({ contentCounts: counts }), project, wantedCounts],
  [
    '§2.5',
    'contentsCounts in XML',
    xml(
      '<projects><project id="p" name="P"><contentsCounts projectCount="2" workbookCount="5" viewCount="30" datasourceCount="0"/></project></projects>',
    ),
    project,
    wantedCounts,
  ],
  [
    '§2.5',
    'contentCounts in XML',
    xml(
      '<projects><project id="p" name="P"><contentCounts projectCount="2" workbookCount="5" viewCount="30" datasourceCount="0"/></project></projects>',
    ),
    project,
    wantedCounts,
  ],
  ['§2.5', 'empty counts', withCounts({ contentsCounts: {} }), project, undefined],
];

const practice: readonly Shape[] = [
  [
    '§0.2.4',
    'a started job in XML',
    xml(
      '<job id="j" mode="Asynchronous" type="RefreshExtract" createdAt="2026-01-01T10:00:00Z"><extractRefreshJob><workbook id="w" name="W"/></extractRefreshJob></job>',
    ),
    async (client) => (await client.workbooks.refresh(x)).target,
    { kind: 'workbook', luid: 'w', name: 'W' },
  ],
  [
    '§0.2.4',
    'a started job in JSON',
    job({ extractRefreshJob: { datasource: { id: 'd' } } }),
    async (client) => (await client.datasources.refresh(x)).target,
    { kind: 'datasource', luid: 'd' },
  ],
  [
    '§0.2.6',
    'a listed job that is only an id and a word',
    { backgroundJobs: { backgroundJob: [{ id: 'j', status: 'Pending' }] } },
    (client) => client.jobs.list({ createdAfter: ended }),
    [{ luid: 'j', state: { status: 'queued' } }],
  ],
  [
    '§0.2.6',
    'no listed jobs',
    { pagination, backgroundJobs: {} },
    (client) => client.jobs.list({ createdAfter: ended }),
    [],
  ],
  [
    '§0.2.6',
    'a job whose item is missing',
    job({ ...over, finishCode: '0', extractRefreshJob: {} }),
    async (client) => (await client.jobs.get(x)).target,
    undefined,
  ],
  [
    '§3.2',
    'a job that Bridge completed',
    job({ ...over, finishCode: '3' }),
    state,
    { status: 'succeeded', bridge: true },
  ],
  [
    '§3.2',
    'a finishCode while the job runs',
    job({ startedAt: ended, finishCode: '1' }),
    state,
    { status: 'running' },
  ],
  [
    '§3.2',
    'an errorCode note beside finishCode 0',
    job({
      ...over,
      finishCode: 0,
      statusNotes: { statusNote: { type: 'errorCode', text: 'No.' } },
    }),
    state,
    { status: 'failed', notes: 'No.' },
  ],
  [
    '§3.2',
    'notes with a backslash and an n',
    job({ ...over, finishCode: 1, extractRefreshJob: { notes: 'a\\nb' } }),
    state,
    { status: 'failed', notes: 'a\nb' },
  ],
  [
    '§3.2',
    'mixed text in statusNotes of XML',
    xml(
      '<job id="j" startedAt="2026-01-01T10:00:00Z" completedAt="2026-01-01T10:00:00Z" finishCode="1"><statusNotes>some text<statusNote type="errorCode" value="E_1" text="Broken"/>more</statusNotes></job>',
    ),
    state,
    { status: 'failed', notes: 'Broken' },
  ],
  [
    '§0.2.12',
    'a suspended task, which carries no field for it',
    {
      tasks: {
        task: {
          extractRefresh: {
            id: 't',
            consecutiveFailedCount: '5',
            workbook: { id: 'w' },
            schedule: { state: 'Active', nextRunAt: ended },
          },
        },
      },
    },
    async (client) => (await client.extracts.tasks()).map(isProbablySuspended),
    [true],
  ],
  [
    '§0.2.12',
    'a schedule without its recurrence',
    {
      tasks: {
        task: {
          extractRefresh: {
            id: 't',
            workbook: { id: 'w' },
            schedule: { id: 's', name: 'Nightly', frequency: 'Daily' },
          },
        },
      },
    },
    async (client) => (await client.extracts.tasks())[0]?.schedule,
    { luid: 's', name: 'Nightly', frequency: 'Daily' },
  ],
  [
    '§3.5',
    'a task without a schedule',
    { tasks: { task: { extractRefresh: { id: 't', datasource: { id: 'd' } } } } },
    async (client) => (await client.extracts.tasks())[0]?.schedule,
    undefined,
  ],
  [
    '§3.5',
    'a single interval',
    {
      schedule: {
        id: 's',
        name: 'S',
        frequency: 'Weekly',
        frequencyDetails: { start: '06:00:00', intervals: { interval: { weekDay: 'Monday' } } },
      },
    },
    async (client) => (await client.extracts.schedule(x))?.recurrence?.weekDays,
    ['Monday'],
  ],
  [
    '§3.6',
    'a run whose end is an empty text',
    { flowRun: { id: 'r', status: 'InProgress', startedAt: ended, completedAt: '' } },
    (client) => client.flowRuns.get(x),
    { luid: 'r', state: { status: 'running' }, startedAt: ended },
  ],
  [
    '§0.2.17',
    'an address with an internal origin, as it came',
    only({ webpageUrl: 'http://internal-host/#/workbooks/78' }),
    book('webpageUrl'),
    'http://internal-host/#/workbooks/78',
  ],
  [
    '§2.5',
    'a personal space, which has no project',
    only({ location: { id: 'u', type: 'PersonalSpace', name: 'Personal Space' } }),
    book('location'),
    { type: 'PersonalSpace', luid: 'u', name: 'Personal Space' },
  ],
  [
    '§2.5',
    'a project that may not be seen',
    only({ project: {}, owner: {} }),
    book('location'),
    undefined,
  ],
  [
    '§2.5',
    'an owner who may not be seen',
    only({ owner: { id: 'u' } }),
    book('owner'),
    { luid: 'u' },
  ],
  [
    '§2.5',
    'one tag without its list',
    only({ tags: { tag: { label: 'q3' } } }),
    book('tags'),
    ['q3'],
  ],
  ['§2.5', 'no tags', only({ tags: {} }), book('tags'), undefined],
  [
    '§5.4',
    'GraphQL with data, errors and null extensions',
    { data: { a: 1 }, errors: [{ message: 'm', extensions: null }], extensions: null },
    (client) => client.metadata.query({ query: '{ a }' }),
    { data: { a: 1 }, warnings: [{ message: 'm' }] },
  ],
];

describe('the shapes of the field guide', () => {
  let answers: Answers;
  before(() => (answers = clientOfAnswers()));
  after(() => answers.transport.dispose());

  for (const [at, what, text, read, wanted] of [
    ...lists,
    ...scalars,
    ...dates,
    ...projects,
    ...practice,
  ])
    it(`${at}: ${what}`, async () => {
      answers.text = typeof text === 'string' ? text : JSON.stringify(text);
      assert.deepEqual(await read(answers.client), wanted);
    });
});
