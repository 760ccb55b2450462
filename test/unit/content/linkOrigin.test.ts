/** How a site calls itself in its own links. */
import assert from 'node:assert/strict';
import { openFakeSite, type FakeSite } from './fakeSite';

describe('linkOrigin', () => {
  let site: FakeSite;
  afterEach(() => site.close());

  for (const profile of ['2021.4', '2025.1'] as const)
    it(`is the internal one of Server ${profile}, for one small request in all`, async () => {
      site = await openFakeSite({ profile });
      const { content } = site;
      const told = await Promise.all([content.linkOrigin(), content.linkOrigin()]);
      assert.deepEqual(told, ['http://tableau-internal', 'http://tableau-internal']);
      assert.equal(await content.linkOrigin(), 'http://tableau-internal');
      const [request, ...more] = site.fake.log;
      assert.match(request?.query ?? '', /pageSize=1&/u);
      assert.deepEqual(more, []);
    });

  it('is read off another kind where there is no workbook, and is none where there is nothing', async () => {
    site = await openFakeSite({ profile: '2025.1' });
    const { fake, content } = site;
    for (const workbook of [...fake.model.workbooks.all()])
      fake.model.workbooks.remove(workbook.luid);
    assert.equal(await content.linkOrigin(), 'http://tableau-internal');
    for (const { luid } of [...fake.model.datasources.all()]) fake.model.datasources.remove(luid);
    for (const { luid } of [...fake.model.flows.all()]) fake.model.flows.remove(luid);
    content.refresh();
    assert.equal(await content.linkOrigin(), undefined);
    site.requests();
    assert.equal(await content.linkOrigin(), undefined);
    assert.deepEqual(site.requests(), {});
  });

  it('is asked for again after a failure', async () => {
    site = await openFakeSite({ profile: '2025.1' });
    site.fake.knobs.failNext({ count: 1, status: 403, code: 403004 });
    await assert.rejects(site.content.linkOrigin());
    assert.equal(await site.content.linkOrigin(), 'http://tableau-internal');
  });
});
