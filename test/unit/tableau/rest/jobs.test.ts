/** Checks jobs: both models of their state, how they are started, listed and cancelled. */
import assert from 'node:assert/strict';
import { isTableauError, type TableauError } from '../../../../src/tableau/errors';
import type { Luid } from '../../../../src/tableau/model';
import { decodeJob, decodeListedJob } from '../../../../src/tableau/rest/jobs';
import { asObject } from '../../../../src/tableau/wire/decode';
import { parseXml } from '../../../../src/tableau/wire/xml';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { clientFor, clientOfOdd, oddServer, patOf, type SignedInBench } from '../support/harness';

const times = { createdAt: '2025-06-01T10:00:00Z', startedAt: '2025-06-01T10:00:05Z' };
const done = { ...times, completedAt: '2025-06-01T10:01:00Z' };
const stateOf = (raw: Record<string, unknown>): unknown => decodeJob({ id: 'j1', ...raw })?.state;

describe('decodeJob', () => {
  it('tells queued from running by startedAt, and neither is over without completedAt', () => {
    assert.deepEqual(stateOf({ createdAt: times.createdAt, progress: '0' }), { status: 'queued' });
    assert.deepEqual(stateOf({ ...times, progress: '40' }), { status: 'running', progress: 40 });
    assert.deepEqual(stateOf(times), { status: 'running' });
    assert.deepEqual(stateOf({ ...times, finishCode: '1', completedAt: '' }), {
      status: 'running',
    });
  });

  it('reads the finish codes, strings and numbers alike', () => {
    for (const finishCode of ['0', 0])
      assert.deepEqual(stateOf({ ...done, finishCode }), { status: 'succeeded' });
    assert.deepEqual(stateOf({ ...done, finishCode: '1' }), { status: 'failed' });
    assert.deepEqual(stateOf({ ...done, finishCode: '2' }), { status: 'cancelled' });
    assert.deepEqual(stateOf({ ...done, finishCode: '3' }), { status: 'succeeded', bridge: true });
  });

  it('never calls an end without a known code a success', () => {
    assert.deepEqual(stateOf(done), { status: 'failed' });
    assert.deepEqual(stateOf({ ...done, finishCode: '9' }), { status: 'failed' });
  });

  it('gives the notes in words, with line breaks where Tableau writes a backslash and an n', () => {
    const raw = {
      ...done,
      finishCode: '1',
      extractRefreshJob: {
        notes: 'login failed\\nno driver',
        workbook: { id: 'w1', name: 'Margin' },
      },
    };
    assert.deepEqual(stateOf(raw), { status: 'failed', notes: 'login failed\nno driver' });
  });

  it('takes a note of type errorCode for a failure even with finish code 0', () => {
    const note = { type: 'errorCode', value: 'E_1', text: 'Out of credit' };
    for (const statusNote of [[note], note]) {
      assert.deepEqual(stateOf({ ...done, finishCode: '0', statusNotes: { statusNote } }), {
        status: 'failed',
        notes: 'Out of credit',
      });
    }
    const other = { type: 'CountOfUsersAddedToGroup', value: '3', text: 'Added' };
    assert.deepEqual(stateOf({ ...done, finishCode: '0', statusNotes: { statusNote: [other] } }), {
      status: 'succeeded',
    });
  });

  it('knows what the job works on, where the server says so', () => {
    const target = (raw: Record<string, unknown>): unknown =>
      decodeJob({ id: 'j1', ...raw })?.target;
    assert.deepEqual(target({ extractRefreshJob: { workbook: { id: 'w1', name: 'Margin' } } }), {
      kind: 'workbook',
      luid: 'w1',
      name: 'Margin',
    });
    assert.deepEqual(target({ extractRefreshJob: { datasource: { id: 'd1' } } }), {
      kind: 'datasource',
      luid: 'd1',
    });
    assert.deepEqual(
      target({ runFlowJobType: { flowRunId: 'r', flow: { id: 'f1', name: 'Prep' } } }),
      { kind: 'flow', luid: 'f1', name: 'Prep' },
    );
    assert.equal(target({ extractRefreshJob: { notes: 'x' } }), undefined);
  });

  it('keeps when it was updated, and of status notes their types and values', () => {
    const updatedAt = '2025-06-01T10:00:30Z';
    const job = decodeJob({
      id: 'j1',
      ...done,
      updatedAt,
      finishCode: '0',
      statusNotes: {
        statusNote: [
          { type: 'errorCode', value: 'E_1', text: 'Out of credit\\nfor today' },
          { type: 'CountOfUsersAddedToGroup', value: '3' },
          {},
        ],
      },
    });
    assert.equal(job?.updatedAt, updatedAt);
    assert.deepEqual(job.statusNotes, [
      { type: 'errorCode', value: 'E_1', text: 'Out of credit\nfor today' },
      { type: 'CountOfUsersAddedToGroup', value: '3' },
    ]);
    assert.equal('statusNotes' in (decodeJob({ id: 'j1', ...done }) ?? {}), false);
  });

  it('reads XML as Tableau sends it', () => {
    const xml =
      parseXml(`<tsResponse xmlns="http://tableau.com/api"><job id="j1" mode="Asynchronous" type="RefreshExtract" progress="100"
      createdAt="2025-06-01T10:00:00Z" startedAt="2025-06-01T10:00:05Z" completedAt="2025-06-01T10:01:00Z" finishCode="1">
      <extractRefreshJob><notes>java.lang.RuntimeException: a &amp; b\\nc</notes><datasource id="d1" name="Orders"/></extractRefreshJob>
      <statusNotes>text<statusNote type="Info" value="1" text="seen"/></statusNotes></job></tsResponse>`);
    const job = decodeJob(asObject(asObject(xml?.value)['job']));
    assert.deepEqual(job?.state, {
      status: 'failed',
      notes: 'java.lang.RuntimeException: a & b\nc\nseen',
    });
    assert.deepEqual(job.target, { kind: 'datasource', luid: 'd1', name: 'Orders' });
    assert.equal(job.type, 'RefreshExtract');
  });
});

describe('decodeListedJob', () => {
  it('reads the status word, and endedAt for the end', () => {
    const state = (status: string, more = {}): unknown =>
      decodeListedJob({ id: 'j', status, ...more })?.state;
    assert.deepEqual(state('Pending'), { status: 'queued' });
    assert.deepEqual(state('InProgress', { progress: '30' }), { status: 'running', progress: 30 });
    assert.deepEqual(state('Success'), { status: 'succeeded' });
    assert.deepEqual(state('Failed'), { status: 'failed' });
    assert.deepEqual(state('Cancelled'), { status: 'cancelled' });
    assert.equal(
      decodeListedJob({ id: 'j', status: 'Success', endedAt: done.completedAt })?.completedAt,
      done.completedAt,
    );
  });

  it('makes do without title, subtitle and progress', () => {
    const job = decodeListedJob({
      id: 'j',
      status: 'InProgress',
      jobType: 'refresh_extracts',
      createdAt: times.createdAt,
    });
    assert.deepEqual(job, {
      luid: 'j',
      type: 'refresh_extracts',
      createdAt: times.createdAt,
      state: { status: 'running' },
    });
  });
});

describe('jobs of a client', () => {
  let fake: FakeTableau;
  let admin: SignedInBench;
  const refreshable = (): Luid => {
    const found = fake.model.workbooks
      .ofSite(fake.company.main.site.luid)
      .find(({ embeddedDatasources: all }) =>
        all.some((one) => one.hasExtracts && one.parentPublishedDatasourceLuids.length === 0),
      );
    return found!.luid as Luid;
  };
  const failure = async (promise: Promise<unknown>): Promise<TableauError> => {
    const outcome = await promise.catch((error: unknown) => error);
    assert.ok(isTableauError(outcome), String(outcome));
    return outcome;
  };

  beforeEach(async () => {
    fake = await startFakeTableau();
    admin = clientFor(fake, patOf(fake, true));
  });
  afterEach(async () => {
    admin.transport.dispose();
    await fake.close();
  });

  it('starts a refresh, follows it and finds it in the list', async () => {
    const workbook = refreshable();
    const job = await admin.client.workbooks.refresh(workbook);
    assert.equal(job.state.status, 'queued');
    assert.deepEqual([job.target?.kind, job.target?.luid], ['workbook', workbook]);

    fake.knobs.advanceJob(job.luid, 'running');
    assert.equal((await admin.client.jobs.get(job.luid)).state.status, 'running');
    const list = await admin.client.jobs.list({
      jobType: 'refresh_extracts',
      createdAfter: job.createdAt!,
    });
    assert.deepEqual(
      list.map(({ luid, state }) => [luid, state.status]),
      [[job.luid, 'running']],
    );
    fake.knobs.advanceJob(job.luid, 'success');
    const end = await admin.client.jobs.get(job.luid);
    assert.deepEqual(end.state, { status: 'succeeded' });
    assert.ok(end.completedAt);
  });

  it('lists jobs from a point in time only, newest first, a hundred at most', async () => {
    fake.knobs.addOldJobs(300, fake.company.main.site.luid);
    const list = await admin.client.jobs.list({ createdAfter: '2020-01-01T00:00:00.123Z' });
    assert.equal(list.length, 100);
    const created = list.map(({ createdAt }) => Date.parse(createdAt!));
    assert.deepEqual(
      created,
      [...created].sort((a, b) => b - a),
    );
    const query = decodeURIComponent(fake.log.at(-1)!.query);
    assert.match(query, /filter=createdAt:gte:2020-01-01T00:00:00Z&/u);
  });

  it('says that a refresh is queued already', async () => {
    const workbook = refreshable();
    await admin.client.workbooks.refresh(workbook);
    assert.deepEqual(
      (await failure(admin.client.workbooks.refresh(workbook))).kind,
      'alreadyQueued',
    );
  });

  it('says that there is nothing to refresh, and that one may not', async () => {
    const site = fake.company.main.site.luid;
    const live = fake.model.workbooks
      .ofSite(site)
      .find(
        ({ embeddedDatasources: all }) => all.length > 0 && all.every((one) => !one.hasExtracts),
      );
    assert.equal(
      (await failure(admin.client.workbooks.refresh(live!.luid as Luid))).kind,
      'notRefreshable',
    );
    const ana = clientFor(fake);
    const foreign = fake.model.workbooks
      .ofSite(site)
      .find(({ name }) => name === 'Accounts Receivable, aged');
    assert.equal(
      (await failure(ana.client.workbooks.refresh(foreign!.luid as Luid))).kind,
      'notPermitted',
    );
    ana.transport.dispose();
  });

  it('refreshes a data source and runs a flow', async () => {
    const site = fake.company.main.site.luid;
    const source = fake.model.datasources.ofSite(site).find(({ hasExtracts }) => hasExtracts);
    const refresh = await admin.client.datasources.refresh(source!.luid as Luid);
    assert.deepEqual([refresh.target?.kind, refresh.target?.luid], ['datasource', source!.luid]);
    const flow = fake.model.flows.ofSite(site)[0]!;
    const run = await admin.client.flows.run(flow.luid as Luid);
    assert.deepEqual([run.target?.kind, run.target?.luid], ['flow', flow.luid]);
  });

  it('cancels on the server, and takes a job that is over already for cancelled well enough', async () => {
    const job = await admin.client.workbooks.refresh(refreshable());
    await admin.client.jobs.cancel(job.luid);
    assert.equal(fake.log.at(-1)?.method, 'PUT');
    fake.knobs.advanceJob(job.luid, 'cancelled');
    assert.equal((await admin.client.jobs.get(job.luid)).state.status, 'cancelled');
    await admin.client.jobs.cancel(job.luid);
    assert.equal(fake.log.at(-1)?.code, '403091');
  });

  it('says that a purged job was not found', async () => {
    const job = await admin.client.workbooks.refresh(refreshable());
    fake.knobs.advanceJob(job.luid, 'purged');
    assert.equal((await failure(admin.client.jobs.get(job.luid))).kind, 'notFound');
    fake.knobs.failNext({ status: 400, code: 400031, match: '/jobs/' });
    const other = await failure(admin.client.jobs.get(job.luid));
    assert.deepEqual([other.kind, other.code], ['notFound', '400031']);
  });

  it('calls an accepted refresh whose job cannot be read a lost answer', async () => {
    for (const text of [
      '<tsResponse xmlns="http://tableau.com/api"/>',
      '',
      '<html><title>ok</title></html>',
      '<tsResponse><job id="j',
    ]) {
      const odd = await oddServer((_, response) => void response.writeHead(202).end(text));
      const bench = clientOfOdd(odd);
      assert.equal(
        (await failure(bench.client.workbooks.refresh('w1' as Luid))).kind,
        'answerLost',
        text,
      );
      assert.equal(odd.requests.length, 1);
      bench.transport.dispose();
      await odd.close();
    }
  });

  it('reads the answer to a refresh in JSON too, from a server that insists on it', async () => {
    const odd = await oddServer(
      (_, response) =>
        void response.writeHead(202).end('{"job":{"id":"j9","type":"RefreshExtract"}}'),
    );
    const bench = clientOfOdd(odd);
    assert.equal((await bench.client.workbooks.refresh('w1' as Luid)).luid, 'j9');
    const [posted] = odd.requests;
    assert.deepEqual(
      [posted?.body, posted?.headers['content-type']],
      ['<tsRequest/>', 'application/xml'],
    );
    bench.transport.dispose();
    await odd.close();
  });
});
