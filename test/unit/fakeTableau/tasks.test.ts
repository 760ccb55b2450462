// Refresh tasks of the fake server: made, changed and removed on Cloud, put on schedules on Server, suspended by failures.
import assert from 'node:assert/strict';
import type { Datasource, Workbook } from '../../fakeTableau/model';
import {
  administratorOf,
  items,
  passwordOf,
  refusesWith,
  Servers,
  StillClock,
  type Json,
  type RestTalk,
} from './restTalk';

const daily = {
  frequency: 'Daily',
  frequencyDetails: {
    start: '06:00:00',
    intervals: { interval: [{ hours: '24' }, { weekDay: 'Monday' }, { weekDay: 'Friday' }] },
  },
};

function own(talk: RestTalk, wanted: (item: Workbook) => boolean): Workbook {
  const found = talk.model.workbooks
    .ofSite(talk.siteLuid)
    .find((one) => one.ownerLuid === talk.userLuid && wanted(one));
  assert.ok(found);
  return found;
}

const refreshable = (talk: RestTalk): Workbook => own(talk, (one) => talk.model.hasExtracts(one));
const live = (talk: RestTalk): Workbook => own(talk, (one) => !talk.model.hasExtracts(one));

describe('fake refresh tasks', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());
  const path = 'tasks/extractRefreshes';

  async function create(
    talk: RestTalk,
    item: Workbook | Datasource,
    schedule: unknown,
  ): Promise<Json> {
    const reply = await talk.post(path, {
      extractRefresh: { type: 'FullRefresh', [item.kind]: { id: item.luid } },
      schedule,
    });
    assert.equal(reply.status, 200, reply.text);
    return JSON.parse(reply.text) as Json;
  }

  it('are made on Cloud, with the schedule beside the task in the answer and inside it in lists', async () => {
    const clock = new StillClock();
    const talk = await servers.user({ clock: clock.read });
    const made = await create(talk, refreshable(talk), daily);
    const luid = String(made['extractRefresh']?.['id']);
    assert.equal(made['extractRefresh']?.['type'], 'RefreshExtractTask');
    assert.ok(!('schedule' in (made['extractRefresh'] ?? {})));
    // 4 May 2026 is a Monday, and 10 o'clock is past 6.
    assert.equal(made['schedule']?.['nextRunAt'], '2026-05-08T06:00:00Z');
    const read = (await talk.get(`${path}/${luid}`))['task']?.['extractRefresh'];
    assert.deepEqual(read?.['schedule'], made['schedule']);
    assert.equal(read?.['workbook']?.['id'], refreshable(talk).luid);
    clock.tick(4 * 24 * 3_600_000);
    await talk.enter(passwordOf(talk.fake));
    const later = (await talk.get(`${path}/${luid}`))['task']?.['extractRefresh'];
    assert.equal(later?.['schedule']?.['nextRunAt'], '2026-05-11T06:00:00Z');
  });

  it('are changed and removed on Cloud', async () => {
    const talk = await servers.user({ clock: new StillClock().read });
    const made = await create(talk, refreshable(talk), daily);
    const luid = String(made['extractRefresh']?.['id']);
    const reply = await talk.post(`${path}/${luid}`, {
      extractRefresh: { type: 'IncrementalRefresh' },
      schedule: {
        frequency: 'Monthly',
        frequencyDetails: { start: '04:00:00', intervals: { interval: { monthDay: 'LastDay' } } },
      },
    });
    const changed = JSON.parse(reply.text) as Json;
    assert.equal(changed['extractRefresh']?.['type'], 'IncrementExtractTask');
    assert.equal(changed['schedule']?.['nextRunAt'], '2026-05-31T04:00:00Z');
    assert.equal((await talk.call('DELETE', talk.onSite(`${path}/${luid}`))).status, 204);
    await refusesWith(talk.call('GET', talk.onSite(`${path}/${luid}`)), '404026');
  });

  it('are refused with 409004 where the schedule is none', async () => {
    const talk = await servers.user();
    const item = refreshable(talk);
    const at = (frequency: string, start: string, interval: unknown, end?: string): unknown => {
      const frequencyDetails = { start, intervals: { interval }, ...(end ? { end } : {}) };
      return { frequency, frequencyDetails };
    };
    const wrong = [
      at('Daily', '06:01:00', [{ hours: '24' }, { weekDay: 'Monday' }]),
      at('Daily', '06:00:00', { hours: '24' }),
      at('Daily', '06:00:00', [{ hours: '3' }, { weekDay: 'Monday' }], '18:00:00'),
      at('Daily', '06:00:00', [{ hours: '4' }, { weekDay: 'Monday' }]),
      at('Hourly', '06:00:00', [{ hours: '1' }, { weekDay: 'Monday' }]),
      at('Hourly', '06:00:00', [{ hours: '1' }], '20:00:00'),
      at('Hourly', '06:00:00', [{ hours: '1' }, { weekDay: 'Monday' }], '20:05:00'),
      at('Weekly', '06:00:00', [{ weekDay: 'Monday' }, { weekDay: 'Tuesday' }]),
      at('Weekly', '06:00:00', { weekDay: 'Montag' }),
      at('Monthly', '06:00:00', { monthDay: '32' }),
      at('Monthly', '06:00:00', { monthDay: 'Third' }),
      at('Yearly', '06:00:00', { monthDay: '1' }),
    ];
    for (const schedule of wrong) {
      const body = { extractRefresh: { workbook: { id: item.luid } }, schedule };
      const reply = await talk.post(path, body);
      assert.equal(reply.status, 400, JSON.stringify(schedule));
      assert.match(reply.text, /"409004"/);
    }
    const right: readonly (readonly [unknown, string])[] = [
      [
        at('Hourly', '06:30:00', [{ minutes: '60' }, { weekDay: 'Monday' }], '20:30:00'),
        '04T10:30',
      ],
      [at('Weekly', '09:00:00', { weekDay: 'Monday' }), '11T09:00'],
      [at('Monthly', '06:00:00', [{ monthDay: '3' }, { monthDay: '17' }]), '17T06:00'],
      [at('Monthly', '06:00:00', { monthDay: 'Third', weekDay: 'Thursday' }), '21T06:00'],
      [at('Daily', '06:00:00', [{ hours: '6' }, { weekDay: 'Monday' }], '18:00:00'), '04T12:00'],
    ];
    const still = await servers.user({ clock: new StillClock().read });
    for (const [schedule, next] of right) {
      const made = await create(still, refreshable(still), schedule);
      assert.equal(made['schedule']?.['nextRunAt'], `2026-05-${next}:00Z`);
    }
  });

  it('are made for owners and leaders only, and for what has an extract', async () => {
    const talk = await servers.user();
    const foreign = talk.model.workbooks
      .ofSite(talk.siteLuid)
      .find((one) => talk.model.canSee(talk.user, one) && !talk.model.mayRefresh(talk.user, one));
    assert.ok(foreign);
    const body = (item: Workbook): unknown => ({
      extractRefresh: { workbook: { id: item.luid } },
      schedule: daily,
    });
    await refusesWith(talk.post(path, body(foreign)), '403004');
    await refusesWith(talk.post(path, body(live(talk))), '403104');
    await refusesWith(talk.post(path, { schedule: daily }), '400000');
  });

  it('lose their next run after five failures in a row, and get it back by a success', async () => {
    const clock = new StillClock();
    const talk = await servers.user({ clock: clock.read });
    const made = await create(talk, refreshable(talk), daily);
    const luid = String(made['extractRefresh']?.['id']);
    const run = async (end: 'failure' | 'success'): Promise<Json | undefined> => {
      talk.fake.knobs.scriptNextJob({ end, queuedMs: 0, runMs: 1000 });
      const reply = await talk.post(`${path}/${luid}/runNow`);
      assert.equal(reply.status, 200, reply.text);
      clock.tick(2000);
      return (await talk.get(`${path}/${luid}`))['task']?.['extractRefresh'];
    };
    for (let n = 1; n <= 4; n++) {
      const task = await run('failure');
      assert.equal(task?.['consecutiveFailedCount'], String(n));
      assert.ok('nextRunAt' in (task['schedule'] ?? {}));
    }
    const suspended = await run('failure');
    assert.equal(suspended?.['consecutiveFailedCount'], '5');
    assert.ok(!('nextRunAt' in (suspended['schedule'] ?? {})), 'nothing else tells');
    const again = await run('success');
    assert.equal(again?.['consecutiveFailedCount'], '0');
    assert.ok('nextRunAt' in (again['schedule'] ?? {}));
  });

  it('are put on the schedules of a Server, which Cloud has not', async () => {
    const talk = await servers.user({ profile: '2025.1' });
    const admin = await administratorOf(talk.fake);
    const schedules = await admin.call('GET', 'schedules');
    const [nightly] = items((JSON.parse(schedules.text) as Json)['schedules']?.['schedule']);
    assert.ok(nightly?.['nextRunAt']);
    const scheduleLuid = String(nightly['id']);
    const taken = new Set(talk.model.tasks.ofSite(talk.siteLuid).map((one) => one.workbookLuid));
    const item = own(talk, (one) => talk.model.hasExtracts(one) && !taken.has(one.luid));
    const put = (): Promise<{ status: number; text: string }> =>
      talk.send('PUT', `/api/3.25/${talk.onSite(`schedules/${scheduleLuid}/workbooks`)}`, {
        headers: { 'Content-Type': 'text/xml' },
        body: `<tsRequest><task><extractRefresh><workbook id="${item.luid}"/></extractRefresh></task></tsRequest>`,
      });
    const reply = await put();
    assert.equal(reply.status, 200, reply.text);
    assert.match(reply.text, /<task><extractRefresh [^>]*type="RefreshExtractTask"/);
    assert.equal((await put()).status, 409);
    const there = await talk.get(`schedules/${scheduleLuid}/extracts`);
    const luids = items(there['extracts']?.['extract']).map((one) => one['workbook']?.['id']);
    assert.ok(luids.includes(item.luid as unknown as Json));
    await refusesWith(talk.post(path, {}), '405000');
    const cloud = await servers.user();
    await refusesWith(
      cloud.call('PUT', cloud.onSite(`schedules/${scheduleLuid}/workbooks`), {}),
      '409091',
    );
  });

  it('tell the recurrence of a schedule to administrators alone', async () => {
    const talk = await servers.user({ profile: '2025.1' });
    const [luid] = talk.model.schedules.keys();
    await refusesWith(talk.call('GET', `schedules/${luid}`), '403004');
    const admin = await administratorOf(talk.fake);
    const reply = JSON.parse((await admin.call('GET', `schedules/${luid}`)).text) as Json;
    assert.deepEqual(reply['schedule']?.['frequencyDetails'], {
      start: '02:00:00',
      intervals: { interval: { hours: '24' } },
    });
  });

  it('count against the quota of their own site alone', async () => {
    const talk = await servers.user();
    talk.fake.knobs.quotas.refreshesPerHour = 1;
    const item = refreshable(talk);
    assert.equal((await talk.post(`workbooks/${item.luid}/refresh`)).status, 202);
    const other = talk.model.datasources
      .ofSite(talk.siteLuid)
      .find((one) => one.hasExtracts && talk.model.mayRefresh(talk.user, one));
    await refusesWith(talk.post(`datasources/${other?.luid}/refresh`), '429000');
    const elsewhere = await administratorOf(talk.fake, 'PeopleHub');
    const there = elsewhere.model.workbooks
      .ofSite(elsewhere.siteLuid)
      .find((one) => elsewhere.model.hasExtracts(one));
    assert.equal((await elsewhere.post(`workbooks/${there?.luid}/refresh`)).status, 202);
  });
});
