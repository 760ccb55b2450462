/** What must be true of every kind in the registry, whichever kinds there are. */
import assert from 'node:assert/strict';
import {
  browserUrl,
  contentKinds,
  contextWords,
  isRefreshable,
  kindNames,
  kindOf,
  kindsIn,
} from '../../../src/content/contentKinds';
import { findByAddress } from '../../../src/content/findByAddress';
import { parseWebAddress } from '../../../src/content/webAddress';
import type { Content, ContentUrl, Luid } from '../../../src/tableau/model';
import { openFakeSite } from './fakeSite';

const site = { server: 'https://10ax.online.tableau.com', contentUrl: 'sales' as ContentUrl };
const base = { site, luid: '5d4c3b2a-1f0e-4d9c-8b7a-665544332211' as Luid, name: 'Margin' };
const workbook: Content = { ...base, kind: 'workbook', contentUrl: 'Margin' as ContentUrl };

describe('contentKinds', () => {
  it('names each kind by its own key', () => {
    for (const kind of kindNames) assert.equal(contentKinds[kind].kind, kind);
  });

  it('tells what the tree lists where', () => {
    assert.deepEqual(kindsIn('site'), ['project']);
    assert.deepEqual(kindsIn('project'), ['project', 'workbook', 'datasource', 'flow']);
    assert.deepEqual(kindsIn('workbook'), ['view']);
    assert.deepEqual(kindsIn('view'), []);
  });

  it('lists, gets and links every kind, and its link leads back to the same item', async () => {
    const fake = await openFakeSite();
    try {
      for (const kind of kindNames) {
        const entry = kindOf(kind);
        const pages = entry.pages?.(fake.client, undefined, { ahead: 0 });
        if (pages === undefined) continue;
        let item: Content | undefined;
        for await (const batch of pages) item ??= batch.find((one) => one.name !== '');
        assert.ok(item, `no ${kind} was listed`);
        if (entry.get) {
          const got = await entry.get(fake.client, item.luid);
          assert.deepEqual([got.kind, got.luid, got.name], [kind, item.luid, item.name]);
        }
        const url = browserUrl(item, 'https://tableau.acme.com');
        if (url === undefined) continue;
        assert.ok(url.startsWith('https://tableau.acme.com/#/site/'), url);
        const address = parseWebAddress(url);
        assert.ok(!('reason' in address), url);
        const found = await findByAddress(address, () => fake.content);
        assert.ok(found.status === 'found', url);
        assert.equal(found.matches[0]?.luid, item.luid, url);
      }
    } finally {
      await fake.close();
    }
  });
});

describe('contextWords', () => {
  it('offers a refresh unless the server said that there is no extract', () => {
    assert.ok(isRefreshable(workbook));
    assert.ok(isRefreshable({ ...workbook, hasExtracts: true }));
    assert.ok(!isRefreshable({ ...workbook, hasExtracts: false }));
    assert.ok(!isRefreshable({ ...base, kind: 'virtualConnection', hasExtracts: true }));
  });

  it('is a list of words that menus test', () => {
    const webpageUrl = 'http://internal/#/site/sales/workbooks/42';
    assert.deepEqual(contextWords(workbook), ['content', 'workbook', 'refreshable']);
    assert.deepEqual(contextWords({ ...workbook, webpageUrl, hasExtracts: false }), [
      'content',
      'workbook',
      'hasUrl',
    ]);
    assert.deepEqual(contextWords({ ...base, kind: 'flow' }), ['content', 'flow', 'runnable']);
    assert.deepEqual(contextWords({ ...base, kind: 'project' }), ['content', 'project']);
  });
});

describe('browserUrl', () => {
  const origin = 'https://tableau.acme.com';

  it('puts Tableau’s own link on the host that the browser uses', () => {
    const webpageUrl = 'http://internal-host:8000/#/site/sales/workbooks/42/views?a=b';
    assert.equal(
      browserUrl({ ...workbook, webpageUrl }, origin),
      'https://tableau.acme.com/#/site/sales/workbooks/42/views?a=b',
    );
    for (const odd of ['javascript:alert(1)', 'workbooks/42', ''])
      assert.equal(browserUrl({ ...workbook, webpageUrl: odd }, origin), undefined);
  });

  it('makes the link of a view from its names, encoded, and without a site on the default site', () => {
    const view: Content = {
      ...base,
      kind: 'view',
      contentUrl: 'R&D/sheets/Übersicht 1' as ContentUrl,
    };
    assert.equal(
      browserUrl(view, origin),
      'https://tableau.acme.com/#/site/sales/views/R%26D/%C3%9Cbersicht%201',
    );
    const onDefault = { ...view, site: { ...site, contentUrl: '' as ContentUrl } };
    assert.equal(
      browserUrl(onDefault, origin),
      'https://tableau.acme.com/#/views/R%26D/%C3%9Cbersicht%201',
    );
  });
});
