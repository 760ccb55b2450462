/** Addresses into the editor, made and read, and what is refused. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kindNames } from '../../../src/content/contentKinds';
import { deepLink, readDeepLink } from '../../../src/references/deepLink';
import type { ContentUrl, Luid } from '../../../src/tableau/model';

const read = (link: string) => {
  const { pathname, search } = new URL(link);
  return readDeepLink(pathname, search.slice(1));
};

describe('deepLink', () => {
  it('is read as it was made, whatever the site is called', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kindNames),
        fc.uuid(),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom('https://10ax.online.tableau.com', 'http://127.0.0.1:8080'),
        (kind, luid, contentUrl, server) => {
          const ref = {
            site: { server, contentUrl: contentUrl as ContentUrl },
            kind,
            luid: luid as Luid,
          };
          const link = deepLink('vscode-insiders', { action: 'item', ref });
          assert.match(link, /^vscode-insiders:\/\/vizport\.vizport\/item\?/);
          assert.deepEqual(read(link), { action: 'item', ref });
        },
      ),
    );
  });

  it('refuses what is no link of ours, and says which part', () => {
    const good =
      'server=https%3A%2F%2Fh.example&kind=workbook&luid=1f2f3e4e-5d6d-4c8c-9b0b-1a2a3f4f5e6e';
    assert.ok('ref' in readDeepLink('/refresh', good));
    const wrong = [
      ['/delete', good, 'delete'],
      ['/item', good.replace(/server=[^&]*/, ''), 'server'],
      ['/item', good.replace('https', 'file'), 'server'],
      ['/item', good.replace('h.example', 'user:pw@h.example'), 'server'],
      ['/item', good.replace('kind=workbook', 'kind=user'), 'kind'],
      ['/refresh', good.replace('kind=workbook', 'kind=view'), 'kind'],
      ['/item', good.replace('luid=1', 'luid=../'), 'luid'],
      ['/item', '', 'server'],
    ] as const;
    for (const [path, query, what] of wrong) {
      const found = readDeepLink(path, query);
      assert.ok('reason' in found, query);
      assert.equal(found.what, what);
    }
  });

  it('keeps of a server no more than its origin', () => {
    const found = readDeepLink(
      '/item',
      'server=https%3A%2F%2FH.example%2Fevil%3Fx&kind=flow&luid=1f2f3e4e-5d6d-4c8c-9b0b-1a2a3f4f5e6e',
    );
    assert.equal('ref' in found && found.ref.site.server, 'https://h.example');
  });
});
