/** Checks refresh tasks and schedules against the fake server: reading every form, and changing what each platform lets change. */
import assert from 'node:assert/strict';
import { isTableauError } from '../../../../src/tableau/errors';
import type { Luid } from '../../../../src/tableau/model';
import {
  isProbablySuspended,
  isScheduleOff,
  type CloudTaskPlan,
  type RefreshableRef,
  type RefreshTask,
} from '../../../../src/tableau/refreshTask';
import { decodeRecurrence, encodeRecurrence } from '../../../../src/tableau/rest/recurrence';
import { decodeTask } from '../../../../src/tableau/rest/tasks';
import {
  startFakeTableau,
  type FakeTableau,
  type FakeTableauOptions,
} from '../../../fakeTableau/server';
import { appOf, clientFor, patOf, type SignedInBench } from '../support/harness';

describe('refresh tasks', () => {
  let fake: FakeTableau;
  const benches: SignedInBench[] = [];
  afterEach(async () => {
    for (const bench of benches.splice(0)) bench.transport.dispose();
    await fake.close();
  });

  async function open(options: FakeTableauOptions = {}, who: 'user' | 'administrator' = 'user') {
    fake = await startFakeTableau(options);
    const bench = clientFor(fake, patOf(fake, who === 'administrator'));
    benches.push(bench);
    await bench.client.whoAmI();
    fake.log.clear();
    return bench.client.extracts;
  }

  /** A workbook of hers with an extract, and no task yet. */
  const freeWorkbook = (): RefreshableRef => {
    const { model, company } = fake;
    const ana = company.main.users['ana.ruiz'];
    const taken = new Set(
      model.tasks.ofSite(company.main.site.luid).map((task) => task.workbookLuid),
    );
    const found = model.workbooks
      .ofSite(company.main.site.luid)
      .find((one) => one.ownerLuid === ana?.luid && model.hasExtracts(one) && !taken.has(one.luid));
    assert.ok(found, 'she has no free workbook');
    return { kind: 'workbook', luid: found.luid as Luid };
  };

  const daily: CloudTaskPlan = {
    incremental: false,
    recurrence: {
      frequency: 'Daily',
      start: '06:00:00',
      everyHours: 24,
      weekDays: ['Monday', 'Friday'],
      monthDays: [],
    },
  };

  it('come in one request, with their recurrence on Cloud', async () => {
    const extracts = await open();
    const tasks = await extracts.tasks();
    assert.ok(tasks.length > 1);
    assert.equal(fake.log.length, 1);
    assert.ok(tasks.every(({ schedule }) => schedule?.recurrence?.start !== undefined));
    assert.ok(tasks.every(({ schedule }) => schedule?.luid === undefined));
  });

  it('come with the name of their schedule on Server, with nothing of its times', async () => {
    const extracts = await open({ profile: '2025.1' });
    const tasks = await extracts.tasks();
    assert.ok(tasks.length > 1);
    assert.ok(tasks.every(({ schedule }) => schedule?.name !== undefined));
    assert.ok(tasks.every(({ schedule }) => schedule?.recurrence === undefined));
  });

  it('are read from a single object, and from a list without its wrapper', async () => {
    const extracts = await open();
    const whole = await extracts.tasks();
    fake.knobs.bareTaskList = true;
    assert.deepEqual(await extracts.tasks(), whole);
    const all = fake.model.tasks.ofSite(fake.company.main.site.luid).map(({ luid }) => luid);
    const [kept] = whole;
    for (const luid of all) if (luid !== kept?.luid) fake.model.tasks.remove(luid);
    assert.deepEqual(await extracts.tasks(), [kept]);
    fake.model.tasks.remove(kept?.luid ?? '');
    assert.deepEqual(await extracts.tasks(), []);
  });

  it('are made on Cloud, and read back as they were asked for', async () => {
    const extracts = await open();
    const item = freeWorkbook();
    const made = await extracts.createTask(item, daily);
    assert.deepEqual(made.item, item);
    assert.equal(made.incremental, false);
    assert.ok(made.schedule?.nextRunAt !== undefined);
    const read = (await extracts.tasks()).find(({ luid }) => luid === made.luid);
    assert.deepEqual(read?.schedule?.recurrence, daily.recurrence);
  });

  for (const recurrence of [
    {
      frequency: 'Hourly',
      start: '06:30:00',
      end: '18:30:00',
      everyHours: 1,
      weekDays: ['Monday', 'Sunday'],
      monthDays: [],
    },
    {
      frequency: 'Daily',
      start: '06:00:00',
      end: '20:00:00',
      everyHours: 4,
      weekDays: ['Tuesday'],
      monthDays: [],
    },
    { frequency: 'Weekly', start: '23:55:00', weekDays: ['Saturday'], monthDays: [] },
    { frequency: 'Monthly', start: '00:00:00', weekDays: [], monthDays: ['1', '15'] },
    { frequency: 'Monthly', start: '00:00:00', weekDays: [], monthDays: ['LastDay'] },
    { frequency: 'Monthly', start: '00:00:00', weekDays: ['Monday'], monthDays: ['Third'] },
  ] as const)
    it(`are changed on Cloud to ${recurrence.frequency} ${recurrence.monthDays.join()} and back`, async () => {
      const extracts = await open();
      const made = await extracts.createTask(freeWorkbook(), daily);
      const changed = await extracts.changeTask(made, { incremental: true, recurrence });
      assert.equal(changed.luid, made.luid);
      assert.equal(changed.incremental, true);
      assert.deepEqual(changed.schedule?.recurrence, recurrence);
      // Also by the server's own account.
      assert.equal(fake.model.tasks.get(made.luid)?.type, 'IncrementExtractTask');
    });

  it('are removed, and a second time are not found', async () => {
    const extracts = await open();
    const [task] = await extracts.tasks();
    assert.ok(task);
    await extracts.removeTask(task);
    assert.equal(fake.model.tasks.get(task.luid), undefined);
    await assert.rejects(extracts.removeTask(task), (error) => isTableauError(error, 'notFound'));
  });

  it('are run at once, by a job that says when it was queued to nobody', async () => {
    const extracts = await open();
    const task = (await extracts.tasks()).find(({ incremental }) => !incremental);
    assert.ok(task);
    const job = await extracts.runTask(task.luid);
    assert.equal(job.createdAt, undefined);
    assert.ok(fake.model.jobs.get(job.luid));
    await assert.rejects(extracts.runTask(task.luid), (error) =>
      isTableauError(error, 'alreadyQueued'),
    );
  });

  it('are made on Server by adding an item to a schedule of the server', async () => {
    const extracts = await open({ profile: '2025.1' }, 'administrator');
    const schedule = (await extracts.schedules()).find(({ type }) => type === 'Extract');
    assert.ok(schedule);
    const details = await extracts.schedule(schedule.luid);
    assert.equal(details?.recurrence?.frequency, schedule.frequency);
    const item = freeWorkbook();
    await extracts.addToSchedule(schedule.luid, item);
    const made = fake.model.tasks
      .ofSite(fake.company.main.site.luid)
      .find((task) => task.workbookLuid === item.luid);
    assert.equal(made?.scheduleLuid, schedule.luid);
  });

  it('tell Cloud from Server by what the list of schedules answers', async () => {
    const extracts = await open();
    await assert.rejects(
      extracts.schedules(),
      (error) => isTableauError(error) && error.code === '409091',
    );
  });

  it('refuse the schedules of a Server to who is no administrator', async () => {
    const extracts = await open({ profile: '2025.1' });
    fake.knobs.guesses.schedulesReadableBy = 'administrators';
    await assert.rejects(extracts.schedules(), (error) => isTableauError(error, 'notPermitted'));
  });

  it('are open to a connected app with the scopes that are asked for', async () => {
    await open();
    const bench = clientFor(fake, appOf(fake));
    benches.push(bench);
    const { extracts } = bench.client;
    const tasks = await extracts.tasks();
    assert.ok(tasks.length > 0);
    const made = await extracts.createTask(freeWorkbook(), daily);
    await extracts.changeTask(made, daily);
    await extracts.removeTask(made);
  });

  it('refresh incrementally with the body that Tableau documents', async () => {
    const extracts = await open();
    const job = await extracts.refreshIncrementally(freeWorkbook());
    assert.equal(fake.model.jobs.get(job.luid)?.incremental, true);
  });
});

describe('isProbablySuspended', () => {
  const task = (facts: Partial<RefreshTask>): RefreshTask => ({
    luid: 't' as Luid,
    item: { kind: 'workbook', luid: 'w' as Luid },
    incremental: false,
    consecutiveFailures: 0,
    ...facts,
  });

  it('takes five failures, or no next run, for a suspension, and a schedule that is off for none', () => {
    const nextRunAt = '2026-01-01T00:00:00Z';
    assert.equal(isProbablySuspended(task({ schedule: { nextRunAt } })), false);
    assert.equal(
      isProbablySuspended(task({ consecutiveFailures: 4, schedule: { nextRunAt } })),
      false,
    );
    assert.equal(
      isProbablySuspended(task({ consecutiveFailures: 5, schedule: { nextRunAt } })),
      true,
    );
    assert.equal(isProbablySuspended(task({ schedule: {} })), true);
    const off = task({ schedule: { state: 'Suspended' } });
    assert.equal(isProbablySuspended(off), false);
    assert.equal(isScheduleOff(off), true);
  });
});

describe('decodeTask', () => {
  it('leaves out what names no item, and takes a task without a schedule', () => {
    assert.equal(decodeTask({ id: 't' }), undefined);
    const task = decodeTask({ id: 't', type: 'IncrementalRefresh', workbook: { id: 'w' } });
    assert.deepEqual(task, {
      luid: 't',
      item: { kind: 'workbook', luid: 'w' },
      incremental: true,
      consecutiveFailures: 0,
    });
  });
});

describe('decodeRecurrence', () => {
  it('takes one interval or several, and gives back what was encoded', () => {
    const one = decodeRecurrence({
      frequency: 'Weekly',
      frequencyDetails: { start: '06:00:00', intervals: { interval: { weekDay: 'Monday' } } },
    });
    assert.deepEqual(one?.weekDays, ['Monday']);
    assert.deepEqual(decodeRecurrence(encodeRecurrence(one)), one);
    assert.equal(decodeRecurrence({ frequency: 'Daily' }), undefined);
  });
});
