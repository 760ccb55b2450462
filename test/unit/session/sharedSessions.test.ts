/** What windows rely on when they share one credential: in one process, with secret storage that tells late or not at all. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SessionNotice } from '../../../src/session/sessionsContract';
import type { FindSession, LoadSharing } from '../../../src/session/sharing';
import type { TableauSession } from '../../../src/tableau/client';
import { isTableauError } from '../../../src/tableau/errors';
import { LeaseTable, MemoryLeases } from '../support/memoryLeases';
import { TestMemory, TestSecrets, World, type Window } from '../support/world';

/** The storage of one window: what others write is seen when it is told, which may be never. */
class OwnView extends TestSecrets {
  constructor(readonly all: Map<string, string>) {
    super();
    for (const [key, value] of all) this.values.set(key, value);
  }

  override async store(key: string, value: string): Promise<void> {
    this.all.set(key, value);
    await super.store(key, value);
  }

  /** What was written elsewhere arrives. */
  arrive(): void {
    for (const [key, value] of this.all) this.values.set(key, value);
  }
}

describe('windows that share a token', function () {
  this.timeout(30_000);
  let world: World;
  let table: LeaseTable;
  let finders: FindSession[];
  const memory = new TestMemory();
  let all: Map<string, string>;
  const noticed: SessionNotice[] = [];

  const sharing =
    (asks: boolean): LoadSharing =>
    async (find) => {
      finders.push(find);
      const leases = new MemoryLeases(table, world.clock);
      return {
        leases,
        ask: async (key, fence): Promise<TableauSession | undefined> =>
          asks ? finders.map((each) => each(key, fence)).find(Boolean) : undefined,
        listen: () => undefined,
        missed: () => undefined,
        dispose: () => leases.dispose(),
      };
    };

  const window = (asks = true): Window & { readonly secrets: OwnView } => {
    const secrets = new OwnView(all);
    const made = world.window({ memory, secrets, sharing: sharing(asks) });
    made.sessions.onDidNotice((notice) => noticed.push(notice));
    return { ...made, secrets };
  };

  const list = async (of: Window, site = world.site): Promise<number> => {
    const client = await of.sessions.client(site);
    return (await world.done(client.projects.page({}, 1))).items.length;
  };

  const status = (of: Window): string | undefined => of.sessions.find(world.site)?.state.status;

  beforeEach(async () => {
    world = await World.start();
    table = new LeaseTable();
    finders = [];
    all = new Map();
    memory.values.clear();
    noticed.length = 0;
    const first = window();
    await world.done(first.sessions.signIn(world.site, world.token));
    first.sessions.dispose();
    finders = [];
    world.tableau.log.clear();
  });

  afterEach(() => world.close());

  it('sign in once between them when all meet the expired session at the same moment', async () => {
    const windows = Array.from({ length: 8 }, () => window());
    world.tableau.knobs.expireSessions();
    await Promise.all(windows.map((each) => list(each)));
    assert.equal(world.signIns(), 1);
    world.tableau.knobs.expireSessions();
    await Promise.all(windows.map((each) => list(each)));
    assert.equal(world.signIns(), 2);
  });

  it('wait for storage that tells late, where nobody can be asked', async () => {
    const [one, other] = [window(false), window(false)];
    world.tableau.knobs.expireSessions();
    await list(one);
    const late = world.clock.delay(1_200).then(() => other.secrets.arrive());
    await Promise.all([list(other), late]);
    assert.equal(world.signIns(), 1);
  });

  it('wait in vain for no more than a few seconds', async () => {
    const [one, other] = [window(false), window(false)];
    world.tableau.knobs.expireSessions();
    await list(one);
    const before = world.clock.now();
    await list(other);
    assert.equal(world.signIns(), 2);
    assert.ok(world.clock.now() - before < 5_000);
  });

  it('take what a window stored that died before it could say so', async () => {
    const [one, other] = [window(false), window(false)];
    world.tableau.knobs.expireSessions();
    await list(one);
    const [name] = [...table.notes.keys()];
    assert.ok(name);
    const note = table.notes.get(name) as { fence: number };
    table.notes.set(name, { ...note, fence: note.fence - 1, opening: note.fence });
    other.secrets.arrive();
    await list(other);
    assert.equal(world.signIns(), 1);
    assert.deepEqual(table.notes.get(name), note);
  });

  it('never repeat what Tableau refused to one of them, though storage does not tell', async () => {
    const windows = [window(false), window(false), window(false)];
    world.tableau.knobs.revokePat(world.tableau.credentials.personalAccessToken.name);
    for (const each of windows)
      await assert.rejects(list(each), (error) => isTableauError(error, 'signIn'));
    assert.equal(world.signIns(), 1);
    assert.deepEqual(windows.map(status), ['refused', 'refused', 'refused']);
    assert.deepEqual(
      noticed.map(({ kind }) => kind),
      ['refused'],
      'one message in all windows',
    );
  });

  it('work on with the session of new credentials, though storage does not tell', async () => {
    const [one, other] = [window(), window()];
    world.tableau.knobs.revokePat(world.tableau.credentials.personalAccessToken.name);
    await assert.rejects(list(one));
    await assert.rejects(list(other));
    const { personalAccessToken: token } = world.tableau.credentials;
    for (const pat of world.tableau.model.personalAccessTokens)
      if (pat.name === token.name) pat.revoked = false;
    await world.done(one.sessions.signIn(world.site, world.token));
    assert.ok((await list(other)) > 0);
    assert.equal(world.signIns(), 2);
  });

  it('leave nothing of a site that was removed in one of them during a refused sign-in', async () => {
    const secrets = new TestSecrets();
    for (const [key, value] of all) secrets.values.set(key, value);
    const [one, other] = [window(), window()].map(() =>
      world.window({ memory, secrets, sharing: sharing(true) }),
    ) as [Window, Window];
    world.tableau.knobs.revokePat(world.tableau.credentials.personalAccessToken.name);
    world.tableau.knobs.delay(100, 'auth/signin');
    const refused = assert.rejects(list(other));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await world.done(one.sessions.remove(world.site));
    await world.done(refused);
    await world.clock.quiet();
    assert.deepEqual([...secrets.values.keys()], []);
    assert.deepEqual(other.sessions.list(), []);
  });

  describe('when something outside uses it too', () => {
    /** A script signs in with the same token, which ends our session. */
    const steal = (): void => world.tableau.knobs.expireSessions();

    it('stop fighting after three young sessions, say so once, and take it back by one click', async () => {
      const [one, other] = [window(), window()];
      for (let n = 1; n <= 2; n++) {
        await world.clock.advance(60_000);
        steal();
        await list(n === 1 ? one : other);
        assert.equal(world.signIns(), n);
      }
      await list(one);
      await world.clock.advance(60_000);
      steal();
      for (const each of [one, other, one]) await assert.rejects(list(each), { code: 'CONTESTED' });
      assert.equal(world.signIns(), 2);
      assert.deepEqual([one, other].map(status), ['contested', 'contested']);
      assert.deepEqual(
        noticed.map(({ kind }) => kind),
        ['contested'],
      );
      await world.done(one.sessions.resume(world.site));
      assert.ok((await list(one)) > 0);
      assert.ok((await list(other)) > 0);
      assert.deepEqual([one, other].map(status), ['signedIn', 'signedIn']);
      assert.equal(world.signIns(), 3);
    });

    it('take sessions that end after a day’s work for what they are', async () => {
      const one = window();
      for (let n = 1; n <= 6; n++) {
        await world.clock.advance(2 * 3_600_000);
        steal();
        await list(one);
      }
      assert.equal(status(one), 'signedIn');
    });

    /** Somebody works here the whole time, and a script signs in so often. */
    const workBesideScript = async (one: Window, everyMinutes: number, hours: number) => {
      for (let minute = 5; minute <= hours * 60; minute += 5) {
        await world.clock.advance(5 * 60_000);
        if (minute % everyMinutes === 0) steal();
        await list(one);
      }
    };

    for (const minutes of [15, 60])
      it(`say once that something else signs in every ${minutes} minutes, and go on`, async () => {
        const one = window();
        await workBesideScript(one, minutes, 5);
        assert.deepEqual(noticed, [{ kind: 'tokenTaken', site: world.site, account: 'vizport' }]);
        assert.equal(status(one), 'signedIn');
      });

    it('say it in one window, and again only when it goes on after the user took it back', async () => {
      const [one, other] = [window(), window()];
      await workBesideScript(one, 15, 2);
      await workBesideScript(other, 15, 2);
      const told = (): number => noticed.filter(({ kind }) => kind === 'tokenTaken').length;
      assert.equal(told(), 1);
      await world.done(one.sessions.resume(world.site));
      await workBesideScript(one, 15, 1);
      assert.equal(told(), 2);
    });

    it('say nothing of sessions that end by themselves, at work or after a pause', async () => {
      const one = window();
      // On Tableau Cloud after two hours, used or not.
      await workBesideScript(one, 100_000, 9);
      assert.ok(world.signIns() >= 4);
      // A limit of half an hour without use, as a Tableau Server may have it.
      for (let n = 0; n < 6; n++) {
        await world.clock.advance(40 * 60_000);
        steal();
        await list(one);
      }
      assert.deepEqual(noticed, []);
    });

    it('do not take a method for theft that an older session may not call', async () => {
      const one = window();
      for (const match of ['workbooks', 'views', 'flows', 'datasources'] as const) {
        await world.clock.advance(20 * 60_000);
        await list(one);
        world.tableau.knobs.failNext({ count: 9, status: 401, code: 401002, match });
        const client = await one.sessions.client(world.site);
        const page: Promise<unknown> = client[match].page({}, 1);
        await assert.rejects(world.done(page), (error) =>
          isTableauError(error, 'notAllowedWithSession'),
        );
        world.tableau.knobs.faults.clear();
      }
      assert.equal(world.signIns(), 0);
      assert.deepEqual(noticed, []);
    });

    it('do not take a method for theft that the session may not call', async () => {
      const one = window();
      await list(one);
      for (let n = 0; n < 5; n++) {
        world.tableau.knobs.failNext({ count: 9, status: 401, code: 401002, match: 'workbooks' });
        const client = await one.sessions.client(world.site);
        await assert.rejects(world.done(client.workbooks.page({}, 1)), (error) =>
          isTableauError(error, 'notAllowedWithSession'),
        );
        world.tableau.knobs.faults.clear();
      }
      assert.equal(world.signIns(), 0);
      assert.equal(status(one), 'signedIn');
    });

    it('do not take a JWT’s missing scopes for theft either', async () => {
      const one = window();
      await world.done(one.sessions.signIn(world.site, world.connectedApp));
      for (const match of ['workbooks', 'projects', 'views', 'flows'] as const) {
        world.tableau.knobs.failNext({ count: 9, status: 401, code: 401002, match });
        const client = await one.sessions.client(world.site);
        const page: Promise<unknown> = client[match].page({}, 1);
        await assert.rejects(world.done(page), (error) =>
          isTableauError(error, 'notAllowedWithSession'),
        );
        world.tableau.knobs.faults.clear();
      }
      assert.equal(status(one), 'signedIn');
      assert.deepEqual(noticed, []);
    });
  });
});
