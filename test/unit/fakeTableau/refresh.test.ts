// Refresh and flow runs on the fake server: who may, what is refused, and when an extract's time changes.
import assert from 'node:assert/strict';
import type { Model, Workbook } from '../../fakeTableau/model';
import {
  administratorOf,
  codeOf,
  refusesWith,
  Servers,
  StillClock,
  type Json,
  type Reply,
  type RestTalk,
} from './restTalk';

describe('fake refreshes', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  function workbook(talk: RestTalk, name: string): Workbook {
    const found = talk.model.workbooks.ofSite(talk.siteLuid).find((one) => one.name === name);
    assert.ok(found, name);
    return found;
  }

  const refresh = (talk: RestTalk, name: string, language?: string): Promise<Reply> =>
    talk.post(`workbooks/${workbook(talk, name).luid}/refresh`, {}, language);

  const extractTime = (model: Model, one: Workbook): string | undefined => {
    const [embedded] = one.embeddedDatasources;
    return embedded && model.extractTimes(embedded).lastRefreshTime;
  };

  it('answers 202 and the job, to JSON and to XML', async () => {
    const talk = await servers.user();
    const reply = await refresh(talk, 'Channel Mix');
    assert.equal(reply.status, 202);
    const job = (JSON.parse(reply.text) as Json)['job'];
    assert.equal(job?.['mode'], 'Asynchronous');
    assert.equal(job?.['extractRefreshJob']?.['workbook']?.['name'], 'Channel Mix');
    const path = `workbooks/${workbook(talk, 'Travel Costs').luid}/refresh`;
    const xml = await talk.send('POST', `/api/3.29/${talk.onSite(path)}`, {
      headers: { 'Content-Type': 'text/xml' },
      body: '<tsRequest><extractRefresh incremental="true"/></tsRequest>',
    });
    assert.equal(xml.status, 202);
    assert.match(xml.text, /<job [^>]*type="RefreshExtract"[^>]*><extractRefreshJob><workbook /);
    const jobs = [...talk.model.jobs.all()].filter((one) => one.incremental);
    assert.equal(jobs.length, 1);
  });

  it('wants a body', async () => {
    const talk = await servers.user();
    const path = talk.onSite(`workbooks/${workbook(talk, 'Channel Mix').luid}/refresh`);
    await refusesWith(talk.call('POST', path), '400000');
  });

  it('changes the extract time when the job has succeeded, and not before', async () => {
    const clock = new StillClock();
    const talk = await servers.user({ clock: clock.read });
    const one = workbook(talk, 'Channel Mix');
    const before = extractTime(talk.model, one);
    await refresh(talk, 'Channel Mix');
    clock.tick(5000);
    await talk.get('projects');
    assert.equal(extractTime(talk.model, one), before);
    clock.tick(501);
    await talk.get('projects');
    assert.equal(extractTime(talk.model, one), '2026-05-04T10:00:05Z');
  });

  it('changes no time when the job fails or is told to have failed by a status note', async () => {
    const clock = new StillClock();
    const talk = await servers.user({ clock: clock.read });
    const one = workbook(talk, 'Channel Mix');
    const before = extractTime(talk.model, one);
    for (const end of ['failure', 'statusNote'] as const) {
      talk.fake.knobs.scriptNextJob({ end });
      assert.equal((await refresh(talk, 'Channel Mix')).status, 202);
      clock.tick(60_000);
      await talk.get('projects');
      assert.equal(extractTime(talk.model, one), before);
    }
  });

  it('is late with extract times when the knob says so', async () => {
    const clock = new StillClock();
    const talk = await servers.user({ clock: clock.read });
    const one = workbook(talk, 'Channel Mix');
    const before = extractTime(talk.model, one);
    talk.fake.knobs.lag.extractTimeMs = 60_000;
    await refresh(talk, 'Channel Mix');
    clock.tick(30_000);
    await talk.get('projects');
    assert.equal(extractTime(talk.model, one), before);
    clock.tick(60_000);
    assert.equal(extractTime(talk.model, one), '2026-05-04T10:00:05Z');
  });

  it('refuses a second refresh with 409093, in the language of the caller', async () => {
    const talk = await servers.user();
    await refresh(talk, 'Channel Mix');
    const texts = [];
    for (const language of ['en', 'de']) {
      const reply = await refresh(talk, 'Channel Mix', language);
      assert.equal(codeOf(reply), '409093');
      texts.push((JSON.parse(reply.text) as Json)['error']?.['detail']);
    }
    assert.equal(texts[0], "Job for 'Channel Mix' is already queued. Not queuing a duplicate.");
    assert.notEqual(texts[1], texts[0]);
  });

  it('tells live workbooks from workbooks on published sources, and refreshes mixed ones', async () => {
    const talk = await servers.user();
    await refusesWith(refresh(talk, 'Brand Tracker'), '403104');
    await refusesWith(refresh(talk, 'Newsletter Opens'), '409090');
    assert.equal((await refresh(talk, 'Web Funnel')).status, 202);
  });

  it('refuses those who may not, and lets owners, project leaders and administrators', async () => {
    const talk = await servers.user();
    await refusesWith(refresh(talk, 'Quarterly Margin'), '403076');
    const orders = talk.model.datasources
      .ofSite(talk.siteLuid)
      .find((one) => one.name === 'Orders');
    await refusesWith(talk.post(`datasources/${orders?.luid}/refresh`), '403077');
    assert.equal((await refresh(talk, 'Agency Scorecard')).status, 202, 'Ana leads Marketing');
    const admin = await administratorOf(talk.fake);
    assert.equal((await refresh(admin, 'Quarterly Margin')).status, 202);
    await refusesWith(refresh(talk, 'Board Summary'), '404006');
  });

  it('obeys the site that has Run Now off', async () => {
    const talk = await servers.user();
    const site = talk.model.sites.get(talk.siteLuid);
    assert.ok(site);
    site.runNowEnabled = false;
    await refusesWith(refresh(talk, 'Channel Mix'), '409082');
  });

  it('holds the quota of a Cloud site, with the minutes in the text and no header', async () => {
    const clock = new StillClock();
    const talk = await servers.user({ clock: clock.read });
    talk.fake.knobs.quotas.refreshesPerHour = 1;
    assert.equal((await refresh(talk, 'Channel Mix')).status, 202);
    clock.tick(31 * 60_000);
    const reply = await refresh(talk, 'Channel Mix');
    assert.equal(reply.status, 429);
    assert.equal(codeOf(reply), '429000');
    assert.match(reply.text, /Please retry after 29 minutes\./);
    assert.equal(reply.headers.get('retry-after'), null);
    clock.tick(29 * 60_000);
    assert.equal((await refresh(talk, 'Channel Mix')).status, 202);
  });

  it('runs flows that have outputs, once at a time', async () => {
    const talk = await servers.user();
    const flow = (name: string): string => {
      const found = talk.model.flows.ofSite(talk.siteLuid).find((one) => one.name === name);
      return `flows/${found?.luid}/run`;
    };
    const reply = await talk.post(flow('Campaign Prep'));
    const job = (JSON.parse(reply.text) as Json)['job'];
    assert.equal(reply.status, 200);
    assert.ok(job?.['runFlowJobType']?.['flowRunId']);
    await refusesWith(talk.post(flow('Campaign Prep')), '403102');
    await refusesWith(talk.post(flow('My Flow')), '400142');
    await refusesWith(talk.post(flow('Clean Orders')), '403004');
  });

  it('runs a task of one’s own and knows no other', async () => {
    const talk = await servers.user();
    const tasks = [...talk.model.tasks.all()].filter((task) => task.siteLuid === talk.siteLuid);
    const own = tasks.find((task) => task.ownerLuid === talk.userLuid);
    const other = tasks.find((task) => task.ownerLuid !== talk.userLuid);
    const reply = await talk.post(`tasks/extractRefreshes/${own?.luid}/runNow`);
    assert.equal(reply.status, 200);
    const job = (JSON.parse(reply.text) as Json)['job'];
    assert.deepEqual(Object.keys(job ?? {}), ['id', 'mode', 'type']);
    await refusesWith(talk.post(`tasks/extractRefreshes/${other?.luid}/runNow`), '404026');
  });
});
