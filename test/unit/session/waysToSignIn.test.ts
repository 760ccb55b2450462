/** What is kept of each way to sign in, and what happens when its session ends. */
import assert from 'node:assert/strict';
import type { SessionNotice } from '../../../src/session/sessionsContract';
import type { Credentials } from '../../../src/tableau/credentials';
import { isTableauError } from '../../../src/tableau/errors';
import { mintToken } from '../../fakeTableau/auth/issuers';
import { jwtProgram, type JwtProgram } from '../../fakeTableau/printJwt';
import { World, type Window } from '../support/world';

const ana = 'ana.ruiz@fernweh.example';
const tom = 'tom.becker@fernweh.example';

describe('Sessions, by every way to sign in', function () {
  this.timeout(30_000);
  let world: World;
  let window: Window;
  let notices: SessionNotice[];
  let program: JwtProgram | undefined;

  const start = async (options: Parameters<typeof World.start>[0] = {}): Promise<void> => {
    world = await World.start(options);
    window = open();
  };
  const open = (shared: Partial<Window> = {}): Window => {
    const opened = world.window(shared);
    opened.sessions.onDidNotice((notice) => notices.push(notice));
    return opened;
  };
  beforeEach(() => {
    notices = [];
  });
  afterEach(async () => {
    await program?.dispose();
    program = undefined;
    await world.close();
  });

  const profile = (of = window) => of.sessions.find(world.site)?.profile;
  const status = (of = window) => of.sessions.find(world.site)?.state.status;
  const listProjects = async (of = window): Promise<number> => {
    const client = await of.sessions.client(world.site);
    return (await world.done(client.projects.page({}, 1))).items.length;
  };
  const kinds = (): readonly string[] => world.tableau.log.map(({ kind }) => kind);
  const kept = (of = window): string => [...of.secrets.values.values()].join('\n');

  describe('as another user', () => {
    const as = (): Credentials => ({
      ...(world.administratorToken as Extract<Credentials, { method: 'personalAccessToken' }>),
      as: { username: tom },
    });
    beforeEach(async () => {
      await start({ profile: '2025.1' });
      world.tableau.knobs.patImpersonation = true;
      await world.done(window.sessions.signIn(world.site, as()));
      world.tableau.log.clear();
    });

    it('marks the site with the user, and shows what the user sees', async () => {
      assert.equal(profile()?.as, tom);
      assert.equal(profile()?.account, 'vizport-admin');
      assert.equal(profile()?.userName, tom);
      await listProjects();
      assert.ok(world.tableau.log.every(({ user }) => user === undefined || user === tom));
    });

    it('looks nobody up when the session is renewed, nor after a reload', async () => {
      const reloaded = open(window);
      world.tableau.knobs.expireSessions();
      await listProjects(reloaded);
      assert.deepEqual(
        kinds().filter((kind) => kind !== 'projects'),
        ['current session', 'server info', 'sign in'],
      );
    });

    it('never repeats it when the server no longer allows it', async () => {
      world.tableau.knobs.patImpersonation = false;
      world.tableau.knobs.expireSessions();
      await assert.rejects(listProjects(), (error) => isTableauError(error, 'signIn'));
      await assert.rejects(listProjects(), (error) => isTableauError(error, 'signIn'));
      assert.equal(status(), 'refused');
      assert.equal(world.signIns(), 1);
    });

    it('forgets whom it was when other credentials take their place', async () => {
      await world.done(window.sessions.signIn(world.site, world.password));
      assert.equal(profile()?.as, undefined);
      assert.equal(profile()?.account, ana);
    });
  });

  describe('with a pasted JWT', () => {
    let token: string;
    const paste = async (): Promise<void> => {
      token = await mintToken(world.tableau.model, 'trust', { userName: ana });
      await world.done(
        window.sessions.signIn(world.site, {
          method: 'oauthTrust',
          jwt: { from: 'pasted', token },
        }),
      );
    };
    beforeEach(async () => {
      await start();
      await paste();
      world.tableau.log.clear();
    });

    it('keeps the session, but nothing of the token', async () => {
      assert.ok(kept().includes('"token"'));
      for (const part of token.split('.')) assert.ok(!kept().includes(part));
      assert.deepEqual([profile()?.account, profile()?.jwtFrom], [ana, 'pasted']);
      const reloaded = open(window);
      assert.ok((await listProjects(reloaded)) > 0);
      assert.equal(world.signIns(), 0);
    });

    it('asks for another by one message when the session has ended, and sends nothing', async () => {
      world.tableau.knobs.expireSessions();
      for (let i = 0; i < 3; i++)
        await assert.rejects(listProjects(), (error) => isTableauError(error, 'jwtNeeded'));
      assert.equal(status(), 'jwtNeeded');
      assert.deepEqual(
        notices.map(({ kind }) => kind),
        ['jwtNeeded'],
      );
      assert.equal(world.signIns(), 0);
    });

    it('works on with another one, in all windows', async () => {
      const other = open(window);
      world.tableau.knobs.expireSessions();
      await assert.rejects(listProjects());
      await assert.rejects(listProjects(other));
      assert.equal(status(other), 'jwtNeeded');
      await paste();
      assert.ok((await listProjects()) > 0);
      assert.ok((await listProjects(other)) > 0);
      assert.equal(status(other), 'signedIn');
    });
  });

  describe('with a command that prints JWTs', () => {
    beforeEach(async () => {
      await start();
      program = await jwtProgram(world.tableau.model, 'trust', ana);
      world.jwtCommands.set('work', program.command);
      await world.done(
        window.sessions.signIn(world.site, {
          method: 'oauthTrust',
          jwt: { from: 'command', name: 'work' },
        }),
      );
      world.tableau.log.clear();
    });

    it('renews the session in silence, with a fresh token', async () => {
      assert.deepEqual([profile()?.account, profile()?.jwtFrom], ['work', 'command']);
      world.tableau.knobs.expireSessions();
      assert.ok((await listProjects()) > 0);
      assert.equal(world.signIns(), 1);
      assert.equal((await program?.calls())?.length, 2);
      assert.deepEqual(notices, []);
    });

    it('keeps the name of the command alone: what it runs is read from the settings each time', () => {
      assert.ok(kept().includes('"work"'));
      assert.ok(!kept().includes(process.execPath));
      assert.ok(!kept().includes('eyJ'));
    });

    it('runs a failing command once, says so once, and again only when the user asks', async () => {
      await program?.fail('Please log in first.');
      world.tableau.knobs.expireSessions();
      for (let i = 0; i < 3; i++)
        await assert.rejects(listProjects(), (error) => isTableauError(error, 'jwtNeeded'));
      assert.equal((await program?.calls())?.length, 2);
      assert.equal(notices.length, 1);
      await program?.fail(undefined);
      await world.done(window.sessions.resume(world.site));
      assert.equal(status(), 'signedIn');
      assert.ok((await listProjects()) > 0);
    });
  });

  it('reads the sites that the first release has remembered', async () => {
    await start();
    const released = [
      { site: world.site, method: 'personalAccessToken', account: 'vizport', siteName: 'Sales' },
      { site: world.secondSite, method: 'connectedApp', account: ana, aliases: ['https://t.x'] },
    ];
    await window.memory.update('vizport.sites', released);
    const { sessions } = open(window);
    assert.deepEqual(
      sessions.list().map((entry) => entry.profile),
      released,
    );
  });
});
