/** Who could do what was refused: by name where Tableau gives names, and what is left where it does not. */
import assert from 'node:assert/strict';
import { isStartable } from '../../../../src/content/access/accessFacts';
import { whoCouldCancel, whoCouldStart } from '../../../../src/content/access/whoCould';
import { SiteContent } from '../../../../src/content/siteContent';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { clientFor, patOf, siteOf } from '../../tableau/support/harness';

describe('whoCould', function () {
  this.timeout(20_000);
  let fake: FakeTableau;
  let content: SiteContent;
  let dispose: () => void;
  const { signal } = new AbortController();

  beforeEach(async () => {
    fake = await startFakeTableau({ profile: '2025.1' });
    for (const site of fake.model.sites.values()) site.limitedUserVisibility = false;
    const { client, transport } = clientFor(fake, patOf(fake, false));
    content = new SiteContent(siteOf(fake.url), async () => client);
    dispose = () => transport.dispose();
  });
  afterEach(async () => {
    dispose();
    await fake.close();
  });

  const notMine = async () => {
    const me = await (await content.client()).whoAmI();
    const all = await content.siteList('workbook', 'full').all();
    const item = all.find(
      ({ owner, location }) =>
        owner !== undefined && owner.luid !== me.userLuid && location?.type === 'Project',
    );
    assert.ok(item !== undefined && isStartable(item));
    return item;
  };

  it('names the owner, who leads the projects above, and administrators, each once', async () => {
    const item = await notMine();
    const found = await whoCouldStart(content, item, signal);
    const { users } = fake.model;
    assert.equal(found?.owner?.name, users.get(item.owner!.luid)?.name);
    assert.ok(found!.administrators.length > 0);
    const names = [
      ...(found?.owner === undefined ? [] : [found.owner]),
      ...found!.leaders,
      ...found!.administrators,
    ].map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    const project = (await content.projects()).lineage(item.location!.luid).at(-1);
    const leader = users.get(project!.owner!.luid)!;
    assert.ok(names.includes(leader.name), names.join(', '));
  });

  it('names administrators for a cancel', async () => {
    const { administrators, leaders, owner } = await whoCouldCancel(content, signal);
    assert.deepEqual([leaders, owner], [[], undefined]);
    const roles = administrators.map(({ name }) =>
      fake.model.users.ofSite(fake.company.main.site.luid).find((user) => user.name === name),
    );
    assert.ok(roles.length > 0 && roles.every((user) => /Administrator/u.test(user!.siteRole)));
  });

  it('knows only the owner where users may not be listed, and fails where nothing may be asked', async () => {
    const item = await notMine();
    for (const site of fake.model.sites.values()) site.limitedUserVisibility = true;
    const found = await whoCouldStart(content, item, signal);
    assert.deepEqual(found?.administrators, []);
    assert.equal(found?.owner?.name, item.owner!.name ?? item.owner!.fullName);
    await assert.rejects(whoCouldCancel(content, signal));
  });
});
