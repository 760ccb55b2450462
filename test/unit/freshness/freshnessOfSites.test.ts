/** Each site has what is known of its freshness for itself, and a user who goes leaves nothing behind. */
import assert from 'node:assert/strict';
import { SiteContents } from '../../../src/content/siteContents';
import { FreshnessOfSites } from '../../../src/freshness/freshnessOfSites';
import type { SiteRef } from '../../../src/tableau/model';
import { openFakeSite, type FakeSite } from '../content/fakeSite';

const clock = { now: () => Date.now(), delay: () => Promise.resolve() };

describe('what is known of sites', () => {
  let site: FakeSite;
  beforeEach(async () => {
    site = await openFakeSite();
  });
  afterEach(() => site.close());

  it('is asked for once a site, told with the site, and asked for anew once it is forgotten', async () => {
    const all = new FreshnessOfSites(() => Promise.resolve(site.client), clock);
    const ref = site.content.site;
    assert.equal(all.of(ref), all.of({ ...ref }), 'by what names the site');
    const told: SiteRef[] = [];
    all.onDidChange((one) => told.push(one));
    await all.of(ref).load();
    assert.ok(told.length > 0 && told.every((one) => one.contentUrl === ref.contentUrl));
    site.requests();
    await all.of(ref).load();
    assert.deepEqual(site.requests(), {});
    all.forget(ref);
    await all.of(ref).load();
    assert.deepEqual(site.requests(), { graphql: 2 });
    all.dispose();
  });

  it('is of the user who asks now: after forgetting, nothing that another one saw is there', async () => {
    const contents = new SiteContents(() => Promise.resolve(site.client));
    const ref = site.content.site;
    const before = contents.of(ref);
    assert.equal(contents.of({ ...ref }), before);
    await before.projects();
    const waiting = before.search.load();
    contents.forget(ref);
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.notEqual(contents.of(ref), before);
    assert.equal(contents.of(ref).knownProjects, undefined);
    contents.dispose();
  });
});
