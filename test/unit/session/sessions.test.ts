/** What people rely on when they sign in to sites, against the fake Tableau over HTTP. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { isTableauError } from '../../../src/tableau/errors';
import { TestMemory, TestSecrets, World, type Window } from '../support/world';

describe('Sessions', function () {
  this.timeout(30_000);
  let world: World;
  let window: Window;

  beforeEach(async () => {
    world = await World.start();
    window = world.window();
  });

  afterEach(() => world.close());

  const status = (of = window): string | undefined => of.sessions.find(world.site)?.state.status;

  const listProjects = async (of = window): Promise<number> => {
    const client = await of.sessions.client(world.site);
    return (await world.done(client.projects.page({}, 1))).items.length;
  };

  describe('signing in', () => {
    for (const method of ['token', 'password', 'connectedApp'] as const)
      it(`signs in by ${method}, and remembers the site with the names of site and user`, async () => {
        const signedIn = await world.done(window.sessions.signIn(world.site, world[method]));
        assert.equal(signedIn.siteLuid, world.tableau.company.main.site.luid);
        const entry = window.sessions.find(world.site);
        assert.equal(entry?.state.status, 'signedIn');
        assert.equal(entry.profile.method, world[method].method);
        assert.equal(entry.profile.userName ?? entry.profile.account, 'ana.ruiz@fernweh.example');
        if (method !== 'connectedApp') assert.equal(entry.profile.siteName, 'Sales & Retail');
        assert.ok((await listProjects()) > 0);
        assert.equal(world.signIns(), 1);
      });

    it('keeps secrets in secret storage only', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      await listProjects();
      await world.done(window.sessions.signOut(world.site));
      const { secret } = world.tableau.credentials.personalAccessToken;
      const tokens = [...window.secrets.values.values()].join('\n');
      assert.ok(tokens.includes(secret), 'the secret is kept');
      const elsewhere = [...window.memory.values.values(), ...window.log.lines].join('\n');
      assert.ok(elsewhere.length > 0);
      assert.ok(!elsewhere.includes(secret));
      assert.ok(!elsewhere.includes(encodeURIComponent(secret)));
    });

    it('remembers nothing of a site whose sign-in was refused', async () => {
      const wrong = { ...world.token, secret: 'wrong' };
      await assert.rejects(world.done(window.sessions.signIn(world.site, wrong)), (error) =>
        isTableauError(error, 'signIn'),
      );
      assert.deepEqual(window.sessions.list(), []);
      assert.equal(window.secrets.values.size, 0);
      assert.equal(window.memory.values.size, 0);
    });

    it('keeps the old credentials when the new ones are refused', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      const wrong = { ...world.token, secret: 'wrong' };
      await assert.rejects(world.done(window.sessions.signIn(world.site, wrong)));
      assert.equal(status(), 'signedIn');
      world.tableau.knobs.expireSessions();
      assert.ok((await listProjects()) > 0);
    });

    it('replaces credentials in place, and uses the new ones from then on', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      await world.done(window.sessions.signIn(world.site, world.administratorToken));
      assert.equal(window.sessions.list().length, 1);
      assert.equal(window.sessions.find(world.site)?.profile.account, 'vizport-admin');
      world.tableau.knobs.expireSessions();
      world.tableau.log.clear();
      await listProjects();
      const users = new Set(world.tableau.log.map(({ user }) => user).filter(Boolean));
      assert.deepEqual([...users], ['max.adler@fernweh.example']);
    });

    it('ends the session that replaced credentials had opened', async () => {
      await world.done(window.sessions.signIn(world.site, world.password));
      await world.done(window.sessions.signIn(world.site, world.administratorToken));
      assert.equal(world.tableau.model.sessions.size, 1);
    });

    it('stops waiting when the user cancels, and remembers nothing', async () => {
      world.tableau.knobs.delay(300, 'auth/signin');
      const abort = new AbortController();
      const signingIn = window.sessions.signIn(world.site, world.token, {}, abort.signal);
      setTimeout(() => abort.abort(), 20);
      await assert.rejects(signingIn, { name: 'AbortError' });
      assert.deepEqual(window.sessions.list(), []);
    });
  });

  describe('sessions that end', () => {
    beforeEach(async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      world.tableau.log.clear();
    });

    it('signs in once when a hundred requests meet the same expired session', async () => {
      world.tableau.knobs.expireSessions();
      const client = await window.sessions.client(world.site);
      const pages = Array.from({ length: 100 }, () => client.projects.page({ pageSize: 1 }, 1));
      const answers = await world.done(Promise.all(pages));
      assert.ok(answers.every(({ items }) => items.length === 1));
      assert.equal(world.signIns(), 1);
    });

    it('goes on signing in for the rest when one of them is cancelled', async () => {
      world.tableau.knobs.expireSessions();
      world.tableau.knobs.delay(50, 'auth/signin');
      const client = await window.sessions.client(world.site);
      const abort = new AbortController();
      const cancelled = client.projects.page({}, 1, abort.signal);
      const patient = client.workbooks.page({}, 1);
      setTimeout(() => abort.abort(), 30);
      await assert.rejects(cancelled, { name: 'AbortError' });
      assert.ok((await world.done(patient)).items.length > 0);
      assert.equal(world.signIns(), 1);
    });

    it('takes the token that another window has stored instead of signing in', async () => {
      const other = world.window({ memory: window.memory, secrets: window.secrets });
      world.tableau.knobs.expireSessions();
      await listProjects(other);
      await listProjects();
      assert.equal(world.signIns(), 1);
    });

    it('signs in when the token that another window has stored is over as well', async () => {
      const other = world.window({ memory: window.memory, secrets: window.secrets });
      window.secrets.tells = false;
      world.tableau.knobs.expireSessions();
      await listProjects(other);
      world.tableau.knobs.expireSessions();
      await world.clock.advance(3 * 3_600_000);
      await listProjects();
      assert.equal(world.signIns(), 2);
      assert.equal(status(), 'signedIn');
    });

    it('never repeats a refused sign-in by machine, in any window, not even after a reload', async () => {
      const other = world.window({ memory: window.memory, secrets: window.secrets });
      const { name } = world.tableau.credentials.personalAccessToken;
      world.tableau.knobs.revokePat(name);
      for (const one of [window, window, other])
        await assert.rejects(listProjects(one), (error) => isTableauError(error, 'signIn'));
      const reloaded = world.window({ memory: window.memory, secrets: window.secrets });
      await assert.rejects(listProjects(reloaded), (error) => isTableauError(error, 'signIn'));
      assert.equal(world.signIns(), 1);
      for (const one of [window, other, reloaded]) assert.equal(status(one), 'refused');
    });

    it('tries a password that was refused for one site at no other site of the server', async () => {
      await world.done(window.sessions.signIn(world.site, world.password));
      await world.done(window.sessions.signIn(world.secondSite, world.password));
      world.tableau.knobs.lockUser('ana.ruiz@fernweh.example');
      world.tableau.knobs.expireSessions();
      world.tableau.log.clear();
      const [first, second] = await Promise.all([
        window.sessions.client(world.site),
        window.sessions.client(world.secondSite),
      ]);
      const both = [first.projects.page({}, 1), second.projects.page({}, 1)];
      for (const { status: end } of await world.done(Promise.allSettled(both)))
        assert.equal(end, 'rejected');
      const reloaded = world.window({ memory: window.memory, secrets: window.secrets });
      const again = await reloaded.sessions.client(world.secondSite);
      await assert.rejects(world.done(again.projects.page({}, 1)), (error) =>
        isTableauError(error, 'signIn'),
      );
      assert.equal(world.signIns(), 1);
      world.tableau.knobs.unlockUser('ana.ruiz@fernweh.example');
      await world.done(window.sessions.resume(world.secondSite));
      assert.equal(window.sessions.find(world.secondSite)?.state.status, 'signedIn');
    });

    it('tries refused credentials again when the user asks for it', async () => {
      world.tableau.knobs.lockUser('ana.ruiz@fernweh.example');
      world.tableau.knobs.expireSessions();
      await assert.rejects(listProjects());
      world.tableau.knobs.unlockUser('ana.ruiz@fernweh.example');
      await assert.rejects(listProjects());
      await world.done(window.sessions.resume(world.site));
      assert.equal(status(), 'signedIn');
      assert.ok((await listProjects()) > 0);
    });

    it('works on in all windows when one of them replaces refused credentials', async () => {
      const other = world.window({ memory: window.memory, secrets: window.secrets });
      world.tableau.knobs.revokePat(world.tableau.credentials.personalAccessToken.name);
      await assert.rejects(listProjects());
      await assert.rejects(listProjects(other));
      await world.done(window.sessions.signIn(world.site, world.password));
      await world.clock.quiet();
      assert.notEqual(status(other), 'refused');
      assert.ok((await listProjects(other)) > 0);
      assert.equal(other.sessions.find(world.site)?.profile.siteName, 'Sales & Retail');
    });
  });

  describe('one token on two sites', () => {
    it('never signs in on both at the same time', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      await world.done(window.sessions.signIn(world.secondSite, world.token));
      world.tableau.knobs.expireSessions();
      world.tableau.log.clear();
      world.tableau.knobs.delay(30, 'auth/signin');
      const [first, second] = await Promise.all([
        window.sessions.client(world.site),
        window.sessions.client(world.secondSite),
      ]);
      const both = Promise.all([first.whoAmI(), second.whoAmI()]);
      let most = 0;
      const watching = setInterval(() => {
        const open = world.tableau.log.filter(
          ({ path, status: answered }) => path.endsWith('signin') && answered === 0,
        );
        most = Math.max(most, open.length);
      }, 1);
      await world.done(both.catch(() => undefined));
      clearInterval(watching);
      assert.equal(most, 1);
    });

    it('signs in to the first again without being refused by the server before', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      await world.done(window.sessions.signIn(world.secondSite, world.token));
      world.tableau.log.clear();
      await listProjects();
      assert.equal(world.tableau.log.filter(({ status: code }) => code === 401).length, 0);
      assert.equal(world.signIns(), 1);
    });
  });

  describe('a reload', () => {
    const reload = (): Window => world.window({ memory: window.memory, secrets: window.secrets });

    it('shows the remembered sites at once and asks nothing of the network', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      world.tableau.log.clear();
      const again = reload();
      assert.equal(again.sessions.list().length, 1);
      assert.equal(again.sessions.find(world.site)?.profile.siteName, 'Sales & Retail');
      await world.clock.quiet();
      assert.equal(status(again), 'idle');
      assert.equal(world.tableau.log.length, 0);
    });

    it('goes on with the session that is open', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      const again = reload();
      await listProjects(again);
      assert.equal(world.signIns(), 1);
      assert.equal(status(again), 'signedIn');
    });

    it('says that a secret is gone', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      const again = world.window({ memory: window.memory, secrets: new TestSecrets() });
      await world.clock.quiet();
      assert.equal(status(again), 'secretMissing');
      await assert.rejects(listProjects(again), (error) => isTableauError(error, 'sessionExpired'));
      await assert.rejects(again.sessions.resume(world.site), { code: 'SECRET_MISSING' });
    });

    it('reads only what it wrote itself', () => {
      const memory = new TestMemory();
      memory.values.set('vizport.sites', JSON.stringify([{ site: 'x' }, null, 7]));
      assert.deepEqual(world.window({ memory }).sessions.list(), []);
    });
  });

  describe('no network', () => {
    it('says that a remembered site is offline, and comes back by itself', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      const states: string[] = [];
      window.sessions.onDidChange(() => states.push(status() ?? 'none'));
      world.tableau.knobs.dropNext(8, 'projects');
      await assert.rejects(listProjects(), (error) => isTableauError(error, 'network'));
      assert.equal(status(), 'offline');
      world.tableau.knobs.faults.clear();
      await listProjects();
      assert.equal(status(), 'signedIn');
      assert.deepEqual([...new Set(states)], ['offline', 'signedIn']);
    });

    it('is offline, not refused, when a sign-in meets no server', async () => {
      await world.done(window.sessions.signIn(world.site, world.token));
      world.tableau.knobs.expireSessions();
      world.tableau.knobs.dropNext(1, 'auth/signin');
      await assert.rejects(listProjects(), (error) => isTableauError(error, 'network'));
      assert.equal(status(), 'offline');
      assert.ok((await listProjects()) > 0);
      assert.equal(status(), 'signedIn');
    });
  });

  describe('signing out', () => {
    beforeEach(() => world.done(window.sessions.signIn(world.site, world.token)));

    it('ends the session on the server, and signs in again only when the user says so', async () => {
      await world.done(window.sessions.signOut(world.site));
      assert.equal(world.tableau.model.sessions.size, 0);
      assert.equal(status(), 'signedOut');
      await assert.rejects(listProjects(), { code: 'SIGNED_OUT' });
      assert.equal(world.signIns(), 1);
      await world.done(window.sessions.resume(world.site));
      assert.ok((await listProjects()) > 0);
    });

    it('holds in other windows and after a reload', async () => {
      const other = world.window({ memory: window.memory, secrets: window.secrets });
      await world.clock.quiet();
      await world.done(window.sessions.signOut(world.site));
      await world.clock.quiet();
      assert.equal(status(other), 'signedOut');
      await assert.rejects(listProjects(other), { code: 'SIGNED_OUT' });
      const reloaded = world.window({ memory: window.memory, secrets: window.secrets });
      assert.equal(status(reloaded), 'signedOut');
    });

    it('does not wait long for a server that does not answer', async () => {
      world.tableau.knobs.dropNext(1, 'auth/signout');
      await world.done(window.sessions.signOut(world.site));
      assert.equal(status(), 'signedOut');
    });

    it('leaves no session behind when a sign-in was under way', async () => {
      world.tableau.knobs.expireSessions();
      world.tableau.knobs.delay(300, 'auth/signin');
      const listing = listProjects();
      const refused = assert.rejects(listing, { code: 'SIGNED_OUT' });
      while (world.signIns() < 2) await new Promise((resolve) => setTimeout(resolve, 2));
      await window.sessions.signOut(world.site);
      await refused;
      assert.equal(status(), 'signedOut');
      assert.equal(world.tableau.model.sessions.size, 0);
    });

    for (const [what, end, left] of [
      ['signed out', 'signOut', 'signedOut'],
      ['removed', 'remove', undefined],
    ] as const)
      it(`leaves no session behind when the site is ${what} in another window during a sign-in`, async () => {
        const other = world.window({ memory: window.memory, secrets: window.secrets });
        await world.clock.quiet();
        world.tableau.knobs.expireSessions();
        world.tableau.knobs.delay(400, 'auth/signin');
        const refused = assert.rejects(listProjects(other), { code: 'SIGNED_OUT' });
        while (world.signIns() < 2) await new Promise((resolve) => setTimeout(resolve, 2));
        await world.done(window.sessions[end](world.site));
        await world.done(refused);
        await world.clock.quiet();
        for (const one of [window, other]) assert.equal(status(one), left);
        assert.equal(world.tableau.model.sessions.size, 0);
        if (end === 'remove') {
          assert.equal(window.secrets.values.size, 0);
          assert.ok(![...window.memory.values.values()].join().includes('sales'));
        }
      });

    it('forgets everything of a removed site, in all windows', async () => {
      const other = world.window({ memory: window.memory, secrets: window.secrets });
      await world.clock.quiet();
      await world.done(window.sessions.remove(world.site));
      await world.clock.quiet();
      assert.deepEqual(window.sessions.list(), []);
      assert.deepEqual(other.sessions.list(), []);
      assert.equal(window.secrets.values.size, 0);
      assert.ok(![...window.memory.values.values()].join().includes('sales'));
      assert.equal(world.tableau.model.sessions.size, 0);
      await assert.rejects(listProjects(), { code: 'SITE_UNKNOWN' });
    });
  });

  describe('finding a site by address', () => {
    it('compares hosts and names without case, and knows aliases', async () => {
      const aliases = ['https://Tableau.Fernweh.example'];
      await world.done(window.sessions.signIn(world.site, world.token, { aliases }));
      const { findByAddress } = window.sessions;
      const find = findByAddress.bind(window.sessions);
      assert.equal(find(world.tableau.url.toUpperCase(), 'SALES')?.profile.account, 'vizport');
      assert.equal(find('https://tableau.fernweh.EXAMPLE', 'sales')?.profile.account, 'vizport');
      assert.equal(find('https://tableau.fernweh.example', 'hr'), undefined);
      assert.equal(find('https://elsewhere.example', 'sales'), undefined);
    });
  });
});
