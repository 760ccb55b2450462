/** Who may refresh, asked with a JWT: its scopes must reach as far as the answer does. */
import assert from 'node:assert/strict';
import { isStartable } from '../../../../src/content/access/accessFacts';
import { gatherAccess } from '../../../../src/content/access/gatherAccess';
import { verdictFor } from '../../../../src/content/access/verdict';
import { SiteContent } from '../../../../src/content/siteContent';
import { scopesFor } from '../../../../src/tableau/auth/scopes';
import type { Credentials } from '../../../../src/tableau/credentials';
import type { Luid } from '../../../../src/tableau/model';
import { mintToken } from '../../../fakeTableau/auth/issuers';
import type { ProfileName } from '../../../fakeTableau/profiles';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { appOf, clientFor, siteOf } from '../../tableau/support/harness';

type Sign = (fake: FakeTableau, userName: string) => Promise<Credentials>;

const connectedApp: Sign = async (fake, username) => {
  const app = appOf(fake);
  assert.ok(app.method === 'connectedApp');
  return { ...app, username };
};

/** As a command of the user's does, which is told the scopes that serve us. */
const signedElsewhere =
  (method: 'oauthTrust' | 'unifiedAccessToken'): Sign =>
  async (fake, userName) => {
    const scopes = scopesFor(fake.profile.apiVersion);
    const kind = method === 'oauthTrust' ? 'trust' : 'unified';
    const token = await mintToken(fake.model, kind, { userName, scopes });
    return { method, jwt: { from: 'pasted', token } };
  };

const ways: readonly (readonly [string, ProfileName, Sign])[] = [
  ['a connected app on the first Tableau Server that knows it', '2022.3', connectedApp],
  ['a connected app on Tableau Server 2025.1', '2025.1', connectedApp],
  ['a connected app on Tableau Cloud', 'cloud', connectedApp],
  ['OAuth 2.0 trust on Tableau Server', '2022.3', signedElsewhere('oauthTrust')],
  ['a unified access token', 'cloud', signedElsewhere('unifiedAccessToken')],
];

describe('gatherAccess and verdictFor, by JWT', function () {
  this.timeout(20_000);
  for (const [name, profile, sign] of ways) {
    it(`tell names, administrators and the role with ${name}`, async () => {
      const fake = await startFakeTableau({ profile });
      const { username } = fake.credentials.administrator;
      const { client, transport } = clientFor(fake, await sign(fake, username));
      try {
        const who = await client.whoAmI();
        const content = new SiteContent(siteOf(fake.url), async () => client);
        // Flows have no scope before 3.27: workbooks do for all.
        const items = (await content.siteList('workbook', 'full').all()).filter(isStartable);
        const facts = await gatherAccess(items, {
          access: client.access,
          projects: () => content.projects(),
          withNames: true,
        });
        const site = fake.company.main.site.luid;
        const users = fake.model.users.ofSite(site);
        assert.equal(who.siteRole, users.find((one) => one.name === username)?.siteRole);
        assert.deepEqual(
          facts.gaps.filter(({ of }) => of !== 'hiddenProject' && of !== 'groupSet'),
          [],
        );
        assert.ok((facts.administrators ?? []).some((one) => one.name === username));
        for (const one of users) {
          const groups = new Set(
            (await client.access.groupsOf(one.luid as Luid)).map(({ luid }) => luid),
          );
          for (const about of facts.items.filter(({ item }) => item.location !== undefined)) {
            const row = fake.model.workbooks.get(about.item.luid);
            assert.ok(row);
            const person = { luid: one.luid as Luid, name: one.name, siteRole: one.siteRole };
            const { answer, reasons } = verdictFor(facts, about, { person, groups });
            const may = one.siteRole !== 'Unlicensed' && fake.model.mayRefresh(one, row);
            const looking = reasons.some(({ why }) => why === 'roleMayLimit');
            assert.equal(looking ? 'yes' : answer, may ? 'yes' : 'no', `${one.name}: ${row.name}`);
          }
        }
      } finally {
        transport.dispose();
        await fake.close();
      }
    });
  }
});
