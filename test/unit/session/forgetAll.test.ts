/** Forget Everything, below what a person sees: no secret stays, sessions are ended, also those of another profile. */
import assert from 'node:assert/strict';
import { ActiveSite } from '../../../src/session/activeSite';
import type { ContentUrl } from '../../../src/tableau/model';
import { TestMemory, TestSecrets, World } from '../support/world';

/** As VS Code from 1.105 on. */
class ListedSecrets extends TestSecrets {
  async keys(): Promise<string[]> {
    return [...this.values.keys()];
  }
}

describe('Sessions.forgetAll', function () {
  this.timeout(30_000);
  let world: World;

  beforeEach(async () => {
    world = await World.start({ profile: '2025.1' });
  });
  afterEach(() => world.close());

  it('removes the sites, their secrets and those of another profile, and ends all their sessions', async () => {
    const secrets = new ListedSecrets();
    await secrets.store('other-extension', 'not ours');
    const here = world.window({ secrets });
    const otherProfile = world.window({ secrets, memory: new TestMemory() });
    await world.done(here.sessions.signIn(world.site, world.token));
    await world.done(otherProfile.sessions.signIn(world.secondSite, world.password));
    assert.equal(world.tableau.model.sessions.size, 2);
    const forgotten = await world.done(here.sessions.forgetAll());
    assert.deepEqual(forgotten, { sites: 1, otherSites: 1 });
    assert.deepEqual([...secrets.values.keys()], ['other-extension']);
    assert.equal(world.tableau.model.sessions.size, 0);
    assert.deepEqual(here.sessions.list(), []);
    assert.equal(here.memory.get<readonly unknown[]>('vizport.sites')?.length ?? 0, 0);
  });

  it('works without a network', async () => {
    const secrets = new ListedSecrets();
    const here = world.window({ secrets });
    await world.done(here.sessions.signIn(world.site, world.token));
    world.tableau.knobs.dropNext(20);
    await world.done(here.sessions.forgetAll());
    assert.equal(secrets.values.size, 0);
    assert.deepEqual(here.sessions.list(), []);
  });

  it('removes what it knows where the editor cannot list secrets', async () => {
    const here = world.window();
    await world.done(here.sessions.signIn(world.site, world.token));
    assert.ok(here.secrets.values.size > 0);
    await world.done(here.sessions.forgetAll());
    assert.equal(here.secrets.values.size, 0);
  });
});

describe('Sessions.signInLike', function () {
  this.timeout(30_000);

  it('opens another site of the server with the credentials of the first', async () => {
    const world = await World.start({ profile: '2025.1' });
    try {
      const { sessions } = world.window();
      await world.done(sessions.signIn(world.site, world.administratorToken));
      const { site } = await world.done(sessions.signInLike(world.site, world.secondSite));
      assert.equal(site.contentUrl, world.secondSite.contentUrl);
      assert.equal(sessions.find(world.secondSite)?.profile.account, 'vizport-admin');
      assert.equal(sessions.list().length, 2);
    } finally {
      await world.close();
    }
  });
});

describe('ActiveSite', function () {
  this.timeout(30_000);
  let world: World;

  beforeEach(async () => {
    world = await World.start({ profile: '2025.1' });
  });
  afterEach(() => world.close());

  it('is the first site until one was used, is remembered for the workspace, and told when it changes', async () => {
    const { log, sessions } = world.window();
    const memory = new TestMemory();
    const active = new ActiveSite(sessions, memory, log);
    const inUse = (of = active): string | undefined => of.entry?.profile.site.contentUrl;
    assert.equal(inUse(), undefined);
    await world.done(sessions.signIn(world.site, world.token));
    await world.done(sessions.signIn(world.secondSite, world.password));
    assert.equal(inUse(), world.site.contentUrl);
    const told: (string | undefined)[] = [];
    active.onDidChange((entry) => told.push(entry?.profile.site.contentUrl));
    active.use(world.secondSite);
    assert.deepEqual(told, [world.secondSite.contentUrl]);
    const again = new ActiveSite(sessions, memory, log);
    assert.equal(inUse(again), world.secondSite.contentUrl);
    assert.equal(sessions.active?.contentUrl, world.secondSite.contentUrl);
    await world.done(sessions.remove(world.secondSite));
    assert.equal(inUse(again), world.site.contentUrl);
    again.dispose();
    active.dispose();
  });

  it('is never a site that is not remembered', async () => {
    const { log, sessions } = world.window();
    await world.done(sessions.signIn(world.site, world.token));
    const active = new ActiveSite(sessions, new TestMemory(), log);
    active.use({ ...world.site, contentUrl: 'nowhere' as ContentUrl });
    assert.equal(active.entry?.profile.site.contentUrl, world.site.contentUrl);
    active.dispose();
  });
});
