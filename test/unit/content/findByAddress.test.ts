/** From addresses to LUIDs over real HTTP, with the requests that each way costs. */
import assert from 'node:assert/strict';
import { findByAddress } from '../../../src/content/findByAddress';
import type { FindResult } from '../../../src/content/findResult';
import { parseWebAddress, type WebAddress } from '../../../src/content/webAddress';
import { isTableauError } from '../../../src/tableau/errors';
import { openFakeSite, type FakeSite } from './fakeSite';

describe('findByAddress', function () {
  this.timeout(20_000);
  let site: FakeSite;
  afterEach(() => site.close());

  function parse(route: string): WebAddress {
    const { contentUrl } = site.content.site;
    const address = parseWebAddress(`${site.fake.url}/#/site/${contentUrl}/${route}`);
    assert.ok(!('reason' in address), route);
    return address;
  }

  function find(route: string, signal?: AbortSignal): Promise<FindResult> {
    return findByAddress(parse(route), () => site.content, signal);
  }

  function row<T extends { readonly name: string; readonly siteLuid: string }>(
    store: { all(): Iterable<T> },
    name: string,
  ): T {
    const { luid } = site.fake.company.main.site;
    for (const item of store.all()) if (item.name === name && item.siteLuid === luid) return item;
    return assert.fail(`no ${name}`);
  }

  function only(result: FindResult): { readonly luid: string; readonly via: string } {
    assert.equal(result.status, 'found');
    assert.equal(result.matches.length, 1);
    return { luid: result.matches[0]?.luid ?? '', via: result.via };
  }

  describe('a number', () => {
    it('of a workbook, data source, flow or virtual connection costs one request', async () => {
      site = await openFakeSite();
      const { workbooks, datasources, flows, virtualConnections } = site.fake.model;
      for (const [segment, kind, item] of [
        ['workbooks', 'workbook', row(workbooks, 'Tax')],
        ['datasources', 'datasource', row(datasources, 'Orders')],
        ['flows', 'flow', row(flows, 'Clean Orders')],
        ['virtualconnections', 'virtualConnection', [...virtualConnections.all()][0]],
      ] as const) {
        assert.ok(item);
        const result = await find(`${segment}/${item.vizportalUrlId}/views?order=name`);
        assert.deepEqual(result, {
          status: 'found',
          via: 'metadata',
          matches: [{ site: site.content.site, kind, luid: item.luid, name: item.name }],
        });
        assert.deepEqual(site.requests(), { graphql: 1 }, kind);
      }
    });

    it('that the Metadata API does not know yet is found in the list of links', async () => {
      site = await openFakeSite();
      const item = row(site.fake.model.workbooks, 'Tax');
      site.fake.model.workbooks.update(item, { indexedFrom: Date.now() + 3_600_000 });
      assert.deepEqual(only(await find(`workbooks/${item.vizportalUrlId}`)), {
        luid: item.luid,
        via: 'list',
      });
      assert.deepEqual(site.requests(), { graphql: 1, workbooks: 1 });
    });

    it('is found in the list of links when the Metadata API is off, which is asked only once', async () => {
      site = await openFakeSite({ metadata: 'featureDisabled' });
      const tax = row(site.fake.model.workbooks, 'Tax');
      const scratch = row(site.fake.model.workbooks, 'Scratch');
      assert.equal(only(await find(`workbooks/${tax.vizportalUrlId}`)).luid, tax.luid);
      assert.deepEqual(site.requests(), { graphql: 1, workbooks: 1 });
      assert.equal(only(await find(`workbooks/${scratch.vizportalUrlId}`)).luid, scratch.luid);
      assert.deepEqual(site.requests(), {}, 'the list is kept');
    });

    it('is taken whole: 12 is not 123', async () => {
      site = await openFakeSite({ metadata: 'featureDisabled' });
      const { workbooks } = site.fake.model;
      const number = row(workbooks, 'Tax').vizportalUrlId;
      assert.equal((await find(`workbooks/${number}999`)).status, 'notFound');
      const taken = new Set([...workbooks.all()].map(({ vizportalUrlId }) => vizportalUrlId));
      const parts = [String(number).slice(1), String(number).slice(0, -1)].map(Number);
      for (const part of parts) {
        assert.ok(!taken.has(part), 'only a part of a number');
        assert.equal((await find(`workbooks/${part}`)).status, 'notFound');
      }
    });

    it('that is new is found although the list was read before', async () => {
      site = await openFakeSite({ metadata: 'featureDisabled' });
      const { workbooks } = site.fake.model;
      const tax = row(workbooks, 'Tax');
      workbooks.update(tax, { listedFrom: Date.now() + 3_600_000 });
      const missing = await find(`workbooks/${tax.vizportalUrlId}`);
      assert.deepEqual(missing, { status: 'notFound', why: 'noSuchNumber', kind: 'workbook' });
      site.requests();
      workbooks.update(tax, { listedFrom: undefined });
      assert.equal(only(await find(`workbooks/${tax.vizportalUrlId}`)).luid, tax.luid);
      assert.deepEqual(site.requests(), { workbooks: 1 });
    });

    it('means another item for another kind', async () => {
      site = await openFakeSite();
      const { workbooks, datasources } = site.fake.model;
      const onMain = ({ siteLuid }: { siteLuid: string }): boolean =>
        siteLuid === site.fake.company.main.site.luid;
      const user = site.fake.company.main.users['ana.ruiz'] ?? assert.fail();
      const sources = [...datasources.all()].filter(onMain);
      const twin = [...workbooks.all()]
        .filter((item) => onMain(item) && site.fake.model.canSee(user, item))
        .flatMap((workbook) => {
          const datasource = sources.find(
            (item) =>
              item.vizportalUrlId === workbook.vizportalUrlId && site.fake.model.canSee(user, item),
          );
          return datasource === undefined ? [] : [{ workbook, datasource }];
        })[0];
      assert.ok(twin, 'the company has numbers that collide');
      const number = twin.workbook.vizportalUrlId;
      assert.equal(only(await find(`workbooks/${number}`)).luid, twin.workbook.luid);
      assert.equal(only(await find(`datasources/${number}`)).luid, twin.datasource.luid);
    });

    it('is not looked for in lists when nobody answers at all', async () => {
      site = await openFakeSite();
      await site.fake.close();
      await assert.rejects(find('workbooks/1'), (error) => isTableauError(error, 'network'));
    }).timeout(20_000);
  });

  describe('names', () => {
    it('of a view cost one request', async () => {
      site = await openFakeSite();
      const margin = row(site.fake.model.workbooks, 'Quarterly Margin');
      const view = site.fake.model.views.get(margin.viewLuids[0]) ?? assert.fail();
      const result = await find(`views/${view.contentUrl.replace('/sheets/', '/')}?:iid=1`);
      assert.deepEqual(only(result), { luid: view.luid, via: 'contentUrl' });
      assert.deepEqual(Object.values(site.requests()), [1]);
    });

    it('that no filter can carry are looked for in the list of views', async () => {
      site = await openFakeSite();
      const { views } = site.fake.model;
      const margin = row(site.fake.model.workbooks, 'Quarterly Margin');
      const view = views.get(margin.viewLuids[0]) ?? assert.fail();
      const odd = { ...view, contentUrl: 'R&D,x/sheets/P&L' };
      views.remove(view.luid);
      views.add({ ...odd, viewUrlName: 'P&L' });
      assert.equal(only(await find('views/R%26D%2Cx/P%26L')).luid, view.luid);
    });

    it('written with other capitals are found through the workbook', async () => {
      site = await openFakeSite();
      const margin = row(site.fake.model.workbooks, 'Quarterly Margin');
      const view = site.fake.model.views.get(margin.viewLuids[0]) ?? assert.fail();
      const [workbook, , sheet = ''] = view.contentUrl.split('/');
      const result = await find(`views/${workbook}/${sheet.toUpperCase()}`);
      assert.equal(only(result).luid, view.luid);
    });

    it('of a hidden sheet lead to the workbook and the reason', async () => {
      site = await openFakeSite();
      const margin = row(site.fake.model.workbooks, 'Quarterly Margin');
      const result = await find(`views/${margin.contentUrl}/NoSuchSheet`);
      assert.ok(result.status === 'notFound');
      assert.equal(result.why, 'noSuchSheet');
      assert.equal(result.near?.luid, margin.luid);
      const none = await find('views/NoSuchBook/Sheet1');
      assert.ok(none.status === 'notFound');
      assert.equal(none.why, 'noSuchName');
    });

    it('of a workbook or data source, as tabcmd writes them, cost one request', async () => {
      site = await openFakeSite();
      const { workbooks, datasources } = site.fake.model;
      const { server, contentUrl } = site.content.site;
      for (const [file, item] of [
        ['workbooks/QuarterlyMargin.twbx', row(workbooks, 'Quarterly Margin')],
        [`datasources/${row(datasources, 'Orders').contentUrl}.tdsx`, row(datasources, 'Orders')],
      ] as const) {
        const address = parseWebAddress(`${server}/t/${contentUrl}/${file}`);
        assert.ok(!('reason' in address));
        assert.equal(only(await findByAddress(address, () => site.content)).luid, item.luid);
        assert.deepEqual(Object.values(site.requests()), [1]);
      }
    });
  });

  describe('a custom view', () => {
    it('is found by its LUID, and its view with it', async () => {
      site = await openFakeSite();
      const user = site.fake.company.main.users['ana.ruiz'] ?? assert.fail();
      const own = [...site.fake.model.customViews.all()].find((item) =>
        site.fake.model.canSee(user, item),
      );
      const view = site.fake.model.views.get(own?.viewLuid) ?? assert.fail();
      const names = view.contentUrl.replace('/sheets/', '/');
      const result = await find(`views/${names}/${own?.luid}/My%20West`);
      assert.ok(result.status === 'found');
      assert.deepEqual(
        result.matches.map(({ kind, luid }) => [kind, luid]),
        [
          ['customView', own?.luid],
          ['view', view.luid],
        ],
      );
      assert.deepEqual(Object.values(site.requests()), [1]);
    });

    it('that is gone leads to its view and the reason', async () => {
      site = await openFakeSite();
      const margin = row(site.fake.model.workbooks, 'Quarterly Margin');
      const view = site.fake.model.views.get(margin.viewLuids[0]) ?? assert.fail();
      const names = view.contentUrl.replace('/sheets/', '/');
      const result = await find(`views/${names}/00000000-0000-4000-8000-000000000000/West`);
      assert.ok(result.status === 'notFound');
      assert.equal(result.why, 'noSuchCustomView');
      assert.equal(result.near?.luid, view.luid);
    });
  });

  describe('a project', () => {
    it('is found by what lives in it, with the Metadata API', async () => {
      site = await openFakeSite();
      const warehouse = row(site.fake.model.projects, 'Warehouse');
      assert.deepEqual(only(await find(`projects/${warehouse.vizportalUrlId}/workbooks`)), {
        luid: warehouse.luid,
        via: 'metadata',
      });
    });

    it('of servers without projectLuid is found through an item in it, names twice or not', async () => {
      site = await openFakeSite({ profile: '2021.4', metadata: 'on' });
      for (const project of site.fake.model.projects.all()) {
        if (project.name !== 'Reports' || project.siteLuid !== site.fake.company.main.site.luid)
          continue;
        assert.equal(only(await find(`projects/${project.vizportalUrlId}`)).luid, project.luid);
      }
    });

    it('that is empty cannot be resolved, and says so', async () => {
      site = await openFakeSite();
      const archive = row(site.fake.model.projects, 'Archive 2019');
      assert.deepEqual(await find(`projects/${archive.vizportalUrlId}`), {
        status: 'notFound',
        why: 'projectNotResolved',
        kind: 'project',
      });
    });

    for (const profile of ['cloud', '2025.1', '2022.3'] as const)
      it(`is found by what the search says is in it, without the Metadata API (${profile})`, async () => {
        site = await openFakeSite({ profile, metadata: 'featureDisabled' });
        const { model, company } = site.fake;
        const user = company.main.users['ana.ruiz'] ?? assert.fail();
        const visible = new Set(
          [...model.workbooks.ofSite(company.main.site.luid)]
            .filter((item) => model.canSee(user, item))
            .map(({ projectLuid }) => projectLuid),
        );
        const shown = new Set<string>(
          [...(await site.content.projects()).all()].map(({ luid }) => luid),
        );
        let told = 0;
        for (const project of model.projects.ofSite(company.main.site.luid)) {
          if (!visible.has(project.luid) || !shown.has(project.luid)) continue;
          const { luid, via } = only(await find(`projects/${project.vizportalUrlId}`));
          assert.deepEqual([luid, via], [project.luid, 'search'], project.name);
          told += 1;
        }
        assert.ok(told > 3, String(told));
      });

    it('is found by another item where the first is gone since the search heard of it', async () => {
      site = await openFakeSite({ metadata: 'featureDisabled' });
      const warehouse = row(site.fake.model.projects, 'Warehouse');
      site.fake.knobs.failNext({
        count: 1,
        status: 404,
        code: 404004,
        match: /(workbooks|datasources|flows)\/[0-9a-f-]{36}$/,
      });
      assert.equal(only(await find(`projects/${warehouse.vizportalUrlId}`)).luid, warehouse.luid);
      // The first item answers 404 (a fault has no kind), the second one counts.
      const { search, unknown, workbook } = site.requests();
      assert.deepEqual({ search, unknown, workbook }, { search: 1, unknown: 1, workbook: 1 });
    });

    it('that is empty cannot be resolved by the search either, and says so', async () => {
      site = await openFakeSite({ metadata: 'featureDisabled' });
      const archive = row(site.fake.model.projects, 'Archive 2019');
      const result = await find(`projects/${archive.vizportalUrlId}`);
      assert.ok(result.status === 'notFound');
      assert.equal(result.why, 'projectNotResolved');
    });

    it('cannot be resolved where there is neither the Metadata API nor the search, and says so', async () => {
      site = await openFakeSite({ profile: '2021.4', metadata: 'featureDisabled' });
      const finance = row(site.fake.model.projects, 'Finance');
      const result = await find(`projects/${finance.vizportalUrlId}`);
      assert.ok(result.status === 'notFound');
      assert.equal(result.why, 'projectNeedsMetadata');
    });
  });

  it('says which site is needed when nobody is signed in there', async () => {
    site = await openFakeSite();
    const address = parseWebAddress('https://other.acme.com/#/site/sales/workbooks/1');
    assert.ok(!('reason' in address));
    assert.deepEqual(await findByAddress(address, () => undefined), {
      status: 'needsSite',
      server: 'https://other.acme.com',
      contentUrl: 'sales',
    });
  });

  it('knows the page of a site without asking anything', async () => {
    site = await openFakeSite();
    assert.equal((await find('home')).status, 'sitePage');
    assert.deepEqual(site.requests(), {});
  });

  it('ends at once when it is cancelled', async () => {
    site = await openFakeSite();
    site.fake.knobs.delay(500, 'graphql');
    const abort = new AbortController();
    const finding = find('workbooks/1', abort.signal);
    setImmediate(() => abort.abort());
    await assert.rejects(finding, { name: 'AbortError' });
  });
});
