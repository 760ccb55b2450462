/** Checks our own look-ups: numbers to LUIDs, projects, extract times, and what older schemas make of them. */
import assert from 'node:assert/strict';
import type { MetadataApi } from '../../../../src/tableau/client';
import type { Luid } from '../../../../src/tableau/model';
import type { ProfileName } from '../../../fakeTableau/profiles';
import { timestamp } from '../../../fakeTableau/model';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { clientFor, patOf, type SignedInBench } from '../support/harness';

describe('look-ups of the Metadata API', () => {
  let fake: FakeTableau;
  let bench: SignedInBench;
  let metadata: MetadataApi;
  const start = async (profile: ProfileName, administrator = false): Promise<void> => {
    fake = await startFakeTableau({ profile, metadata: 'on' });
    const password = { method: 'password', ...fake.credentials.password } as const;
    bench = clientFor(fake, profile === '2019.3' ? password : patOf(fake, administrator));
    metadata = bench.client.metadata;
    await bench.client.whoAmI();
    fake.log.clear();
  };
  const site = (): string => fake.company.main.site.luid;
  afterEach(async () => {
    bench.transport.dispose();
    await fake.close();
  });

  it('finds items by the number in their address, with one request each, though all kinds share the number', async () => {
    await start('cloud', true);
    const { workbooks, datasources, flows, virtualConnections } = fake.model;
    const rows = {
      workbook: workbooks,
      datasource: datasources,
      flow: flows,
      virtualConnection: virtualConnections,
    };
    for (const [kind, store] of Object.entries(rows)) {
      const row = store.ofSite(site()).find((one) => one.vizportalUrlId === 1001)!;
      const found = await metadata.byVizportalUrlId(kind as keyof typeof rows, '1001');
      assert.deepEqual(found, [{ luid: row.luid, name: row.name }]);
    }
    assert.equal(fake.log.length, 4);
  });

  it('finds nothing for an unknown number, and nothing that may not be seen', async () => {
    await start('cloud');
    assert.deepEqual(await metadata.byVizportalUrlId('workbook', '999999'), []);
    const ana = fake.company.main.users['ana.ruiz']!;
    const hidden = fake.model.workbooks.ofSite(site()).find((one) => !fake.model.canSee(ana, one))!;
    assert.deepEqual(
      await metadata.byVizportalUrlId('workbook', String(hidden.vizportalUrlId)),
      [],
    );
  });

  it('finds nothing where the schema is too old, and does not ask such a server twice', async () => {
    await start('2019.3');
    assert.deepEqual(await metadata.byVizportalUrlId('flow', '1001'), []);
    assert.deepEqual(await metadata.byVizportalUrlId('flow', '1002'), []);
    assert.deepEqual(await metadata.byVizportalUrlId('virtualConnection', '1001'), []);
    assert.equal(fake.log.length, 2);
    assert.equal((await metadata.byVizportalUrlId('workbook', '1001')).length, 1);
  });

  it('asks no more for a while when the Metadata API is off, except for a query by hand', async () => {
    await start('cloud');
    fake.knobs.metadataMode = 'featureDisabled';
    for (let n = 0; n < 3; n++) {
      await assert.rejects(metadata.byVizportalUrlId('workbook', '1001'), {
        kind: 'metadataUnavailable',
      });
    }
    assert.equal(fake.log.length, 1);
    fake.knobs.metadataMode = 'on';
    await metadata.query({ query: '{ __typename }' });
    assert.equal((await metadata.byVizportalUrlId('workbook', '1001')).length, 1);
  });

  it('does not take one denied query for an API that is off', async () => {
    await start('cloud');
    fake.knobs.metadataMode = 'accessDenied';
    await assert.rejects(metadata.byVizportalUrlId('workbook', '1001'), { code: 'ACCESS_DENIED' });
    fake.knobs.metadataMode = 'on';
    assert.equal((await metadata.byVizportalUrlId('workbook', '1001')).length, 1);
  });

  it('takes neither a 503 nor a page for an API that is off', async () => {
    await start('cloud');
    fake.knobs.failNext({ status: 503, count: 4, match: 'graphql' });
    await assert.rejects(metadata.byVizportalUrlId('workbook', '1001'), {
      kind: 'metadataUnavailable',
    });
    fake.knobs.htmlNext(1, 'graphql', 200);
    await assert.rejects(metadata.byVizportalUrlId('workbook', '1001'), { code: 'HTML' });
    assert.equal((await metadata.byVizportalUrlId('workbook', '1001')).length, 1);
  });

  it("finds a project's LUID through a workbook in it", async () => {
    await start('cloud');
    const book = fake.model.workbooks
      .ofSite(site())
      .find((one) => one.projectLuid !== undefined && !one.hidden)!;
    const project = fake.model.projects.get(book.projectLuid)!;
    const found = await metadata.projectByVizportalUrlId(String(project.vizportalUrlId));
    assert.deepEqual(
      [found?.name, found?.luid, found?.witness?.kind],
      [project.name, project.luid, 'workbook'],
    );
    assert.equal(fake.log.length, 1);
  });

  it("gives an older server's project by name, with an item that lies in it", async () => {
    for (const profile of ['2021.4', '2019.3'] as const) {
      await start(profile);
      const book = fake.model.workbooks
        .ofSite(site())
        .find((one) => one.projectLuid !== undefined && !one.hidden)!;
      const project = fake.model.projects.get(book.projectLuid)!;
      const found = await metadata.projectByVizportalUrlId(String(project.vizportalUrlId));
      assert.deepEqual([found?.name, found?.luid], [project.name, undefined]);
      assert.equal(fake.model.workbooks.get(found?.witness?.luid)?.projectLuid, project.luid);
      if (profile === '2021.4') {
        bench.transport.dispose();
        await fake.close();
      }
    }
  });

  it('looks at data sources and flows for a project without workbooks, and gives up on an empty one', async () => {
    await start('cloud', true);
    const { projects, workbooks, datasources, flows } = fake.model;
    const holds = (
      store: { ofSite(luid: string): readonly { projectLuid: string | undefined }[] },
      luid: string,
    ): boolean => store.ofSite(site()).some((one) => one.projectLuid === luid);
    const without = projects.ofSite(site()).filter(({ luid }) => !holds(workbooks, luid));
    const withSource = without.find(({ luid }) => holds(datasources, luid) || holds(flows, luid));
    if (withSource !== undefined) {
      const found = await metadata.projectByVizportalUrlId(String(withSource.vizportalUrlId));
      assert.equal(found?.name, withSource.name);
      assert.notEqual(found?.witness?.kind, 'workbook');
    }
    const empty = without.find(({ luid }) => !holds(datasources, luid) && !holds(flows, luid))!;
    assert.equal(await metadata.projectByVizportalUrlId(String(empty.vizportalUrlId)), undefined);
  });

  it('tells when an extract was refreshed last, of either kind of refresh', async () => {
    await start('cloud', true);
    const source = fake.model.datasources
      .ofSite(site())
      .find((one) => one.hasExtracts && one.extractTimes.length > 0)!;
    const at = Math.max(...source.extractTimes.map((time) => time.at));
    assert.equal(await metadata.extractTime('datasource', source.luid as Luid), timestamp(at));
    const later = at + 60_000;
    fake.model.datasources.update(source, {
      extractTimes: [...source.extractTimes, { at: later, shownFrom: 0, incremental: true }],
    });
    assert.equal(await metadata.extractTime('datasource', source.luid as Luid), timestamp(later));
    assert.equal(fake.log.length, 2);
  });

  it("waits for the last of a workbook's own extracts, and leaves aside the extract of a published source", async () => {
    await start('cloud', true);
    const book = fake.model.workbooks.ofSite(site()).find(({ embeddedDatasources: all }) => {
      return all.some((one) => one.hasExtracts && one.parentPublishedDatasourceLuids.length === 0);
    })!;
    const own = book.embeddedDatasources.filter(
      (one) => one.hasExtracts && one.parentPublishedDatasourceLuids.length === 0,
    );
    const times = own.map((one) => Math.max(...one.extractTimes.map((time) => time.at)));
    assert.equal(
      await metadata.extractTime('workbook', book.luid as Luid),
      timestamp(Math.min(...times)),
    );
    const wrapper = fake.model.workbooks.ofSite(site()).find(({ embeddedDatasources: all }) => {
      return all.length > 0 && all.every((one) => one.parentPublishedDatasourceLuids.length > 0);
    })!;
    assert.equal(await metadata.extractTime('workbook', wrapper.luid as Luid), undefined);
  });

  it('tells the time of a schema that has no filter by LUID, by way of the name', async () => {
    await start('2019.3');
    const book = fake.model.workbooks
      .ofSite(site())
      .find(({ embeddedDatasources: all, hidden }) => {
        return (
          !hidden &&
          all.some((one) => one.hasExtracts && one.parentPublishedDatasourceLuids.length === 0)
        );
      })!;
    const time = await metadata.extractTime('workbook', book.luid as Luid);
    assert.ok(time !== undefined && !Number.isNaN(Date.parse(time)));
    fake.log.clear();
    assert.equal(await metadata.extractTime('workbook', book.luid as Luid), time);
    assert.equal(fake.log.length, 2, 'the query that is too new is not sent again');
  });
});
