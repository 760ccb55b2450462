// Jobs of the fake server: who may read them, how they advance by the clock, how they end and vanish.
import assert from 'node:assert/strict';
import type { JobScript } from '../../fakeTableau/knobs';
import {
  administratorOf,
  refusesWith,
  RestTalk,
  passwordOf,
  Servers,
  StillClock,
  type Json,
  items,
} from './restTalk';

describe('fake jobs', () => {
  const servers = new Servers();
  const clock = new StillClock();
  afterEach(() => servers.closeAll());

  async function started(
    script: JobScript = {},
  ): Promise<{ talk: RestTalk; path: string; luid: string }> {
    const talk = await servers.user({ clock: clock.read, ownJobs: 'readable' });
    talk.fake.knobs.scriptNextJob(script);
    const workbook = talk.model.workbooks
      .ofSite(talk.siteLuid)
      .find((one) => one.name === 'Channel Mix');
    const reply = await talk.post(`workbooks/${workbook?.luid}/refresh`);
    const luid = String((JSON.parse(reply.text) as Json)['job']?.['id']);
    return { talk, luid, path: `jobs/${luid}` };
  }

  const job = async (talk: RestTalk, path: string): Promise<Json> => {
    const found = (await talk.get(path))['job'];
    assert.ok(found);
    return found;
  };

  it('refuses a reader who is no administrator, in one of two ways, until the knob allows it', async () => {
    const { talk, path } = await started();
    for (const [ownJobs, code] of [
      ['forbidden', '403004'],
      ['401002', '401002'],
    ] as const) {
      talk.fake.knobs.ownJobs = ownJobs;
      await refusesWith(talk.call('GET', talk.onSite(path)), code);
      await refusesWith(talk.call('GET', talk.onSite('jobs')), code);
    }
    talk.fake.knobs.ownJobs = 'readable';
    await talk.get(path);
    await talk.get('projects');
  });

  it('lets nobody read the job of somebody else but an administrator', async () => {
    const { talk, path } = await started();
    const admin = await administratorOf(talk.fake);
    await admin.get(path);
    const sam = { ...passwordOf(talk.fake), name: 'sam.carter@fernweh.example' };
    const other = await new RestTalk(talk.fake).enter({ ...sam, password: 'Sam-Views-1' });
    await refusesWith(other.call('GET', other.onSite(path)), '403004');
  });

  it('goes from queued over running to success without telling its end early', async () => {
    const { talk, path } = await started({ queuedMs: 1000, runMs: 4000, gradual: true });
    const queued = await job(talk, path);
    assert.ok(!('startedAt' in queued) && !('completedAt' in queued) && !('finishCode' in queued));
    clock.tick(3000);
    const running = await job(talk, path);
    assert.equal(running['progress'], '50');
    assert.ok('startedAt' in running && !('finishCode' in running) && !('completedAt' in running));
    clock.tick(2000);
    const done = await job(talk, path);
    assert.deepEqual([done['progress'], done['finishCode']], ['100', '0']);
    assert.ok('completedAt' in done);
  });

  it('fails with notes, or by a status note beside a finish code of 0', async () => {
    const failed = await started({ end: 'failure', notes: 'Login failed.\\nTwice.' });
    clock.tick(60_000);
    const first = await job(failed.talk, failed.path);
    assert.equal(first['finishCode'], '1');
    assert.equal(first['extractRefreshJob']?.['notes'], 'Login failed.\\nTwice.');
    const noted = await started({ end: 'statusNote' });
    clock.tick(60_000);
    const second = await job(noted.talk, noted.path);
    assert.equal(second['finishCode'], '0');
    assert.equal(second['statusNotes']?.['statusNote']?.[0]?.['type'], 'errorCode');
  });

  it('ends with 3 on Tableau Bridge', async () => {
    const { talk, path } = await started({ end: 'bridge' });
    clock.tick(60_000);
    assert.equal((await job(talk, path))['finishCode'], '3');
  });

  it('stays pending for as long as the script says', async () => {
    const { talk, path } = await started({ end: 'stayPending' });
    clock.tick(24 * 3_600_000 - 1);
    await talk.enter(passwordOf(talk.fake));
    assert.equal((await job(talk, path))['progress'], '0');
  });

  it('is purged after its end: 404018', async () => {
    const { talk, path } = await started({ purgeAfterMs: 1000 });
    clock.tick(6000);
    await talk.get(path);
    clock.tick(1000);
    await refusesWith(talk.call('GET', talk.onSite(path)), '404018');
  });

  it('may leave its item out', async () => {
    const { talk, path } = await started({ hidesItem: true });
    assert.deepEqual((await job(talk, path))['extractRefreshJob'], {});
  });

  it('is cancelled a little after the wish, and says so when it is over already', async () => {
    const { talk, path } = await started({ runMs: 60_000 });
    const cancel = (): ReturnType<RestTalk['call']> => talk.call('PUT', talk.onSite(path));
    const reply = await cancel();
    assert.deepEqual([reply.status, reply.text], [200, '']);
    assert.ok(!('finishCode' in (await job(talk, path))));
    clock.tick(1000);
    assert.equal((await job(talk, path))['finishCode'], '2');
    await refusesWith(cancel(), '403091');
  });

  it('may win the race against its own cancelling', async () => {
    const { talk, path } = await started({ queuedMs: 0, runMs: 500 });
    assert.equal((await talk.call('PUT', talk.onSite(path))).status, 200);
    clock.tick(1000);
    assert.equal((await job(talk, path))['finishCode'], '0');
  });

  it('refuses to cancel for those who may not read', async () => {
    const { talk, path } = await started();
    talk.fake.knobs.ownJobs = 'forbidden';
    await refusesWith(talk.call('PUT', talk.onSite(path)), '403032');
  });

  it('moves on when a test says so', async () => {
    const { talk, path, luid } = await started();
    talk.fake.knobs.advanceJob(luid, 'running');
    assert.ok('startedAt' in (await job(talk, path)));
    talk.fake.knobs.advanceJob(luid, 'failure');
    assert.equal((await job(talk, path))['finishCode'], '1');
    talk.fake.knobs.advanceJob(luid, 'purged');
    await refusesWith(talk.call('GET', talk.onSite(path)), '404018');
  });

  it('is in the list with a status word, its own names and no item', async () => {
    const { talk, luid } = await started();
    const now = new Date(clock.now).toISOString();
    const query = `filter=jobType:eq:refresh_extracts,createdAt:gte:${now}&sort=createdAt:desc`;
    const answer = await talk.get(`jobs?${query}`);
    const found = items(answer['backgroundJobs']?.['backgroundJob']);
    const own = found.find((item) => item['id'] === luid);
    assert.deepEqual([own?.['status'], own?.['subtitle']], ['Pending', 'Channel Mix']);
    assert.ok(own && !('workbook' in own) && !('finishCode' in own) && !('notes' in own));
    talk.fake.knobs.bareJobList = true;
    const bare = await talk.get(`jobs?${query}`);
    const [first] = items(bare['backgroundJobs']?.['backgroundJob']);
    assert.ok(first && !('title' in first) && !('subtitle' in first) && !('progress' in first));
  });

  it('comes late into the list when the knob says so', async () => {
    const talk = await servers.user({ clock: clock.read, ownJobs: 'readable' });
    talk.fake.knobs.lag.jobListMs = 10_000;
    const workbook = talk.model.workbooks
      .ofSite(talk.siteLuid)
      .find((one) => one.name === 'Channel Mix');
    await talk.post(`workbooks/${workbook?.luid}/refresh`);
    const since = `jobs?filter=createdAt:gte:${new Date(clock.now).toISOString()}`;
    assert.equal((await talk.get(since))['pagination']?.['totalAvailable'], '0');
    clock.tick(10_000);
    assert.equal((await talk.get(since))['pagination']?.['totalAvailable'], '1');
  });

  it('keeps tens of thousands of old jobs when asked', async () => {
    const { talk } = await started();
    const admin = await administratorOf(talk.fake);
    talk.fake.knobs.addOldJobs(20_000, talk.siteLuid);
    const answer = await admin.get('jobs?pageSize=10');
    assert.ok(Number(answer['pagination']?.['totalAvailable']) > 20_000);
  });

  it('counts the job calls of a day', async () => {
    const { talk, path } = await started();
    talk.fake.knobs.quotas.jobCallsPerDay = 2;
    await talk.get(path);
    await talk.get(path);
    await refusesWith(talk.call('GET', talk.onSite(path)), '429000');
  });

  it('tells flow runs in their odd shape', async () => {
    const talk = await servers.user({ clock: clock.read });
    const flow = talk.model.flows.ofSite(talk.siteLuid).find((one) => one.name === 'Campaign Prep');
    await talk.post(`flows/${flow?.luid}/run`);
    const answer = await talk.get(`flows/runs?filter=flowId:eq:${flow?.luid}`);
    assert.ok(!('pagination' in answer));
    const run = answer['flowRuns']?.['flowRuns']?.[0];
    assert.deepEqual(
      [run?.['status'], run?.['startedAt'], run?.['completedAt']],
      ['Pending', '', ''],
    );
    const one = await talk.get(`flows/runs/${run?.['id']}`);
    assert.equal(one['flowRun']?.['flowId'], flow?.luid);
    await refusesWith(talk.call('GET', talk.onSite('flows/runs?filter=flowId:eq:none')), '404027');
  });
});
