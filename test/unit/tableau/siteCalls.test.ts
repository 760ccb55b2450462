/** Checks what a client does when its session is refused: renew once, repeat once, and know when that would not help. */
import assert from 'node:assert/strict';
import type { TableauClient } from '../../../src/tableau/client';
import { isTableauError, type TableauError } from '../../../src/tableau/errors';
import type { Luid } from '../../../src/tableau/model';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import { appOf, clientFor, patOf, type SignedInBench } from './support/harness';

async function failure(promise: Promise<unknown>): Promise<TableauError> {
  const outcome = await promise.catch((error: unknown) => error);
  assert.ok(isTableauError(outcome), String(outcome));
  return outcome;
}

/** A workbook of the caller's own that has an extract. */
async function refreshable(client: TableauClient, fake: FakeTableau): Promise<Luid> {
  const { items } = await client.workbooks.ownedByMe(1);
  const own = items.find(({ luid }) =>
    fake.model.workbooks
      .get(luid)
      ?.embeddedDatasources.some(
        (one) => one.hasExtracts && one.parentPublishedDatasourceLuids.length === 0,
      ),
  );
  assert.ok(own, 'the company has no refreshable workbook of its own');
  return own.luid;
}

describe('SiteCalls', () => {
  let fake: FakeTableau;
  const open: SignedInBench[] = [];
  const sign = (...args: Parameters<typeof clientFor>): SignedInBench => {
    const made = clientFor(...args);
    open.push(made);
    return made;
  };

  beforeEach(async () => {
    fake = await startFakeTableau();
  });
  afterEach(async () => {
    for (const { transport } of open.splice(0)) transport.dispose();
    await fake.close();
  });

  it('signs in at the first call, and not again', async () => {
    const { client, tokens } = sign(fake);
    assert.equal(tokens.signIns, 0);
    await client.projects.page({}, 1);
    await client.workbooks.page({}, 1);
    assert.equal(tokens.signIns, 1);
  });

  it('renews a session that ended meanwhile, and repeats the call once', async () => {
    const { client, tokens } = sign(fake);
    const before = await client.projects.page({}, 1);
    fake.knobs.expireSessions();
    const after = await client.projects.page({}, 1);
    assert.deepEqual(after, before);
    assert.equal(tokens.signIns, 2);
    assert.equal(fake.log.count('projects'), 3);
  });

  it('signs in once when several calls meet the same ended session', async () => {
    const { client, tokens } = sign(fake);
    await client.whoAmI();
    fake.knobs.expireSessions();
    await Promise.all([1, 2, 3].map(() => client.projects.page({}, 1)));
    assert.equal(tokens.signIns, 2);
  });

  it('repeats a refused refresh too, because the refusal proves that nothing began', async () => {
    const { client, tokens } = sign(fake);
    const workbook = await refreshable(client, fake);
    fake.knobs.expireSessions();
    fake.log.clear();
    const job = await client.workbooks.refresh(workbook);
    assert.equal(job.target?.luid, workbook);
    const posts = fake.log.filter(({ path }) => path.endsWith('/refresh'));
    assert.deepEqual(
      posts.map(({ status }) => status),
      [401, 202],
    );
    assert.equal(tokens.signIns, 2);
  });

  it('takes a refusal right after a sign-in for a method that this session may not call, and remembers it', async () => {
    const { client, tokens } = sign(fake);
    fake.knobs.ownJobs = '401002';
    const workbook = await refreshable(client, fake);
    const job = await client.workbooks.refresh(workbook);
    const error = await failure(client.jobs.get(job.luid));
    assert.deepEqual([error.kind, error.code], ['notAllowedWithSession', '401002']);
    assert.equal(tokens.signIns, 2);

    const requests = fake.log.length;
    assert.equal((await failure(client.jobs.get(job.luid))).kind, 'notAllowedWithSession');
    assert.equal(fake.log.length, requests, 'nothing is sent for what is known to be refused');
    await client.projects.page({}, 1);
    assert.equal(tokens.signIns, 2, 'the session is not taken for stolen');
  });

  it('tries a refused method once with a later session, without another sign-in for it', async () => {
    const { client, tokens } = sign(fake);
    fake.knobs.ownJobs = '401002';
    const job = await client.workbooks.refresh(await refreshable(client, fake));
    await failure(client.jobs.get(job.luid));
    fake.knobs.expireSessions();
    await client.projects.page({}, 1);
    assert.equal(tokens.signIns, 3);

    assert.equal((await failure(client.jobs.get(job.luid))).kind, 'notAllowedWithSession');
    assert.equal(tokens.signIns, 3);
    fake.knobs.ownJobs = 'readable';
    fake.knobs.expireSessions();
    await client.projects.page({}, 1);
    assert.equal((await client.jobs.get(job.luid)).luid, job.luid);
  });

  it('knows a connected app without the scope for a method by the same sign', async () => {
    await fake.close();
    fake = await startFakeTableau({ profile: '2022.3' });
    const { client, tokens } = sign(fake, appOf(fake));
    const flow = fake.model.flows.ofSite(fake.company.main.site.luid)[0]!;
    const error = await failure(client.flows.run(flow.luid as Luid));
    assert.equal(error.kind, 'notAllowedWithSession');
    assert.equal(tokens.signIns, 2);
  });

  it('does not sign in again for a refusal of another kind', async () => {
    const { client, tokens } = sign(fake);
    const error = await failure(client.jobs.list({ createdAfter: '2020-01-01T00:00:00Z' }));
    assert.equal(error.kind, 'notPermitted');
    assert.equal(tokens.signIns, 1);
  });

  it("does not take a proxy's login page for an ended session", async () => {
    const { client, tokens } = sign(fake);
    await client.projects.page({}, 1);
    fake.knobs.htmlNext(1, 'workbooks', 401);
    const error = await failure(client.workbooks.page({}, 1));
    assert.deepEqual([error.kind, error.code], ['notTableau', 'HTML']);
    assert.equal(tokens.signIns, 1);
  });

  it('sends and asks for the same format: JSON for reads, XML for a refresh', async () => {
    fake.knobs.strictAccept = true;
    const { client } = sign(fake);
    await client.workbooks.refresh(await refreshable(client, fake));
    for (const { kind, accept, contentType } of fake.log) {
      assert.equal(accept, contentType, kind);
    }
    assert.equal(fake.log.at(-1)?.accept, 'application/xml');
    assert.ok(fake.log.slice(0, -1).every(({ accept }) => accept === 'application/json'));
  });

  it('says of half an answer that it was cut off', async () => {
    const { client } = sign(fake);
    await client.whoAmI();
    fake.knobs.truncateNext(1, 'workbooks', { cleanly: true });
    const error = await failure(client.workbooks.page({}, 1));
    assert.deepEqual([error.kind, error.code], ['notTableau', 'TRUNCATED']);
  });

  it('reads a list again whose connection broke in the middle', async () => {
    const { client } = sign(fake);
    await client.whoAmI();
    fake.knobs.truncateNext(1, 'workbooks');
    assert.ok((await client.workbooks.page({}, 1)).items.length > 50);
    assert.equal(fake.log.count('workbooks'), 2);
  });

  it('never sends a refresh again whose answer was lost, in whichever way', async () => {
    const { client } = sign(fake, patOf(fake), { timeoutMs: 3000 });
    const workbook = await refreshable(client, fake);
    const losses: (() => void)[] = [
      () => fake.knobs.dropNext(1, '/refresh', { afterProcessing: true }),
      () => fake.knobs.dropNext(1, '/refresh'),
      () => fake.knobs.truncateNext(1, '/refresh'),
      () => fake.knobs.truncateNext(1, '/refresh', { cleanly: true }),
      () => fake.knobs.htmlNext(1, '/refresh', 502),
      () => fake.knobs.htmlNext(1, '/refresh', 504),
      () => fake.knobs.htmlNext(1, '/refresh', 200),
    ];
    for (const [number, lose] of losses.entries()) {
      for (const job of fake.model.jobs.ofSite(fake.company.main.site.luid)) {
        fake.knobs.advanceJob(job.luid, 'success');
      }
      fake.log.clear();
      lose();
      assert.equal(
        (await failure(client.workbooks.refresh(workbook))).kind,
        'answerLost',
        `loss ${number}`,
      );
      assert.equal(fake.log.length, 1, `loss ${number}`);
    }
  });

  it('tells a quota with its wait at once', async () => {
    const { client, clock } = sign(fake);
    const workbook = await refreshable(client, fake);
    fake.knobs.throttleNext({ minutesInText: 29, match: '/refresh' });
    const error = await failure(client.workbooks.refresh(workbook));
    assert.deepEqual([error.kind, error.details.retryAfterMs], ['tooManyRequests', 29 * 60_000]);
    fake.knobs.throttleNext({ retryAfterSeconds: 120, match: '/workbooks' });
    const read = await failure(client.workbooks.page({}, 1));
    assert.deepEqual([read.kind, read.details.retryAfterMs], ['tooManyRequests', 120_000]);
    assert.deepEqual(clock.waits, []);
  });
});
