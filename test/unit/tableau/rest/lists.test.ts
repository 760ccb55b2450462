/** Checks lists over HTTP: filters, fields, pages, single items, and answers in every form. */
import assert from 'node:assert/strict';
import type { TableauClient } from '../../../../src/tableau/client';
import { isTableauError, type TableauError } from '../../../../src/tableau/errors';
import type { Luid } from '../../../../src/tableau/model';
import type { ProfileName } from '../../../fakeTableau/profiles';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { clientFor, clientOfOdd, oddServer, type SignedInBench } from '../support/harness';

async function failure(promise: Promise<unknown>): Promise<TableauError> {
  const outcome = await promise.catch((error: unknown) => error);
  assert.ok(isTableauError(outcome), String(outcome));
  return outcome;
}

/** What the client makes of one answer. */
async function fromAnswer<T>(text: string, use: (client: TableauClient) => Promise<T>): Promise<T> {
  const odd = await oddServer((_, response) => response.end(text));
  const bench = clientOfOdd(odd);
  try {
    return await use(bench.client);
  } finally {
    bench.transport.dispose();
    await odd.close();
  }
}

describe('lists of a client', () => {
  let fake: FakeTableau;
  let bench: SignedInBench;
  const start = async (profile: ProfileName = 'cloud', workbooks?: number): Promise<void> => {
    fake = await startFakeTableau({ profile, ...(workbooks === undefined ? {} : { workbooks }) });
    bench =
      profile === '2019.3'
        ? clientFor(fake, { method: 'password', ...fake.credentials.password })
        : clientFor(fake);
  };
  afterEach(async () => {
    bench.transport.dispose();
    await fake.close();
  });

  for (const profile of ['2019.3', '2021.4', '2022.3', '2025.1', 'cloud'] as const) {
    it(`lists every kind on ${profile}, in full and slim`, async () => {
      await start(profile);
      for (const kind of ['projects', 'workbooks', 'datasources', 'views', 'flows'] as const) {
        const full = await bench.client[kind].page({}, 1);
        assert.ok(full.items.length > 3, kind);
        assert.equal(full.total, full.items.length);
        assert.equal(full.nextPage, undefined);
        const slim = await bench.client[kind].page({ fields: 'slim' }, 1);
        assert.deepEqual(
          slim.items.map(({ luid, name }) => [luid, name]),
          full.items.map(({ luid, name }) => [luid, name]),
        );
      }
      const books = (await bench.client.workbooks.page({}, 1)).items;
      assert.ok(
        books.some(({ owner }) => owner?.fullName !== undefined),
        'owners by name',
      );
      assert.ok(books.some(({ sheetCount }) => sheetCount !== undefined));
    });
  }

  it('sorts by name, and by what the caller says', async () => {
    await start();
    const names = (await bench.client.flows.page({ sort: 'name:desc' }, 1)).items.map(
      ({ name }) => name,
    );
    const sorted = (await bench.client.flows.page({}, 1)).items.map(({ name }) => name);
    assert.deepEqual(names, [...sorted].reverse());
  });

  it('sends a filter encoded as a whole, with signs that a URL would take for its own', async () => {
    await start();
    const names = ['Sales & Retail', 'Nested', 'A b+c=d#e?f/ü'];
    for (const value of names.slice(1)) {
      await bench.client.workbooks.page(
        {
          filters: [
            { field: 'projectName', op: 'eq', value },
            { field: 'tags', op: 'in', value: ['a', 'b c'] },
          ],
        },
        1,
      );
      const filter = /filter=([^&]*)/u.exec(fake.log.at(-1)!.query)![1]!;
      assert.equal(decodeURIComponent(filter), `projectName:eq:${value},tags:in:[a,b c]`);
      assert.match(filter, /^[A-Za-z0-9%._~*'()!-]+$/u);
    }
  });

  it('finds by a filter what it finds by looking', async () => {
    await start();
    const all = (await bench.client.workbooks.page({}, 1)).items;
    const projectName = all.find(
      ({ location }) => location?.name !== undefined && !/[,&]/u.test(location.name),
    )!.location!.name!;
    const found = await bench.client.workbooks.page(
      { filters: [{ field: 'projectName', op: 'eq', value: projectName }] },
      1,
    );
    const looked = all.filter(
      ({ location }) => location?.type === 'Project' && location.name === projectName,
    );
    assert.deepEqual(
      new Set(found.items.map(({ luid }) => luid)),
      new Set(looked.map(({ luid }) => luid)),
    );
  });

  it('refuses by itself what a filter cannot carry, and what this version is known to lack', async () => {
    await start('2021.4');
    await bench.client.whoAmI();
    const before = fake.log.length;
    for (const value of ['a,b', 'a & b']) {
      const error = await failure(
        bench.client.workbooks.page({ filters: [{ field: 'projectName', op: 'eq', value }] }, 1),
      );
      assert.deepEqual([error.kind, error.code], ['server', '400065']);
    }
    const lacking = await failure(
      bench.client.datasources.page(
        { filters: [{ field: 'projectName', op: 'eq', value: 'Finance' }] },
        1,
      ),
    );
    assert.equal(lacking.code, '400065');
    assert.equal(fake.log.length, before);
  });

  it('passes on what the server refuses', async () => {
    await start();
    const filter = await failure(
      bench.client.workbooks.page({ filters: [{ field: 'colour', op: 'eq', value: 'red' }] }, 1),
    );
    const sort = await failure(bench.client.workbooks.page({ sort: 'colour:asc' }, 1));
    assert.deepEqual([filter.code, sort.code], ['400065', '400066']);
  });

  it('walks all pages of a big list, each once, and never one too many', async function () {
    this.timeout(20_000);
    await start('cloud', 2500);
    const luids = new Set<string>();
    for await (const page of bench.client.workbooks.pages({}, { ahead: 2 })) {
      for (const { luid } of page) luids.add(luid);
    }
    assert.equal(luids.size, 2500);
    const pages = fake.log
      .filter(({ kind }) => kind === 'workbooks')
      .map(({ query }) => /pageNumber=(\d+)/u.exec(query)![1] ?? '');
    assert.deepEqual(pages.sort(), ['1', '2', '3']);
    assert.ok(fake.log.every(({ code }) => code === undefined));
  });

  it('takes a page behind the end for the end', async () => {
    await start();
    assert.deepEqual(await bench.client.workbooks.page({}, 9), { items: [] });
  });

  it('gets one of each kind, and says when it is gone', async () => {
    await start();
    for (const kind of ['workbooks', 'datasources', 'views', 'flows'] as const) {
      const [first] = (await bench.client[kind].page({}, 1)).items;
      const one = await bench.client[kind].get(first!.luid);
      assert.deepEqual([one.luid, one.name, one.kind], [first!.luid, first!.name, first!.kind]);
      assert.equal(
        (await failure(bench.client[kind].get('00000000-0000-4000-8000-000000000000' as Luid)))
          .kind,
        'notFound',
        kind,
      );
    }
  });

  it('gets a custom view, and a virtual connection, for which REST has no method', async () => {
    await start();
    const site = fake.company.main.site.luid;
    const shared = fake.model.customViews.ofSite(site).find((one) => one.shared)!;
    assert.equal((await bench.client.customViews.get(shared.luid as Luid)).name, shared.name);
    const [connection] = (await bench.client.virtualConnections.page({}, 1)).items;
    assert.deepEqual(await bench.client.virtualConnections.get(connection!.luid), connection);
    assert.equal(
      (await failure(bench.client.virtualConnections.get('no' as Luid))).kind,
      'notFound',
    );
  });

  it("lists the views of a workbook, and the caller's own workbooks with the personal space", async () => {
    await start();
    const own = (await bench.client.workbooks.ownedByMe(1)).items;
    const { userLuid } = await bench.client.whoAmI();
    assert.ok(own.length > 0 && own.every(({ owner }) => owner?.luid === userLuid));
    assert.ok(own.some(({ location }) => location?.type === 'PersonalSpace'));
    const viewed = own.find(({ luid }) => fake.model.workbooks.get(luid)!.viewLuids.length > 0)!;
    const views = await bench.client.workbooks.views(viewed.luid);
    assert.ok(views.length > 0 && views.every(({ workbook }) => workbook?.luid === viewed.luid));
  });

  it('marks everything with the site that the client was made for', async () => {
    await start();
    const { items } = await bench.client.workbooks.page({}, 1);
    assert.ok(items.every(({ site }) => site === bench.client.site));
  });
});

describe('decodePage', () => {
  const page = (text: string): ReturnType<TableauClient['workbooks']['page']> =>
    fromAnswer(text, (client) => client.workbooks.page({ pageSize: 2 }, 1));
  const pagination = (total: number): string =>
    `"pagination":{"pageNumber":"1","pageSize":"2","totalAvailable":"${total}"}`;

  it('reads an empty list, whose inner key is missing', async () => {
    assert.deepEqual(await page(`{${pagination(0)},"workbooks":{}}`), { items: [], total: 0 });
  });

  it('reads a list of one that came as an object', async () => {
    const { items } = await page(
      `{${pagination(1)},"workbooks":{"workbook":{"id":"w1","name":"One"}}}`,
    );
    assert.equal(items[0]?.name, 'One');
  });

  it('drops a bad element and keeps the page', async () => {
    const { items, nextPage } = await page(
      `{${pagination(5)},"workbooks":{"workbook":[null,{"name":"no id"},{"id":"w1","name":"One"},7]}}`,
    );
    assert.deepEqual(
      items.map(({ luid }) => luid),
      ['w1'],
    );
    assert.equal(nextPage, 2);
  });

  it('reads a whole list in XML, from a server that answers nothing else', async () => {
    const result = await page(
      '<?xml version="1.0" encoding="UTF-8"?><tsResponse xmlns="http://tableau.com/api"><pagination pageNumber="1" pageSize="2" totalAvailable="3"/><workbooks><workbook id="w1" name="A &amp; B" showTabs="true"><project id="p1" name="Finance"/></workbook><workbook id="w2" name="C"/></workbooks></tsResponse>',
    );
    assert.deepEqual(
      [result.total, result.nextPage, result.items[0]?.name, result.items[0]?.showTabs],
      [3, 2, 'A & B', true],
    );
    assert.deepEqual(
      (
        await page(
          '<tsResponse><pagination pageNumber="1" pageSize="2" totalAvailable="0"/><workbooks/></tsResponse>',
        )
      ).items,
      [],
    );
  });

  it('does not take JSON of something else for an empty list', async () => {
    for (const text of ['{}', '{"views":{}}', '[]', '{"credentials":{}}']) {
      const error = await failure(page(text));
      assert.deepEqual([error.kind, error.code], ['notTableau', 'UNEXPECTED'], text);
    }
  });

  it('goes on no further after an empty page, whatever the total says', async () => {
    assert.equal((await page(`{${pagination(50)},"workbooks":{}}`)).nextPage, undefined);
  });
});
