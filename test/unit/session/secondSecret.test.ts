/** A connected app's two secrets: put in, tested, switched to by hand and by machine, without an outage. */
import assert from 'node:assert/strict';
import type { SessionNotice } from '../../../src/session/sessionsContract';
import { isTableauError } from '../../../src/tableau/errors';
import { World, type Window } from '../support/world';

describe('a connected app with two secrets', function () {
  this.timeout(30_000);
  let world: World;
  let window: Window;
  let notices: SessionNotice[];

  beforeEach(async () => {
    world = await World.start();
    window = world.window();
    notices = [];
    window.sessions.onDidNotice((notice) => notices.push(notice));
    await world.done(window.sessions.signIn(world.site, world.connectedApp));
    world.tableau.log.clear();
  });
  afterEach(() => world.close());

  const second = () => world.tableau.credentials.secondSecret;
  const firstId = () => world.tableau.credentials.connectedApp.secretId;
  const add = (secret = second()) => world.done(window.sessions.addSecret(world.site, secret));
  const secondId = (of = window) => of.sessions.find(world.site)?.profile.secondSecretId;
  const status = (of = window) => of.sessions.find(world.site)?.state.status;
  const kept = (): string => [...window.secrets.values.values()].join('\n');
  const listProjects = async (of = window): Promise<number> => {
    const client = await of.sessions.client(world.site);
    return (await world.done(client.projects.page({}, 1))).items.length;
  };

  it('tests the other one by a sign-in, keeps it, and leaves the session alone', async () => {
    const [token] = world.tableau.model.sessions.keys();
    assert.equal(await add(), 'kept');
    assert.equal(world.signIns(), 1);
    assert.deepEqual([...world.tableau.model.sessions.keys()], [token]);
    assert.equal(secondId(), second().secretId);
    assert.ok((await listProjects()) > 0);
    assert.equal(world.signIns(), 1);
  });

  it('keeps nothing of one that Tableau refuses', async () => {
    await assert.rejects(add({ ...second(), secretValue: 'wrong' }), (error) =>
      isTableauError(error, 'signIn'),
    );
    assert.equal(secondId(), undefined);
    assert.equal(status(), 'signedIn');
    assert.ok(!kept().includes('wrong'));
  });

  it('is known in another window too', async () => {
    const other = world.window(window);
    await add();
    await world.clock.quiet();
    assert.equal(secondId(other), second().secretId);
  });

  it('switches by hand after a test, and back', async () => {
    await add();
    await world.done(window.sessions.switchSecret(world.site));
    assert.equal(secondId(), firstId());
    world.tableau.knobs.enableSecret(firstId(), false);
    world.tableau.knobs.expireSessions();
    assert.ok((await listProjects()) > 0);
    world.tableau.knobs.enableSecret(firstId(), true);
    await world.done(window.sessions.switchSecret(world.site));
    assert.equal(secondId(), second().secretId);
    assert.equal(world.tableau.model.sessions.size, 1);
  });

  it('stays with the first when the second one fails the test', async () => {
    await add();
    world.tableau.knobs.enableSecret(second().secretId, false);
    await assert.rejects(world.done(window.sessions.switchSecret(world.site)));
    assert.equal(secondId(), second().secretId);
    assert.equal(status(), 'signedIn');
    assert.ok((await listProjects()) > 0);
  });

  it('switches by itself, once, when Tableau refuses the first, and says so once', async () => {
    await add();
    world.tableau.log.clear();
    world.tableau.knobs.enableSecret(firstId(), false);
    world.tableau.knobs.expireSessions();
    const client = await window.sessions.client(world.site);
    const pages = Array.from({ length: 20 }, () => client.projects.page({}, 1));
    await world.done(Promise.all(pages));
    assert.equal(world.signIns(), 2);
    assert.deepEqual(notices, [{ kind: 'secretSwitched', site: world.site }]);
    assert.ok(window.log.lines.some((line) => line.includes('the second one takes its place')));
    assert.equal(secondId(), undefined);
    assert.ok(!kept().includes(firstId()));
    world.tableau.knobs.expireSessions();
    await listProjects();
    assert.equal(world.signIns(), 3);
    assert.equal(notices.length, 1);
  });

  it('tries each of two refused secrets once, in all windows together', async () => {
    await add();
    const other = world.window(window);
    world.tableau.log.clear();
    for (const id of [firstId(), second().secretId]) world.tableau.knobs.enableSecret(id, false);
    world.tableau.knobs.expireSessions();
    for (const each of [window, window, other])
      await assert.rejects(listProjects(each), (error) => isTableauError(error, 'signIn'));
    assert.equal(status(), 'refused');
    assert.equal(world.signIns(), 2);
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['refused'],
    );
    const reloaded = world.window(window);
    await assert.rejects(listProjects(reloaded));
    assert.equal(world.signIns(), 2);
  });

  it('sends the refused first secret never again when the network fails before the second', async () => {
    await add();
    world.tableau.log.clear();
    world.tableau.knobs.enableSecret(firstId(), false);
    world.tableau.knobs.expireSessions();
    const client = await window.sessions.client(world.site);
    // The first sign-in is answered, the next one is cut off.
    const nextSignIn = /auth\/signin/u;
    nextSignIn.test = (request) => request.includes('auth/signin') && world.signIns() >= 2;
    world.tableau.knobs.dropNext(1, nextSignIn);
    await assert.rejects(world.done(client.projects.page({}, 1)), (error) =>
      isTableauError(error, 'network'),
    );
    assert.equal(status(), 'offline');
    assert.ok((await listProjects()) > 0);
    const refused = world.tableau.log.filter(({ code }) => code === '401001');
    assert.equal(refused.length, 1);
  });

  for (const [what, spoil] of [
    ['the app is disabled', () => (world.tableau.model.connectedApps[0]!.enabled = false)],
    ['the user is locked', () => world.tableau.knobs.lockUser('ana.ruiz@fernweh.example')],
    ['the clock is off', () => world.tableau.knobs.skewClock(30 * 60_000)],
  ] as const)
    it(`does not try the second one when ${what}`, async () => {
      await add();
      world.tableau.log.clear();
      spoil();
      world.tableau.knobs.expireSessions();
      await assert.rejects(listProjects(), (error) => isTableauError(error, 'signIn'));
      assert.equal(world.signIns(), 1);
      assert.equal(secondId(), second().secretId);
    });

  it('takes a new one at once where the first was refused already', async () => {
    world.tableau.knobs.enableSecret(firstId(), false);
    world.tableau.knobs.expireSessions();
    await assert.rejects(listProjects());
    assert.equal(await add(), 'inUse');
    assert.equal(status(), 'signedIn');
    assert.equal(secondId(), undefined);
    assert.ok(!kept().includes(firstId()));
    assert.ok((await listProjects()) > 0);
  });
});
