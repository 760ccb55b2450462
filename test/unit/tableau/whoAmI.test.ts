/** Checks that a session is described in words as far as the server allows. */
import assert from 'node:assert/strict';
import type { ProfileName } from '../../fakeTableau/profiles';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import { appOf, clientFor, type SignedInBench } from './support/harness';

async function withFake(
  profile: ProfileName,
  use: (fake: FakeTableau) => Promise<SignedInBench>,
): Promise<void> {
  const fake = await startFakeTableau({ profile });
  try {
    (await use(fake)).transport.dispose();
  } finally {
    await fake.close();
  }
}

describe('whoAmI', () => {
  it("tells the site's and the user's names and role with one request, and keeps them", () =>
    withFake('cloud', async (fake) => {
      const bench = clientFor(fake);
      const who = await bench.client.whoAmI();
      assert.deepEqual(
        [who.siteName, who.userName, who.siteRole, who.apiVersion],
        ['Sales & Retail', 'ana.ruiz@fernweh.example', 'Creator', '3.29'],
      );
      assert.equal(fake.log.length, 3);
      await bench.client.whoAmI();
      assert.equal(fake.log.length, 3);
      return bench;
    }));

  it('never shows the token', () =>
    withFake('cloud', async (fake) => {
      const bench = clientFor(fake);
      assert.equal('token' in (await bench.client.whoAmI()), false);
      return bench;
    }));

  it('makes do with what sign-in told when a JWT session may not ask, and does not sign in for it', () =>
    withFake('2022.3', async (fake) => {
      const bench = clientFor(fake, appOf(fake));
      const who = await bench.client.whoAmI();
      assert.equal(who.userName, fake.credentials.connectedApp.username);
      assert.equal(who.siteName, undefined);
      assert.equal(bench.tokens.signIns, 1);
      return bench;
    }));

  it('asks for the user when the session is not told', () =>
    withFake('cloud', async (fake) => {
      const bench = clientFor(fake);
      fake.knobs.failNext({ status: 403, code: 403004, match: 'sessions/current' });
      const who = await bench.client.whoAmI();
      assert.deepEqual([who.siteName, who.siteRole], [undefined, 'Creator']);
      return bench;
    }));

  it('fails when the network does', () =>
    withFake('cloud', async (fake) => {
      const bench = clientFor(fake);
      fake.knobs.dropNext(10, 'sessions/current');
      await assert.rejects(bench.client.whoAmI(), { kind: 'network' });
      return bench;
    }));
});
