/** What people are told of a token before it ends or lapses, and of one that two sites share. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SessionNotice } from '../../../src/session/sessionsContract';
import { tokenDaysLeft } from '../../../src/session/tokenDays';
import { World, type Window } from '../support/world';

const day = 86_400_000;

describe('checkToken', function () {
  this.timeout(30_000);
  let world: World;
  let window: Window;
  const noticed: SessionNotice[] = [];

  beforeEach(async () => {
    world = await World.start();
    window = world.window();
    noticed.length = 0;
    window.sessions.onDidNotice((notice) => noticed.push(notice));
    await world.done(window.sessions.signIn(world.site, world.token));
  });

  afterEach(() => world.close());

  const kinds = (): string[] => noticed.map(({ kind }) => kind);
  const profile = () => window.sessions.find(world.site)!.profile;
  const check = (): Promise<void> => world.done(window.sessions.checkTokens());

  it('says nothing of a token that is in use and has months to live', async () => {
    await check();
    assert.deepEqual(noticed, []);
    assert.ok((tokenDaysLeft(profile(), world.clock.now()) ?? 0) > 14);
  });

  it('warns from fourteen days before the end on, once a day', async () => {
    const left = tokenDaysLeft(profile(), world.clock.now()) ?? 0;
    await world.clock.advance((left - 14) * day);
    await check();
    await check();
    const warnings = noticed.filter(({ kind }) => kind === 'tokenEnds');
    assert.equal(warnings.length, 1);
    await world.clock.advance(day);
    await check();
    assert.equal(noticed.filter(({ kind }) => kind === 'tokenEnds').length, 2);
  });

  it('uses a token that was not used for twelve days, and not one that was', async () => {
    world.tableau.log.clear();
    await world.clock.advance(11 * day);
    await check();
    assert.equal(world.signIns(), 0);
    const reloaded = world.window({ memory: window.memory, secrets: window.secrets });
    world.tableau.knobs.expireSessions();
    await world.clock.advance(day);
    await world.done(reloaded.sessions.checkTokens());
    assert.equal(world.signIns(), 1);
  });

  it('warns where it may not be used, because the user has signed out', async () => {
    await world.done(window.sessions.signOut(world.site));
    await world.clock.advance(12 * day);
    world.tableau.log.clear();
    await check();
    assert.equal(world.signIns(), 0);
    assert.deepEqual(noticed.at(-1), {
      kind: 'tokenUnused',
      site: world.site,
      account: profile().account,
      daysLeft: 3,
    });
  });

  it('recognises a second site on the same token, and says each switch once', async () => {
    await world.done(window.sessions.signIn(world.secondSite, world.token));
    assert.deepEqual(kinds(), ['tokenShared']);
    const [first, second] = await Promise.all([
      window.sessions.client(world.site),
      window.sessions.client(world.secondSite),
    ]);
    await world.done(first.projects.page({}, 1));
    await world.done(first.workbooks.page({}, 1));
    assert.deepEqual(kinds(), ['tokenShared', 'siteSwitched']);
    await world.done(second.projects.page({}, 1));
    assert.deepEqual(kinds(), ['tokenShared', 'siteSwitched', 'siteSwitched']);
  });

  it('lets requests of both sites come through, though one of them is live at a time', async () => {
    await world.done(window.sessions.signIn(world.secondSite, world.token));
    const clients = await Promise.all(
      [world.site, world.secondSite].map((site) => window.sessions.client(site)),
    );
    const pages = clients.flatMap((client) => [client.projects.page({}, 1), client.whoAmI()]);
    for (const { status } of await world.done(Promise.allSettled<unknown>(pages)))
      assert.equal(status, 'fulfilled');
    assert.ok(!kinds().includes('contested'));
  });
});
