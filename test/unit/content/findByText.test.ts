/** What people write for an item in tasks and chats becomes the item, over real HTTP, or a reason. */
import assert from 'node:assert/strict';
import { findByText, type JobKind, type TextResult } from '../../../src/content/findByText';
import { openFakeSite, type FakeSite } from './fakeSite';

const kinds: readonly JobKind[] = ['workbook', 'datasource', 'flow'];

describe('findByText', () => {
  let site: FakeSite;
  beforeEach(async () => {
    site = await openFakeSite();
  });
  afterEach(() => site.close());

  const find = (text: string, of = kinds): Promise<TextResult> =>
    findByText(text, of, site.content, (server) =>
      server === site.fake.url ? site.content : undefined,
    );
  const luidOf = (result: TextResult): string =>
    result.status === 'found' ? result.item.luid : assert.fail(result.status);
  const ofSite = <T extends { readonly siteLuid: string }>(store: { all(): Iterable<T> }): T[] =>
    [...store.all()].filter(({ siteLuid }) => siteLuid === site.fake.company.main.site.luid);
  const only = <T extends { readonly name: string }>(items: readonly T[], name: string): T => {
    const [found, ...others] = items.filter((item) => item.name === name);
    assert.ok(found && others.length === 0, name);
    return found;
  };

  it('takes the LUID of each kind, in either case and with blanks around it', async () => {
    const { workbooks, datasources, flows } = site.fake.model;
    for (const item of [
      only(ofSite(workbooks), 'Tax'),
      only(ofSite(datasources), 'Orders'),
      only(ofSite(flows), 'Clean Orders'),
    ]) {
      const result = await find(` ${item.luid.toUpperCase()} `);
      assert.equal(luidOf(result), item.luid);
      assert.equal(result.status === 'found' && result.item.kind, item.kind);
      assert.equal(result.status === 'found' && result.item.name, item.name);
    }
  });

  it('asks only for the kinds that may be meant', async () => {
    const { luid } = only(ofSite(site.fake.model.flows), 'Clean Orders');
    assert.deepEqual(await find(luid, ['workbook', 'datasource']), {
      status: 'notFound',
      form: 'luid',
    });
  });

  it('takes a browser address, and says when it is of another kind or another site', async () => {
    const tax = only(ofSite(site.fake.model.workbooks), 'Tax');
    const at = `${site.fake.url}/#/site/${site.content.site.contentUrl}`;
    assert.equal(luidOf(await find(`${at}/workbooks/${tax.vizportalUrlId}`)), tax.luid);
    const wrong = await find(`${at}/workbooks/${tax.vizportalUrlId}`, ['flow']);
    assert.equal(wrong.status === 'wrongKind' && wrong.item.luid, tax.luid);
    assert.equal(
      (await find('https://elsewhere.example.com/#/site/x/workbooks/1')).status,
      'needsSite',
    );
    assert.deepEqual(await find(`${at}/workbooks/99999999`), {
      status: 'notFound',
      form: 'address',
    });
    assert.deepEqual(await find('https://public.tableau.com/views/A/B'), {
      status: 'notFound',
      form: 'address',
    });
  });

  it('takes each item by its own path, whatever is in the names, or says that it is not the only one', async () => {
    const { workbooks, datasources } = site.fake.model;
    let found = 0;
    for (const { luid, kind, name } of [...ofSite(workbooks), ...ofSite(datasources)]) {
      const details = await site.content
        .details({ site: site.content.site, kind, luid: luid as never })
        .catch(() => undefined); // what this user may not see cannot be found by path either
      if (details === undefined) continue;
      const path = await site.content.pathOf(details);
      const result = await find(path, [kind]);
      if (result.status === 'ambiguous')
        assert.ok(
          result.matches.length > 1 && result.matches.some((one) => one.luid === luid),
          path,
        );
      else assert.equal(result.status === 'found' && result.item.luid, luid, `${path} (${name})`);
      found += 1;
    }
    assert.ok(found > 40, `${found} items`);
  });

  it('takes the end of a path where only one item ends so', async () => {
    const { luid } = only(ofSite(site.fake.model.workbooks), 'Tax');
    assert.equal(luidOf(await find('Tax', ['workbook'])), luid);
    assert.deepEqual(await find('No Such Project/Tax', ['workbook']), {
      status: 'notFound',
      form: 'path',
    });
  });

  it('says all that a name may mean', async () => {
    const names = ofSite(site.fake.model.workbooks).map(({ name }) => name);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    assert.ok(twice);
    const result = await find(twice, ['workbook']);
    assert.equal(result.status, 'ambiguous');
    assert.ok(result.status === 'ambiguous' && result.matches.every(({ name }) => name === twice));
  });

  it('finds nothing for nothing', async () => {
    for (const text of ['', '  ', '/', '//'])
      assert.deepEqual(await find(text), { status: 'notFound', form: 'path' }, text);
  });
});
