/** What is kept of the panel's tabs is the newest, whatever GraphiQL still writes of older ones. */
import assert from 'node:assert/strict';
import { keptTabs, tabsKey } from '../../../src/webview/keptTabs';

function memory() {
  const all = new Map<string, string>();
  return {
    get length() {
      return all.size;
    },
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
    clear: () => all.clear(),
  };
}

const tabs = (query: string) => ({ tabs: [{ id: '1', query, headers: 'secret', response: 'r' }] });

describe('kept tabs', () => {
  it('takes the tabs that GraphiQL starts with from GraphiQL', () => {
    const { storage } = keptTabs(memory());
    storage.setItem(tabsKey, 'first');
    assert.equal(storage.getItem(tabsKey), 'first');
  });

  it('does not let an older state that GraphiQL writes late take the place of a newer one', () => {
    const { storage, keep } = keptTabs(memory());
    keep(tabs('{ new }'));
    storage.setItem(tabsKey, JSON.stringify(tabs('{ old }')));
    assert.deepEqual(JSON.parse(storage.getItem(tabsKey) ?? ''), {
      tabs: [{ id: '1', query: '{ new }', headers: null, response: null }],
    });
  });

  it('leaves everything else to GraphiQL', () => {
    const { storage, keep } = keptTabs(memory());
    keep(tabs('{ new }'));
    storage.setItem('graphiql:queries', '[]');
    assert.equal(storage.getItem('graphiql:queries'), '[]');
    assert.equal(storage.length, 2);
    storage.removeItem('graphiql:queries');
    assert.equal(storage.length, 1);
    storage.clear();
    assert.equal(storage.length, 0);
  });
});
