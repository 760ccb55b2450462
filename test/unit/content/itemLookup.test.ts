/** LUIDs of unknown kind become items, over real HTTP, and every request is counted. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ItemLookup } from '../../../src/content/itemLookup';
import { SiteContent } from '../../../src/content/siteContent';
import { TableauError } from '../../../src/tableau/errors';
import type { Luid } from '../../../src/tableau/model';
import { openFakeSite, type FakeSite } from './fakeSite';

describe('ItemLookup', () => {
  let site: FakeSite;
  let lookup: ItemLookup;
  let now = 0;
  beforeEach(async () => {
    site = await openFakeSite();
    now = Date.now();
    lookup = new ItemLookup({ sites: () => [site.content], now: () => now });
  });
  afterEach(async () => {
    lookup.dispose();
    await site.close();
  });

  const ofSite = <T extends { readonly siteLuid: string }>(store: { all(): Iterable<T> }): T[] =>
    [...store.all()].filter(({ siteLuid }) => siteLuid === site.fake.company.main.site.luid);
  const luidOf = (store: 'workbooks' | 'datasources' | 'flows', name: string): Luid => {
    const found = ofSite<{ siteLuid: string; name: string; luid: string }>(
      site.fake.model[store],
    ).find((one) => one.name === name);
    assert.ok(found, name);
    return found.luid as Luid;
  };
  const nobodys = (): Luid => randomUUID() as Luid;

  it('finds items of every kind by one request', async () => {
    const luids = [
      luidOf('workbooks', 'Tax'),
      luidOf('datasources', 'Orders'),
      luidOf('flows', 'Clean Orders'),
    ];
    const found = await lookup.find(luids);
    assert.deepEqual(
      luids.map((luid) => `${found.get(luid)?.kind} ${found.get(luid)?.name}`),
      ['workbook Tax', 'datasource Orders', 'flow Clean Orders'],
    );
    assert.deepEqual(site.requests(), { graphql: 1 });
  });

  it('asks once for all who ask at the same time, and never again for what is known', async () => {
    const luid = luidOf('workbooks', 'Tax');
    const all = await Promise.all(Array.from({ length: 20 }, () => lookup.find([luid])));
    assert.ok(all.every((found) => found.get(luid)?.name === 'Tax'));
    await lookup.find([luid]);
    assert.deepEqual(site.requests(), { graphql: 1 });
    assert.notEqual(lookup.known(luid), undefined);
  });

  it('shares with who comes while the answer is on its way', async () => {
    const luid = luidOf('workbooks', 'Tax');
    site.fake.knobs.delay(100);
    const first = lookup.find([luid]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await Promise.all([first, lookup.find([luid])]);
    assert.deepEqual(site.requests(), { graphql: 1 });
  });

  it('asks for one item by the kind that its words name, and knows everything about it then', async () => {
    const luid = luidOf('workbooks', 'Tax');
    const item = (await lookup.find([luid], { hint: 'workbook' })).get(luid);
    assert.ok(item);
    const whole = await lookup.whole(item, site.content);
    assert.equal(whole.name, 'Tax');
    assert.deepEqual(site.requests(), { workbook: 1 });
  });

  it('finds it all the same when the words name another kind', async () => {
    const luid = luidOf('datasources', 'Orders');
    assert.equal((await lookup.find([luid], { hint: 'workbook' })).get(luid)?.kind, 'datasource');
  });

  it('remembers what is nobody’s, until its time is over or somebody asks again', async () => {
    const luid = nobodys();
    assert.equal((await lookup.find([luid])).size, 0);
    assert.equal(lookup.known(luid), 'none');
    site.requests();
    await lookup.find([luid]);
    assert.deepEqual(site.requests(), {});
    now += 11 * 60_000;
    assert.equal(lookup.known(luid), undefined);
    await lookup.find([luid]);
    assert.deepEqual(site.requests(), { graphql: 1 });
    await lookup.find([luid], { again: true });
    assert.ok(Object.keys(site.requests()).length > 3, 'every kind was asked for');
  });

  it('finds what the Metadata API does not know when somebody asks again', async () => {
    const luid = luidOf('workbooks', 'Tax');
    site.fake.knobs.metadataMode = 'featureDisabled';
    assert.equal((await lookup.find([luid], { again: true })).get(luid)?.name, 'Tax');
  });

  it('needs 10 requests at most for 1,000 ids, with and without the Metadata API', async () => {
    const real = ofSite(site.fake.model.workbooks).map(({ luid }) => luid as Luid);
    const luids = [...real, ...Array.from({ length: 1_000 - real.length }, nobodys)];
    const found = await lookup.find(luids);
    assert.ok(found.size > 20, `${found.size} found`);
    const sum = (): number => Object.values(site.requests()).reduce((all, one) => all + one, 0);
    assert.ok(sum() <= 2);
    site.fake.knobs.metadataMode = 'featureDisabled';
    lookup.forget();
    const listed = await lookup.find(luids);
    assert.ok(listed.size >= found.size);
    assert.ok(sum() <= 10);
  });

  it('does not take a server that cannot be reached for one that says no', async () => {
    const luid = luidOf('workbooks', 'Tax');
    const offline = new SiteContent(site.content.site, () =>
      Promise.reject(new TableauError('network')),
    );
    const failing = new ItemLookup({ sites: () => [offline], now: () => now });
    await assert.rejects(
      failing.find([luid]),
      (error) => (error as TableauError).kind === 'network',
    );
    assert.equal(failing.known(luid), undefined);
    failing.dispose();
  });

  it('lets one who goes away go, and stops when nobody waits', async () => {
    const luid = luidOf('workbooks', 'Tax');
    const abort = new AbortController();
    const gone = lookup.find([luid], {}, abort.signal);
    const stays = lookup.find([luid]);
    abort.abort(new DOMException('gone', 'AbortError'));
    await assert.rejects(gone, { name: 'AbortError' });
    assert.equal((await stays).size, 1);
    lookup.forget();
    site.requests();
    const alone = new AbortController();
    const nobody = lookup.find([luid], {}, alone.signal);
    alone.abort(new DOMException('gone', 'AbortError'));
    await assert.rejects(nobody, { name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.deepEqual(site.requests(), {});
  });
});
