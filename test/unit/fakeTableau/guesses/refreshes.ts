// Guesses about refreshes, jobs, tasks and schedules, shown.
import type { FakeTableau } from '../../../fakeTableau/server';
import { items, type Reply, type RestTalk } from '../restTalk';
import {
  adminOf,
  jsonOf,
  outcome,
  ownWorkbook,
  refreshableOf,
  refreshableSource,
  userOf,
  wrapsPublished,
  type Exercises,
} from './exercise';

const schedule = {
  frequency: 'Daily',
  frequencyDetails: {
    start: '06:00:00',
    intervals: { interval: [{ hours: '24' }, { weekDay: 'Monday' }] },
  },
};

const create = (talk: RestTalk, luid: string): Promise<Reply> =>
  talk.post('tasks/extractRefreshes', {
    extractRefresh: { type: 'IncrementalRefresh', workbook: { id: luid } },
    schedule,
  });

const incrementally = async (fake: FakeTableau): Promise<string> => {
  const admin = await adminOf(fake);
  const item = refreshableSource(admin);
  const body = { extractRefresh: { incremental: 'true' } };
  const started = await outcome(admin.post(`datasources/${item.luid}/refresh`, body));
  return fake.model.jobs.activeFor(item.luid)?.incremental ? 'incremental' : started;
};

async function putTwice(fake: FakeTableau): Promise<string> {
  const admin = await adminOf(fake);
  const [luid] = fake.model.schedules.keys();
  const item = refreshableSource(admin);
  const path = admin.onSite(`schedules/${luid}/datasources`);
  const body = { task: { extractRefresh: { datasource: { id: item.luid } } } };
  await admin.call('PUT', path, body);
  return outcome(admin.call('PUT', path, body));
}

export const refreshExercises = {
  ownJobs: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const started = jsonOf(await talk.post(`workbooks/${refreshableOf(talk).luid}/refresh`));
      return outcome(talk.call('GET', talk.onSite(`jobs/${String(started['job']?.['id'])}`)));
    },
    expected: { forbidden: '403004', readable: '200', '401002': '401002' },
  },
  quotaRefusal: {
    observe: async (fake) => {
      fake.knobs.quotas.refreshesPerHour = 0;
      const talk = await userOf(fake);
      const reply = await talk.post(`workbooks/${refreshableOf(talk).luid}/refresh`);
      const words = /retry after \d+ minutes/.test(reply.text) ? 'text' : '';
      return `${words}${reply.headers.has('retry-after') ? 'header' : ''}`;
    },
    expected: { text: 'text', header: 'header', both: 'textheader' },
  },
  incrementalTaskType: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const made = jsonOf(await create(talk, refreshableOf(talk).luid));
      return String(made['extractRefresh']?.['type']);
    },
    expected: {
      IncrementExtractTask: 'IncrementExtractTask',
      IncrementalRefresh: 'IncrementalRefresh',
    },
  },
  cloudTimes: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const made = jsonOf(await create(talk, refreshableOf(talk).luid));
      return String(made['schedule']?.['nextRunAt']).slice(19);
    },
    expected: { utc: 'Z', offset: '-0700' },
  },
  cloudTaskOnServer: {
    profile: '2025.1',
    observe: async (fake) => {
      const talk = await userOf(fake);
      return outcome(create(talk, refreshableOf(talk).luid));
    },
    expected: { '405000': '405000', '404003': '404003' },
  },
  taskOfLiveItem: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      return outcome(create(talk, ownWorkbook(talk, (one) => !talk.model.hasExtracts(one)).luid));
    },
    expected: { '403104': '403104', '409004': '409004' },
  },
  schedulesReadableBy: {
    profile: '2025.1',
    observe: async (fake) => outcome((await userOf(fake)).call('GET', 'schedules')),
    expected: { administrators: '403004', everybody: '200' },
  },
  scheduledTwice: {
    profile: '2025.1',
    observe: putTwice,
    expected: { '409004': '409004', secondTask: '200' },
  },
  refreshMoves: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const item = refreshableOf(talk);
      const before = item.updatedAt;
      fake.knobs.scriptNextJob({ queuedMs: 0, runMs: 0 });
      await talk.post(`workbooks/${item.luid}/refresh`);
      await talk.get('projects');
      return item.updatedAt > before ? 'moved' : 'as before';
    },
    expected: { nothing: 'as before', updatedAt: 'moved' },
  },
  noExtractCode: {
    observe: async (fake) => {
      const admin = await adminOf(fake);
      const all = admin.model.workbooks.ofSite(admin.siteLuid);
      const without = all.filter((one) => !admin.model.hasExtracts(one));
      const codes = [without.find((one) => !wrapsPublished(one)), without.find(wrapsPublished)].map(
        (one) => outcome(admin.post(`workbooks/${one?.luid}/refresh`)),
      );
      return (await Promise.all(codes)).join(' and ');
    },
    expected: {
      byReason: '403104 and 409090',
      '403104': '403104 and 403104',
      '409090': '409090 and 409090',
    },
  },
  incrementalUnknown: {
    profile: '2022.3',
    observe: incrementally,
    expected: { ignored: '202', refused: '400000' },
  },
  incrementalSince: {
    profile: '2025.1',
    observe: incrementally,
    expected: { '25': 'incremental', '28': '202' },
  },
  flowQueued: {
    observe: async (fake) => {
      const admin = await adminOf(fake);
      const flows = items((await admin.get('flows'))['flows']?.['flow']);
      const luid = String(flows[0]?.['id']);
      await admin.post(`flows/${luid}/run`);
      return outcome(admin.post(`flows/${luid}/run`));
    },
    expected: { '403102': '403102', merged: '200' },
  },
} satisfies Partial<Exercises>;
