/** Which site an address is about, where its host is known only from a site's own links. */
import assert from 'node:assert/strict';
import { entryAt, entryByLinks } from '../../../src/session/addresses';
import type { SiteEntry } from '../../../src/session/sessionsContract';
import type { ContentUrl, SiteRef } from '../../../src/tableau/model';

const internal = 'http://tableau-internal';

function entry(server: string, contentUrl: string, aliases: readonly string[] = []): SiteEntry {
  return {
    profile: {
      site: { server, contentUrl: contentUrl as ContentUrl },
      method: 'personalAccessToken',
      account: 'vscode',
      aliases,
    },
    state: { status: 'signedIn' },
  };
}

const sales = entry('https://tableau.example', 'sales');
const finance = entry('https://tableau.example', 'finance');
const cloud = entry('https://10ax.online.tableau.com', 'sales');

describe('entryByLinks', () => {
  async function find(
    entries: readonly SiteEntry[],
    server: string,
    contentUrl: string,
    links: ReadonlyMap<SiteEntry, string>,
    active?: SiteEntry,
  ) {
    const asked: SiteRef[] = [];
    const found = await entryByLinks(
      entries,
      { server, contentUrl },
      active?.profile.site,
      async (site) => {
        asked.push(site);
        const of = entries.find(({ profile }) => profile.site === site);
        return of && links.get(of);
      },
    );
    return { found, asked };
  }
  const links = new Map([
    [sales, internal],
    [finance, internal],
    [cloud, 'https://10ax.online.tableau.com'],
  ]);
  const all = [cloud, sales, finance];

  it('finds the site by the host in its own links, and tells sites of one server apart', async () => {
    assert.equal((await find(all, internal, 'Sales', links)).found, sales);
    assert.equal((await find(all, 'https://TABLEAU-internal', 'sales', links)).found, sales);
    assert.equal((await find(all, internal, 'finance', links)).found, finance);
  });

  it('asks only sites with this contentUrl', async () => {
    const { found, asked } = await find(all, internal, 'finance', links);
    assert.equal(found, finance);
    assert.deepEqual(asked, [finance.profile.site]);
    assert.deepEqual(await find(all, internal, 'hr', links), { found: undefined, asked: [] });
  });

  it('finds nothing for a host that nobody’s links have', async () => {
    assert.equal((await find(all, 'https://other.example', 'sales', links)).found, undefined);
    assert.equal((await find(all, internal, 'sales', new Map())).found, undefined);
  });

  it('lets no server’s links claim the host of another, nor one of its names', async () => {
    const own = entry('https://own.example', 'hr', ['https://own.alias']);
    const claiming = new Map([[sales, 'https://own.example']]);
    const alias = new Map([[sales, 'https://own.alias']]);
    for (const [host, claim] of [
      ['https://own.example', claiming],
      ['https://own.alias', alias],
    ] as const)
      assert.deepEqual(await find([own, sales], host, 'sales', claim), {
        found: undefined,
        asked: [],
      });
  });

  it('takes the active one of two servers that call themselves the same, and guesses none', async () => {
    const test = entry('https://test.example', 'sales');
    const both = new Map([
      [sales, internal],
      [test, internal],
    ]);
    assert.equal((await find([sales, test], internal, 'sales', both, test)).found, test);
    assert.equal((await find([sales, test], internal, 'sales', both, cloud)).found, undefined);
    assert.equal((await find([sales, test], internal, 'sales', both)).found, undefined);
  });
});

describe('entryAt', () => {
  it('knows a site by its server and its other names only', () => {
    const named = entry('https://tableau.example', 'hr', ['https://bi.example']);
    const all = [sales, named];
    assert.equal(entryAt(all, 'https://BI.example', 'HR'), named);
    assert.equal(entryAt(all, 'http://tableau.example', 'sales'), sales);
    assert.equal(entryAt(all, 'https://bi.example', 'sales'), undefined);
    assert.equal(entryAt(all, internal, 'sales'), undefined);
  });
});
