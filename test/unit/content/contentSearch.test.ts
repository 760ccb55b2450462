/** The search over a whole site, as it grows and when parts of it fail. */
import assert from 'node:assert/strict';
import type { Content } from '../../../src/tableau/model';
import { openFakeSite, type FakeSite } from './fakeSite';

const names = (items: readonly Content[]): readonly string[] => items.map(({ name }) => name);

describe('ContentSearch', () => {
  let site: FakeSite;
  afterEach(() => site.close());

  it('reads the names of every kind once, and answers from then on without a request', async () => {
    site = await openFakeSite();
    const { search } = site.content;
    await Promise.all([search.load(), search.load()]);
    const asked = site.requests();
    assert.deepEqual(Object.values(asked), [1, 1, 1, 1, 1, 1], JSON.stringify(asked));
    assert.equal(search.progress.done, true);
    assert.equal(search.progress.loaded, search.progress.total);
    assert.equal(names(search.find('margin', 10).items)[0], 'Quarterly Margin');
    assert.deepEqual(names(search.find('uberblick', 10).items)[0], 'Überblick Österreich');
    const overviews = search.find('finance/reports overview', 10).items;
    assert.equal(overviews.filter(({ kind }) => kind === 'workbook').length, 2, 'P&L Overview too');
    await search.load();
    assert.deepEqual(site.requests(), {});
    const kinds = new Set(search.find('', 5_000).items.map(({ kind }) => kind));
    assert.deepEqual(
      [...kinds],
      ['project', 'workbook', 'datasource', 'flow', 'view', 'virtualConnection'],
    );
  });

  it('answers with what came so far, and tells how far it is', async function () {
    this.timeout(20_000);
    site = await openFakeSite({ workbooks: 5_000 });
    const { search } = site.content;
    const seen: number[] = [];
    const listening = search.onDidChange(() => seen.push(search.progress.loaded));
    await search.load();
    listening.dispose();
    assert.ok(seen.length > 5, 'page by page');
    assert.deepEqual(
      seen,
      seen.toSorted((one, other) => one - other),
    );
    assert.ok(search.progress.loaded >= 10_000, 'workbooks and views');
  });

  it('stops when nobody waits any more, and goes on later without repeating what it has', async () => {
    site = await openFakeSite();
    const { search } = site.content;
    site.fake.knobs.delay(300, '/views');
    const abort = new AbortController();
    const loading = search.load(abort.signal);
    while (search.find('Quarterly Margin', 1).total === 0)
      await new Promise<void>((resolve) => {
        const once = search.onDidChange(() => {
          once.dispose();
          resolve();
        });
      });
    abort.abort();
    await assert.rejects(loading, { name: 'AbortError' });
    assert.equal(search.progress.done, false);
    site.fake.knobs.faults.clear();
    await search.load();
    assert.equal(search.progress.done, true);
    const { items } = search.find('', 5_000);
    assert.equal(new Set(items.map(({ kind, luid }) => `${kind}/${luid}`)).size, items.length);
  });

  it('names the kinds that could not be listed, and asks for those again', async () => {
    site = await openFakeSite();
    const { search } = site.content;
    site.fake.knobs.failNext({ status: 403, code: 403004, match: '/flows' });
    await search.load();
    assert.deepEqual([...search.progress.failures.keys()], ['flow']);
    assert.equal(search.progress.done, false);
    assert.ok(search.find('Quarterly Margin', 1).total > 0);
    site.requests();
    await search.load();
    assert.deepEqual(site.requests(), { flows: 1 });
    assert.equal(search.find('Clean Orders', 1).items[0]?.kind, 'flow');
    assert.equal(search.progress.done, true);
  });

  it('does not miss virtual connections where there are none to list', async () => {
    site = await openFakeSite();
    site.fake.knobs.failNext({ status: 403, code: 403004, match: '/virtualconnections' });
    await site.content.search.load();
    assert.equal(site.content.search.progress.failures.size, 0);
    assert.equal(site.content.search.progress.done, true);
  });

  it('is another one after the site was refreshed, and the old one ends', async () => {
    site = await openFakeSite();
    const old = site.content.search;
    const loading = old.load();
    site.content.refresh();
    await assert.rejects(loading, { name: 'AbortError' });
    assert.notEqual(site.content.search, old);
    await site.content.search.load();
    assert.ok(site.content.search.progress.loaded > 100);
  });

  it('goes on when a project is refreshed in the middle of it', async () => {
    site = await openFakeSite();
    const tree = await site.content.projects();
    const { search } = site.content;
    site.fake.knobs.delay(40);
    const loading = search.load();
    const [first] = tree.roots;
    site.content.refresh(first ?? assert.fail());
    await loading;
    assert.equal(search.progress.done, true);
    assert.equal(search.find('Warehouse', 5).items.filter((i) => i.kind === 'project').length, 1);
  });
});
