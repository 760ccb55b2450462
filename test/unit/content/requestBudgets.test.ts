/** How many requests each step of the journey may cost: the budgets that `npm run bench` reports, and those beside them. */
import assert from 'node:assert/strict';
import { findByAddress } from '../../../src/content/findByAddress';
import { kindsIn } from '../../../src/content/contentKinds';
import { SiteContent } from '../../../src/content/siteContent';
import { parseWebAddress } from '../../../src/content/webAddress';
import type { TableauClient, TableauSession, Transport } from '../../../src/tableau/client';
import { library } from '../../../src/tableau/library';
import type { ContentUrl, Luid } from '../../../src/tableau/model';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';

describe('the requests of a journey', () => {
  let fake: FakeTableau;
  let transport: Transport;
  let session: TableauSession;
  let client: TableauClient;
  let content: SiteContent;
  const silent = (): void => undefined;
  const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

  /** What the server was asked by this and nothing else. */
  const askedBy = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    fake.log.clear();
    await work();
    return fake.log.map(({ kind }) => kind).sort();
  };

  before(async () => {
    fake = await startFakeTableau({ workbooks: 3000 });
    transport = library.createTransport({ log });
    const site = { server: fake.url, contentUrl: 'sales' as ContentUrl };
    const signedIn = await askedBy(async () => {
      session = await library.signIn(transport, site, {
        method: 'personalAccessToken',
        ...fake.credentials.personalAccessToken,
      });
    });
    assert.deepEqual(signedIn, ['server info', 'sign in']);
    client = library.createClient(transport, site, {
      current: () => Promise.resolve(session),
      renew: () => Promise.reject(new Error('Nobody ends this session')),
    });
    content = new SiteContent(site, () => Promise.resolve(client));
  });
  after(async () => {
    transport.dispose();
    await fake.close();
  });

  const bulk = async () => {
    const found = (await content.projects()).roots.find(({ name }) => name === 'Bulk of 900');
    assert.ok(found);
    return found;
  };

  it('are one for all projects of a site, however deep', async () => {
    assert.deepEqual(await askedBy(() => content.projects()), ['projects']);
    assert.deepEqual(await askedBy(() => content.projects()), []);
  });

  it('are one a kind for a project of 900 workbooks, and none to see it again', async () => {
    const project = await bulk();
    const kinds = kindsIn('project').filter((kind) => kind !== 'project');
    const open = () => Promise.all(kinds.map((kind) => content.list(kind, project).all()));
    const asked = await askedBy(open);
    assert.equal(content.list('workbook', project).items.length, 900);
    assert.deepEqual(asked, kinds.map((kind) => `${kind}s`).sort());
    assert.deepEqual(await askedBy(open), []);
  });

  it('are one for the views of a workbook', async () => {
    const [workbook] = await content.list('workbook', await bulk()).all();
    assert.ok(workbook);
    assert.deepEqual(await askedBy(() => content.list('view', workbook).all()), [
      'views of workbook',
    ]);
  });

  for (const [segment, kind] of [
    ['workbooks', 'workbook'],
    ['datasources', 'datasource'],
    ['flows', 'flow'],
  ] as const)
    it(`are one from the address of a ${kind} to its LUID`, async () => {
      const item = [...fake.model[segment].ofSite(fake.company.main.site.luid)].find(
        (one) => fake.model.projects.get(one.projectLuid)?.name === 'Marketing',
      );
      assert.ok(item);
      const address = parseWebAddress(`${fake.url}/#/site/sales/${segment}/${item.vizportalUrlId}`);
      assert.ok('server' in address);
      const fresh = new SiteContent(content.site, () => Promise.resolve(client));
      const asked = await askedBy(async () => {
        const result = await findByAddress(address, () => fresh);
        assert.ok(JSON.stringify(result).includes(item.luid));
      });
      assert.deepEqual(asked, ['graphql']);
    });

  it('are one to start a refresh, and one for each look at its job', async () => {
    const site = fake.company.main.site.luid;
    const workbook = fake.model.workbooks
      .ofSite(site)
      .find((one) => one.name === 'Channel Mix' && fake.model.hasExtracts(one));
    assert.ok(workbook);
    fake.knobs.ownJobs = 'readable';
    let job: Luid | undefined;
    assert.deepEqual(
      await askedBy(async () => {
        job = (await client.workbooks.refresh(workbook.luid as Luid)).luid;
      }),
      ['refresh workbook'],
    );
    assert.ok(job);
    const luid = job;
    assert.deepEqual(await askedBy(() => client.jobs.get(luid)), ['job']);
  });
});
