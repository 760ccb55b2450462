/** A server that sends its callers on to another address: https for http, a pod, a new name. Sites stay what they are. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SessionNotice } from '../../../src/session/sessionsContract';
import type { LoadSharing } from '../../../src/session/sharing';
import { isTableauError } from '../../../src/tableau/errors';
import type { SiteRef } from '../../../src/tableau/model';
import { oddServer, type OddServer } from '../tableau/support/harness';
import { LeaseTable, MemoryLeases } from '../support/memoryLeases';
import { TestMemory, TestSecrets, World, type Window } from '../support/world';

describe('sites of a server that has moved', function () {
  this.timeout(30_000);
  let world: World;
  let former: OddServer;
  let table: LeaseTable;
  let memory: TestMemory;
  let secrets: TestSecrets;
  const noticed: SessionNotice[] = [];

  const sharing: LoadSharing = async () => {
    const leases = new MemoryLeases(table, world.clock);
    return {
      leases,
      ask: async () => undefined,
      listen: () => undefined,
      missed: () => undefined,
      dispose: () => leases.dispose(),
    };
  };
  const window = (): Window => {
    const made = world.window({ memory, secrets, sharing });
    made.sessions.onDidNotice((notice) => noticed.push(notice));
    return made;
  };
  const formerSite = (): SiteRef => ({ ...world.site, server: former.url });
  const list = async (of: Window, site: SiteRef): Promise<number> => {
    const client = await of.sessions.client(site);
    return (await world.done(client.projects.page({}, 1))).items.length;
  };
  const kinds = (): string[] => noticed.map(({ kind }) => kind);

  beforeEach(async () => {
    world = await World.start();
    table = new LeaseTable();
    memory = new TestMemory();
    secrets = new TestSecrets();
    noticed.length = 0;
    former = await oddServer((request, response) => {
      response.writeHead(308, { location: `${world.tableau.url}${request.url ?? ''}` }).end();
    });
  });
  afterEach(async () => {
    await world.close();
    await former.close();
  });

  /** A window of last year, when the server still answered at its former address. */
  async function rememberBefore(): Promise<void> {
    const before = window();
    await world.done(before.sessions.signIn(world.site, world.token));
    before.sessions.dispose();
    const aged = (text: string): string => text.replaceAll(world.tableau.url, former.url);
    for (const { values } of [memory, secrets]) {
      const kept = [...values];
      values.clear();
      for (const [key, value] of kept) values.set(aged(key), aged(value));
    }
    table = new LeaseTable();
    world.tableau.knobs.expireSessions();
    world.tableau.log.clear();
    noticed.length = 0;
  }

  it('sign in once for all windows, and do not say that the site was switched', async () => {
    await rememberBefore();
    const windows = Array.from({ length: 4 }, window);
    for (let round = 1; round <= 3; round++) {
      for (const each of windows) assert.ok((await list(each, formerSite())) > 0);
      assert.equal(world.signIns(), round);
      await world.clock.advance(3_600_000);
      world.tableau.knobs.expireSessions();
    }
    assert.deepEqual(kinds(), []);
  });

  it('keep their row when their credentials are replaced, and are found at both addresses', async () => {
    await rememberBefore();
    const { personalAccessToken: token } = world.tableau.credentials;
    world.tableau.knobs.revokePat(token.name);
    const one = window();
    await assert.rejects(list(one, formerSite()), (error) => isTableauError(error, 'signIn'));
    const signedIn = await world.done(one.sessions.signIn(formerSite(), world.administratorToken));
    assert.deepEqual(signedIn.site, formerSite());
    assert.deepEqual(
      one.sessions.list().map(({ profile, state }) => [profile.site, state.status]),
      [[formerSite(), 'signedIn']],
    );
    assert.ok((await list(one, formerSite())) > 0);
    for (const server of [former.url, world.tableau.url])
      assert.ok(one.sessions.findByAddress(server, world.site.contentUrl));
  });

  it('share the session of a sign-in that was typed with another address', async () => {
    const one = window();
    // Turns at the former address are counted by themselves: five of them, for a typing error in the token.
    for (let n = 0; n < 4; n++)
      await assert.rejects(
        world.done(
          one.sessions.signIn(formerSite(), { ...world.token, secret: `no${n}` } as never),
        ),
      );
    const signedIn = await world.done(one.sessions.signIn(formerSite(), world.token));
    assert.deepEqual(signedIn.site, world.site);
    world.tableau.log.clear();
    const windows = [one, window(), window()];
    for (let round = 1; round <= 3; round++) {
      await world.clock.advance(3_600_000);
      world.tableau.knobs.expireSessions();
      for (const each of windows) assert.ok((await list(each, world.site)) > 0);
      assert.equal(world.signIns(), round);
    }
    assert.ok(one.sessions.findByAddress(former.url, world.site.contentUrl));
  });
});
