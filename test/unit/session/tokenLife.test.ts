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
    const left = (): number => tokenDaysLeft(profile(), world.clock.now()) ?? 0;
    // Used every twelve days, or Tableau would let it lapse.
    while (left() > 14) {
      assert.deepEqual(noticed, []);
      await world.clock.advance(Math.min(12, left() - 14) * day);
      await check();
    }
    await check();
    const warnings = noticed.filter(({ kind }) => kind === 'tokenEnds');
    assert.equal(warnings.length, 1);
    await world.clock.advance(day);
    await check();
    assert.equal(noticed.filter(({ kind }) => kind === 'tokenEnds').length, 2);
  });

  it('says that a token has ended, and no more of one that Tableau has refused', async () => {
    const left = tokenDaysLeft(profile(), world.clock.now()) ?? 0;
    await world.clock.advance((left + 2) * day);
    assert.ok((tokenDaysLeft(profile(), world.clock.now()) ?? 0) < 0);
    const client = await window.sessions.client(world.site);
    await assert.rejects(world.done(client.projects.page({}, 1)));
    assert.deepEqual(kinds(), ['refused']);
    await check();
    await world.clock.advance(day);
    await check();
    assert.deepEqual(kinds(), ['refused']);
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

  const ownToken = () =>
    world.tableau.model.personalAccessTokens.find(({ name }) => name === profile().account)!;
  const lists = (): number =>
    world.tableau.log.filter(({ path }) => path.includes('personal-access-tokens')).length;

  it('reads in the list of Tableau Cloud that a token ends sooner than it was said at the sign-in', async () => {
    assert.equal(lists(), 0);
    await check();
    const before = tokenDaysLeft(profile(), world.clock.now()) ?? 0;
    assert.ok(before > 14);
    const at = world.tableau.model.personalAccessTokens.indexOf(ownToken());
    const expiresAt = world.tableau.model.now() + 5.5 * day;
    world.tableau.model.personalAccessTokens[at] = { ...ownToken(), expiresAt };
    await check();
    assert.equal(tokenDaysLeft(profile(), world.clock.now()), 5);
    assert.deepEqual(kinds(), ['tokenEnds']);
    assert.equal(lists(), 2);
  });

  it('says nothing of a token that something else has used lately', async () => {
    await world.clock.advance(13 * day);
    const at = world.tableau.model.personalAccessTokens.indexOf(ownToken());
    const lastUsedAt = world.tableau.model.now() - day;
    world.tableau.model.personalAccessTokens[at] = { ...ownToken(), lastUsedAt };
    world.tableau.log.clear();
    // The session is from before, and lives: Cloud's would be over by now, so it is made to last.
    const [session] = world.tableau.model.sessions.values();
    const now = world.tableau.model.now();
    Object.assign(session!, { createdAt: now, lastUsedAt: now });
    await check();
    assert.equal(world.signIns(), 0);
    assert.deepEqual(noticed, []);
  });

  it('signs nobody in for the list, and asks no more where it was refused', async () => {
    world.tableau.knobs.expireSessions();
    world.tableau.log.clear();
    await check();
    assert.deepEqual([world.signIns(), lists()], [0, 1]);
    const client = await window.sessions.client(world.site);
    await world.done(client.projects.page({}, 1));
    world.tableau.knobs.failNext({ status: 403, code: 403_004, match: 'personal-access-tokens' });
    await check();
    await check();
    assert.equal(lists(), 2);
    assert.ok((tokenDaysLeft(profile(), world.clock.now()) ?? 0) > 14);
    assert.deepEqual(noticed, []);
  });

  for (const [server, asked] of [
    ['2025.1', 1],
    ['2021.4', 0],
  ] as const)
    it(`asks a Tableau Server ${server} ${asked} time(s) for the list, which it does not have`, async () => {
      const own = await World.start({ profile: server });
      try {
        const { sessions } = own.window();
        await own.done(sessions.signIn(own.site, own.token));
        const { tokenEnds } = sessions.find(own.site)!.profile;
        for (let n = 0; n < 2; n++) await own.done(sessions.checkTokens());
        const paths = own.tableau.log.filter(({ path }) => path.includes('personal-access-tokens'));
        assert.equal(paths.length, asked);
        assert.equal(sessions.find(own.site)!.profile.tokenEnds, tokenEnds);
      } finally {
        await own.close();
      }
    });
});
