/** Test Connection's checks against the fake Tableau, in a real extension host: what they find, and what they never do. */
import assert from 'node:assert/strict';
import type { CheckId, CheckResult, Subject } from '../../src/commands/testConnection/check';
import { checks } from '../../src/commands/testConnection/checks';
import { reportOf } from '../../src/commands/testConnection/report';
import { roleCheck } from '../../src/commands/testConnection/roleCheck';
import { runChecks } from '../../src/commands/testConnection/runChecks';
import { Emitter } from '../../src/base/emitter';
import type { SignInMethod } from '../../src/tableau/credentials';
import type { SiteRef } from '../../src/tableau/model';
import { LazyNetwork } from '../../src/ui/lazyNetwork';
import { startForwardProxy } from '../network/forwardProxy';
import { TestLog, TestMemory, TestSecrets } from '../unit/support/world';
import { openTreeBed, type TreeBed } from './support/treeBed';

const nothing = (): void => undefined;

describe('Test Connection', () => {
  let bed: TreeBed;
  let lazy: LazyNetwork;
  const memory = new TestMemory();
  const { signal } = new AbortController();

  beforeEach(async () => {
    bed = await openTreeBed();
    lazy = new LazyNetwork(
      { globalState: memory, secrets: new TestSecrets() } as never,
      new TestLog(),
    );
    (await lazy.library()).createTransport({ log: new TestLog() }).dispose();
  });
  afterEach(async () => {
    lazy.dispose();
    memory.values.clear();
    await bed.close();
  });

  async function subjectOf(server = bed.fake.url): Promise<Subject> {
    const network = await lazy.get();
    const entry = server === bed.fake.url ? bed.sessions.find(bed.site) : undefined;
    const way = await network.describe(server);
    const { sessions } = bed;
    const callsToday = () => Promise.resolve({ spent: 1, allowed: 100 });
    return { server, entry, sessions, now: () => Date.now(), network, way, callsToday };
  }
  async function run(subject: Subject): Promise<readonly CheckResult[]> {
    return runChecks(checks, subject, nothing, signal);
  }
  const find = (results: readonly CheckResult[], id: CheckId): CheckResult => {
    const found = results.find(({ check }) => check.id === id);
    assert.ok(found !== undefined, id);
    return found;
  };
  const signIns = (): number =>
    bed.fake.log.filter(({ path }) => path.endsWith('/auth/signin')).length;

  it('advises a scope for the site role only where somebody else signs the JWT', async () => {
    await bed.signInAsAdministrator();
    const subject = await subjectOf();
    const { entry } = subject;
    assert.ok(entry !== undefined);
    const adviceFor = async (method: SignInMethod): Promise<string | undefined> => {
      const profile = { ...entry.profile, method };
      const { outcome, advice } = await roleCheck.run(
        { ...subject, entry: { ...entry, profile } },
        signal,
      );
      assert.equal(outcome, 'note');
      return advice;
    };
    for (const method of ['oauthTrust', 'unifiedAccessToken'] as const)
      assert.match((await adviceFor(method)) ?? '', /needs the scope tableau:users:read/u);
    assert.match((await adviceFor('connectedApp')) ?? '', /Nothing can be set here/u);
    assert.equal(await adviceFor('personalAccessToken'), undefined);
  });

  it('finds everything in order for an administrator, and says so without secrets', async () => {
    await bed.signInAsAdministrator();
    const subject = await subjectOf();
    const results = await run(subject);
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual(failed, []);
    assert.equal(find(results, 'jobs').outcome, 'ok');
    assert.match(find(results, 'signIn').text, /max\.adler/u);
    const report = reportOf({ title: 'T', when: 'now', facts: [] }, subject, results);
    const { secret } = bed.fake.credentials.administrator.personalAccessToken;
    assert.ok(!report.includes(secret));
    for (const token of bed.fake.model.sessions.keys()) assert.ok(!report.includes(token));
  });

  it('notes what is closed to others than administrators, and does not call it a failure', async () => {
    await bed.signIn();
    const results = await run(await subjectOf());
    assert.equal(find(results, 'signIn').outcome, 'ok');
    assert.notEqual(find(results, 'jobs').outcome, 'failed');
  });

  it('asks Tableau whether the session is alive, and renews it as any request would', async () => {
    await bed.signIn();
    bed.fake.knobs.expireSessions();
    const before = signIns();
    assert.equal(find(await run(await subjectOf()), 'signIn').outcome, 'ok');
    assert.equal(signIns() - before, 1);
  });

  it('never tries refused credentials again, however often it is asked', async () => {
    await bed.signIn();
    bed.fake.knobs.revokePat(bed.fake.credentials.personalAccessToken.name);
    const first = find(await run(await subjectOf()), 'signIn');
    assert.deepEqual([first.outcome, first.remedy], ['failed', 'replaceCredentials']);
    const before = signIns();
    for (let times = 0; times < 3; times++) {
      const again = find(await run(await subjectOf()), 'signIn');
      assert.deepEqual([again.outcome, again.remedy], ['failed', 'replaceCredentials']);
    }
    assert.equal(signIns(), before);
  });

  it('signs nobody in who has signed out', async () => {
    await bed.signIn();
    await bed.sessions.signOut(bed.site);
    const before = signIns();
    const results = await run(await subjectOf());
    assert.equal(find(results, 'signIn').outcome, 'skipped');
    assert.equal(find(results, 'role').outcome, 'skipped');
    assert.equal(signIns(), before);
  });

  it('names a login page in the way, and does not try what rests on an answer', async () => {
    const page = '<html><title>Hotel</title><input type="password"></html>';
    const { createServer } = await import('node:http');
    const hotel = createServer((_, response) => response.end(page));
    await new Promise<void>((resolve) => hotel.listen(0, '127.0.0.1', resolve));
    const { port } = hotel.address() as { port: number };
    const results = await run(await subjectOf(`http://127.0.0.1:${port}`));
    assert.match(find(results, 'version').text, /login page \(Hotel\) stands in the way/u);
    assert.equal(find(results, 'signIn').outcome, 'skipped');
    hotel.close();
    hotel.closeAllConnections();
  });

  it('says that nobody listens, leg by leg', async () => {
    const gone = await startForwardProxy();
    await gone.close();
    const results = await run(await subjectOf(gone.url));
    assert.match(find(results, 'reach').text, /refuses the connection/u);
    assert.match(find(results, 'version').text, /refuses the connection/u);
  });

  it('stops when it is cancelled', async () => {
    await bed.signIn();
    const stop = new AbortController();
    const subject = await subjectOf();
    const began = (_: unknown, index: number): void => {
      if (index === 3) stop.abort(new DOMException('Cancelled', 'AbortError'));
    };
    await assert.rejects(runChecks(checks, subject, began, stop.signal), { name: 'AbortError' });
  });

  it('forgets what it knew of a server with the server’s last site', async () => {
    const network = await lazy.get();
    const changed = new Emitter<SiteRef | undefined>();
    const servers = ['https://a.example', 'https://a.example', 'https://b.example'];
    const sessions = {
      list: () => servers.map((server) => ({ profile: { site: { server } } })),
      onDidChange: changed.event,
    };
    for (const server of servers) await network.servers.change(server, { caFile: '/ca.pem' });
    lazy.follow(sessions as never, () => Promise.resolve());
    servers.splice(0, 1);
    changed.fire(undefined);
    assert.equal(network.servers.of('https://a.example').caFile, '/ca.pem');
    servers.splice(0, 1);
    changed.fire(undefined);
    while (network.servers.of('https://a.example').caFile !== undefined)
      await new Promise((resolve) => setImmediate(resolve));
    assert.equal(network.servers.of('https://b.example').caFile, '/ca.pem');
  });
});
