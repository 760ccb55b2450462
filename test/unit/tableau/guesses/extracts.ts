/** Guesses about refreshes, tasks, schedules and lists, as our client meets them. */
import assert from 'node:assert/strict';
import type { CloudTaskPlan } from '../../../../src/tableau/refreshTask';
import { canFilter } from '../../../../src/tableau/client';
import type { Luid } from '../../../../src/tableau/model';
import { incrementalSince } from '../../../../src/tableau/extractApi';
import { isTableauError } from '../../../../src/tableau/errors';
import type { FakeTableau } from '../../../fakeTableau/server';
import { admin, ana, anasWorkbook, told, workbookOf, type Meetings } from './meeting';

const plan: CloudTaskPlan = {
  incremental: true,
  recurrence: {
    frequency: 'Daily',
    start: '06:00:00',
    everyHours: 24,
    weekDays: ['Monday'],
    monthDays: [],
  },
};

const live = (fake: FakeTableau): Luid =>
  workbookOf(
    fake,
    (one) =>
      !fake.model.hasExtracts(one) &&
      fake.model.users.get(one.ownerLuid)?.name === fake.credentials.password.username,
  );

const found = async (fake: FakeTableau): Promise<string> => {
  const { datasources, workbooks } = await ana(fake).extracts.timesBySearch();
  const dated = [...datasources.values()].filter(({ refreshedAt }) => refreshedAt !== undefined);
  assert.ok(workbooks.size > 0);
  assert.ok(dated.every(({ refreshedAt }) => Number.isFinite(Date.parse(refreshedAt ?? ''))));
  return `${datasources.size > dated.length ? 'some' : 'all'} of them dated, ${dated.length > 0}`;
};
const searched = 'some of them dated, true';

const firstPage = async (fake: FakeTableau): Promise<string> => {
  const { items } = await ana(fake).workbooks.page({}, 1);
  return items.length > 0 ? 'listed' : 'nothing';
};

export const extractMeetings = {
  ampersandInFilter: {
    // What a filter cannot carry is looked for in the list instead.
    observe: (_fake) => Promise.resolve(canFilter('Sales & Retail') ? 'sent' : 'not sent'),
    expected: { refuse: 'not sent', cut: 'not sent' },
  },
  owners: { observe: firstPage, expected: { shown: 'listed', hidden: 'listed' } },
  unknownField: { observe: firstPage, expected: { '400008': 'listed', ignored: 'listed' } },
  pageFaults: 'Our pages have one number and one size, both of them good.',
  ownerNames: { observe: firstPage, expected: { 'from3.20': 'listed', never: 'listed' } },
  personalSpaceListed: {
    observe: async (fake) => {
      const { items } = await ana(fake).workbooks.ownedByMe(1);
      const there = items.filter(({ location }) => location?.type === 'PersonalSpace');
      return there.length === 2 ? 'asked for as her own' : 'missed';
    },
    expected: { listed: 'asked for as her own', leftOut: 'asked for as her own' },
  },
  contentsCounted: 'A count beside a project is shown as the server gives it.',
  contentsCountsName: {
    observe: async (fake) => {
      const { items } = await ana(fake).projects.page({}, 1);
      return items.some(({ counts }) => (counts?.workbooks ?? 0) > 0) ? 'counted' : 'not counted';
    },
    expected: { contentsCounts: 'counted', contentCounts: 'counted' },
  },
  searchFirstPage: { observe: found, expected: { '0': searched, '1': searched } },
  searchDefaultLimit: { observe: found, expected: { '10': searched, '100': searched } },
  searchTimes: { observe: found, expected: { iso: searched, milliseconds: searched } },
  searchDatasourceType: {
    observe: found,
    expected: { datasource: searched, unifieddatasource: searched },
  },
  searchWorkbookExtracts: { observe: found, expected: { absent: searched, told: searched } },
  quotaRefusal: {
    observe: async (fake) => {
      fake.knobs.quotas.refreshesPerHour = 0;
      try {
        await ana(fake).workbooks.refresh(anasWorkbook(fake));
      } catch (error) {
        assert.ok(isTableauError(error, 'tooManyRequests'));
        return `again in ${(error.details.retryAfterMs ?? 0) / 60_000} minutes`;
      }
      return 'started';
    },
    expected: {
      text: 'again in 60 minutes',
      header: 'again in 60 minutes',
      both: 'again in 60 minutes',
    },
  },
  incrementalTaskType: {
    observe: async (fake) => {
      const tasks = await admin(fake).extracts.tasks();
      return tasks.some(({ incremental }) => incremental) ? 'incremental' : 'full';
    },
    expected: { IncrementExtractTask: 'incremental', IncrementalRefresh: 'incremental' },
  },
  cloudTimes: {
    observe: async (fake) => {
      const client = ana(fake);
      const item = { kind: 'workbook', luid: anasWorkbook(fake) } as const;
      const { luid, schedule } = await client.extracts.createTask(item, plan);
      const at = fake.model.tasks.get(luid)?.nextRunAt;
      return String(Date.parse(schedule?.nextRunAt ?? '') === at);
    },
    expected: { utc: 'true', offset: 'true' },
  },
  cloudTaskOnServer: {
    profile: '2025.1',
    observe: (fake) => {
      const item = { kind: 'workbook', luid: anasWorkbook(fake) } as const;
      return told(ana(fake).extracts.createTask(item, plan));
    },
    expected: { '405000': 'server', '404003': 'server' },
  },
  taskOfLiveItem: {
    observe: (fake) =>
      told(ana(fake).extracts.createTask({ kind: 'workbook', luid: live(fake) }, plan)),
    expected: { '403104': 'notRefreshable', '409004': 'server' },
  },
  schedulesReadableBy: {
    profile: '2025.1',
    observe: (fake) => told(ana(fake).extracts.schedules()),
    expected: { administrators: 'notPermitted', everybody: 'done' },
  },
  scheduledTwice: {
    profile: '2025.1',
    observe: async (fake) => {
      const client = ana(fake);
      const [schedule] = fake.model.schedules.keys();
      const item = { kind: 'workbook', luid: anasWorkbook(fake) } as const;
      const add = (): Promise<string> =>
        told(client.extracts.addToSchedule(schedule as Luid, item));
      await add();
      return add();
    },
    expected: { '409004': 'server', secondTask: 'done' },
  },
  refreshMoves: 'Only a changed extract time is taken for a refresh, never `updatedAt`.',
  noExtractCode: {
    observe: (fake) => told(ana(fake).workbooks.refresh(live(fake))),
    expected: {
      byReason: 'notRefreshable',
      '403104': 'notRefreshable',
      '409090': 'notRefreshable',
    },
  },
  incrementalUnknown: `An incremental refresh is offered from API ${incrementalSince} on only.`,
  incrementalSince: `An incremental refresh is offered from API ${incrementalSince} on only.`,
  flowQueued: {
    observe: async (fake) => {
      const client = admin(fake);
      const { items } = await client.flows.page({}, 1);
      for (const { luid } of items) {
        if ((await told(client.flows.run(luid))) === 'done') return told(client.flows.run(luid));
      }
      return 'no flow runs';
    },
    expected: { '403102': 'alreadyQueued', merged: 'done' },
  },
} satisfies Partial<Meetings>;
