// Misfortunes on order: lost answers, gateways' HTML, halves of bodies, throttling.
import assert from 'node:assert/strict';
import { codeOf, refusesWith, Servers, type Json, type RestTalk } from './restTalk';

describe('fake misfortunes', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  function refreshPath(talk: RestTalk): string {
    const workbook = talk.model.workbooks
      .ofSite(talk.siteLuid)
      .find((one) => one.name === 'Channel Mix');
    return `workbooks/${workbook?.luid}/refresh`;
  }

  it('loses the answer of a refresh after the job has started', async () => {
    const talk = await servers.user();
    const before = talk.model.jobs.size;
    talk.fake.knobs.dropNext(1, '/refresh', { afterProcessing: true });
    await assert.rejects(talk.post(refreshPath(talk)));
    assert.equal(talk.model.jobs.size, before + 1);
    await refusesWith(talk.post(refreshPath(talk)), '409093');
  });

  it('drops a request before anything has happened', async () => {
    const talk = await servers.user();
    const before = talk.model.jobs.size;
    talk.fake.knobs.dropNext(1, /POST .*\/refresh$/);
    await assert.rejects(talk.post(refreshPath(talk)));
    assert.equal(talk.model.jobs.size, before);
    await talk.get('projects');
  });

  it('throttles with a header, with minutes in the text, or with neither', async () => {
    const talk = await servers.user();
    const { knobs } = talk.fake;
    const ask = (): ReturnType<RestTalk['call']> => talk.call('GET', talk.onSite('workbooks'));
    knobs.throttleNext({ retryAfterSeconds: 7, match: '/workbooks' });
    await talk.get('projects');
    const first = await ask();
    assert.equal(first.status, 429);
    assert.equal(first.headers.get('retry-after'), '7');
    knobs.throttleNext({ minutesInText: 29 });
    const second = await ask();
    assert.equal(second.headers.get('retry-after'), null);
    assert.match(second.text, /Please retry after 29 minutes\./);
    knobs.throttleNext({});
    assert.doesNotMatch((await ask()).text, /retry after/);
    assert.equal((await ask()).status, 200);
  });

  it('fails the next requests with a status and a code of its own', async () => {
    const talk = await servers.user();
    talk.fake.knobs.failNext({ count: 2, status: 503, code: 500001 });
    for (let n = 0; n < 2; n++) {
      const reply = await talk.call('GET', talk.onSite('projects'));
      assert.equal(reply.status, 503);
      assert.equal(codeOf(reply), '500001');
    }
    await talk.get('projects');
  });

  it('answers with the HTML of a gateway', async () => {
    const talk = await servers.user();
    talk.fake.knobs.htmlNext(1, '/projects', 200);
    const reply = await talk.call('GET', talk.onSite('projects'));
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get('content-type') ?? '', /html/);
  });

  it('cuts an answer off: noticed by the connection, or cleanly and only by the content', async () => {
    const talk = await servers.user();
    talk.fake.knobs.truncateNext(1);
    await assert.rejects(talk.call('GET', talk.onSite('workbooks')));
    talk.fake.knobs.truncateNext(1, undefined, { cleanly: true });
    const reply = await talk.call('GET', talk.onSite('workbooks'));
    assert.equal(reply.status, 200);
    assert.throws(() => JSON.parse(reply.text) as Json, SyntaxError);
  });

  it('delays what matches until the delay is taken away', async () => {
    const talk = await servers.user();
    talk.fake.knobs.delay(150, '/projects');
    const timed = async (): Promise<number> => {
      const start = performance.now();
      await talk.get('projects');
      return performance.now() - start;
    };
    assert.ok((await timed()) >= 145);
    talk.fake.knobs.delay(0, '/projects');
    assert.equal(talk.fake.knobs.faults.delayFor('GET /projects'), 0);
  });

  it('remembers each request with its kind, user and status, and no token', async () => {
    const talk = await servers.user();
    talk.fake.log.clear();
    await talk.get('workbooks?pageSize=5');
    await talk.call('GET', talk.onSite('jobs'));
    assert.deepEqual(
      talk.fake.log.map(({ code, kind, query, status }) => [kind, status, query, code]),
      [
        ['workbooks', 200, 'pageSize=5', undefined],
        ['jobs', 403, '', '403004'],
      ],
    );
    assert.equal(talk.fake.log.count('workbooks'), 1);
    assert.equal(talk.fake.log[0]?.user, talk.user.name);
    assert.ok(!JSON.stringify(talk.fake.log).includes(talk.token));
  });
});
