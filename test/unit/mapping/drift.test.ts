/** Every kind of drift, and what mends it, against the fake server's company as it changes. */
import assert from 'node:assert/strict';
import { SiteContent } from '../../../src/content/siteContent';
import { driftOf, mendedCells, placeOf, remedy, type Drift } from '../../../src/mapping/drift';
import { formats } from '../../../src/mapping/formats';
import { mappingRows, tagsToExport, type Scope } from '../../../src/mapping/gather';
import { readTable } from '../../../src/mapping/readTable';
import { kindIn, type MappingRow } from '../../../src/mapping/row';
import { siteNow } from '../../../src/mapping/siteNow';
import { openFakeSite, type FakeSite } from '../content/fakeSite';

const [csv] = formats;

describe('driftOf', () => {
  let site: FakeSite;
  let fake: FakeSite['fake'];
  let content: FakeSite['content'];
  beforeEach(async () => {
    site = await openFakeSite();
    ({ fake, content } = site);
  });
  afterEach(() => site.close());

  const rowsOf = (scope: Scope = { type: 'site' }) =>
    mappingRows(content, scope, { environment: 'prod', browserUrl: () => undefined });

  /** What is told of a table of these rows, after the site was changed. */
  async function told(rows: readonly MappingRow[]): Promise<readonly Drift[]> {
    const read = readTable('t.csv', csv?.files(rows, 't')[0].text ?? '');
    assert.ok(read !== undefined);
    const kinds = rows.flatMap(({ resource_type: kind }) => kindIn(kind) ?? []);
    const now = await siteNow(content, new Set(kinds));
    return read.rows.flatMap((row) => driftOf(row, now));
  }

  /** A workbook in a project, alone with its name. */
  function sample(rows: readonly MappingRow[]): MappingRow {
    const { workbooks, projects } = fake.model;
    const books = rows.filter((row) => row.resource_type === 'workbook');
    const alone = books.find(
      ({ name, luid }) =>
        projects.get(workbooks.get(luid)?.projectLuid) !== undefined &&
        books.filter((row) => row.name === name).length === 1,
    );
    assert.ok(alone !== undefined);
    return alone;
  }

  it('tells nothing of a site that is as it was', async () => {
    const rows = await rowsOf();
    assert.ok(rows.length > 20);
    assert.deepEqual(await told(rows), []);
  });

  it('tells a new name, a new project and a new address, each where it stands, with the cell that mends it', async () => {
    const rows = await rowsOf();
    const row = sample(rows);
    const { workbooks } = fake.model;
    const workbook = workbooks.get(row.luid);
    const other = (await content.projects()).roots.find(
      ({ luid, name }) => luid !== workbook?.projectLuid && name !== row.project_path,
    );
    assert.ok(workbook !== undefined && other !== undefined);
    workbooks.update(workbook, {
      name: 'Another, "Name"',
      contentUrl: 'AnotherName',
      projectLuid: other.luid,
    });
    const drifts = await told([row]);
    assert.deepEqual(
      drifts.map(({ kind }) => kind),
      ['renamed', 'moved', 'readdressed'],
    );
    const [renamed, moved, readdressed] = drifts;
    assert.deepEqual(renamed && remedy(renamed), [{ field: 'name', value: 'Another, "Name"' }]);
    assert.deepEqual(moved && remedy(moved), [{ field: 'project_path', value: other.name }]);
    assert.deepEqual(readdressed && remedy(readdressed), [
      { field: 'content_url', value: 'AnotherName' },
    ]);
    assert.deepEqual(renamed && placeOf(renamed), renamed?.row.cells.name);
  });

  it('tells that something was published anew at the same path, with the new LUID', async () => {
    const row = sample(await rowsOf());
    const { workbooks } = fake.model;
    const workbook = workbooks.get(row.luid);
    assert.ok(workbook !== undefined);
    const luid = '0aaaaaaa-0000-4000-8000-00000000000a';
    workbooks.remove(workbook.luid);
    workbooks.add({ ...workbook, luid });
    const [drift, ...others] = await told([row]);
    assert.equal(drift?.kind, 'republished');
    assert.deepEqual(others, []);
    assert.equal(drift && remedy(drift)[0]?.value, luid);
  });

  it('tells what is gone, and offers no new value for it', async () => {
    const row = sample(await rowsOf());
    const workbook = fake.model.workbooks.get(row.luid);
    assert.ok(workbook !== undefined);
    fake.model.workbooks.remove(workbook.luid);
    const drifts = await told([row]);
    assert.deepEqual(
      drifts.map((drift) => [drift.kind, remedy(drift)]),
      [['gone', []]],
    );
  });

  it('tells a project that is called otherwise as a move of all that is in it', async () => {
    const rows = await rowsOf();
    const row = sample(rows);
    const project = fake.model.projects.get(fake.model.workbooks.get(row.luid)?.projectLuid);
    assert.ok(project !== undefined);
    fake.model.projects.update(project, { name: 'Called Otherwise' });
    const drifts = await told(rows.filter(({ project_path: path }) => path === row.project_path));
    assert.ok(drifts.length > 0);
    assert.deepEqual([...new Set(drifts.map(({ kind }) => kind))], ['moved']);
  });

  it('keeps names that occur twice apart by their paths', async () => {
    const rows = await rowsOf();
    const twice = rows.filter(
      (row) =>
        rows.filter((one) => one.name === row.name && one.resource_type === row.resource_type)
          .length > 1,
    );
    assert.ok(twice.length >= 2, 'the company has names that occur twice');
    assert.deepEqual(await told(twice), []);
    const [row] = twice;
    assert.ok(row !== undefined);
    // With a LUID that is nowhere, the one at its own path is offered, and not the namesake.
    const [drift] = await told([{ ...row, luid: 'ffffffff-0000-4000-8000-000000000000' }]);
    assert.equal(drift?.kind === 'republished' && drift.now.luid, row.luid);
    assert.deepEqual(
      (
        await told([
          { ...row, luid: 'ffffffff-0000-4000-8000-000000000000', project_path: 'No/Such' },
        ])
      ).map(({ kind }) => kind),
      ['gone'],
    );
  });

  it('tells another number, and mends the address with it', async () => {
    const row = sample(await rowsOf());
    const url = `https://bi.example.com/#/site/sales/workbooks/${row.vizportal_id}`;
    const workbook = fake.model.workbooks.get(row.luid);
    assert.ok(workbook !== undefined && row.vizportal_id !== '');
    const [drift, ...others] = await told([{ ...row, vizportal_id: '999999', url }]);
    assert.ok(drift?.kind === 'readdressed' && others.length === 0);
    assert.equal(drift.field, 'vizportal_id');
    assert.deepEqual(remedy(drift), [
      { field: 'vizportal_id', value: row.vizportal_id },
      { field: 'url', value: url },
    ]);
    assert.deepEqual(placeOf(drift), drift.row.cells.vizportal_id);
  });

  it('mends a cell once of which two drifts say the same, since edits must not overlap', async () => {
    const row = sample(await rowsOf());
    const url = 'https://bi.example.com/#/site/sales/workbooks/999999';
    const drifts = await told([{ ...row, content_url: 'Old', vizportal_id: '999999', url }]);
    assert.deepEqual(
      drifts.map(({ kind }) => kind),
      ['readdressed', 'readdressed'],
    );
    const mended = mendedCells(drifts).map(({ cell, value }) => [cell.value, value]);
    assert.deepEqual(mended, [
      ['Old', row.content_url],
      [url, `https://bi.example.com/#/site/sales/workbooks/${row.vizportal_id}`],
      ['999999', row.vizportal_id],
    ]);
    // What is right already is left alone.
    assert.deepEqual(mendedCells(await told([row])), []);
  });

  it('gives what was published anew its own number and address, on the host of the row', async () => {
    const row = sample(await rowsOf());
    const { workbooks } = fake.model;
    const workbook = workbooks.get(row.luid);
    assert.ok(workbook !== undefined);
    workbooks.remove(workbook.luid);
    const luid = '0aaaaaaa-0000-4000-8000-00000000000a';
    workbooks.add({ ...workbook, luid, vizportalUrlId: 424_242 });
    const url = `https://bi.example.com/#/site/sales/workbooks/${row.vizportal_id}`;
    const [drift] = await told([{ ...row, url }]);
    assert.ok(drift?.kind === 'republished');
    assert.deepEqual(Object.fromEntries(remedy(drift).map((cell) => [cell.field, cell.value])), {
      luid,
      content_url: row.content_url,
      vizportal_id: '424242',
      url: 'https://bi.example.com/#/site/sales/workbooks/424242',
    });
  });

  it('tells of views and projects what it tells of workbooks', async () => {
    const rows = await rowsOf({ type: 'site', kinds: ['view', 'project'] });
    const kinds = new Set(rows.map(({ resource_type: kind }) => kind));
    assert.deepEqual([...kinds].sort(), ['project', 'view']);
    assert.deepEqual(await told(rows), []);
    const inWorkbook = rows.find(({ resource_type: kind }) => kind === 'view');
    const view = fake.model.views.get(inWorkbook?.luid);
    const workbook = fake.model.workbooks.get(view?.workbookLuid);
    assert.ok(inWorkbook && view && workbook);
    assert.ok(inWorkbook.project_path.endsWith(workbook.name), inWorkbook.project_path);
    fake.model.workbooks.update(workbook, { name: 'Called Otherwise' });
    assert.deepEqual(
      (await told([inWorkbook])).map(({ kind }) => kind),
      ['moved'],
    );
    fake.model.views.update(view, { name: 'Sheet Called Otherwise' });
    assert.deepEqual(
      (await told([inWorkbook])).map(({ kind }) => kind),
      ['renamed', 'moved'],
    );
    const project = rows.find(
      ({ resource_type: kind, project_path: path }) => kind === 'project' && path !== '',
    );
    const nested = fake.model.projects.get(project?.luid);
    assert.ok(project && nested);
    fake.model.projects.update(nested, { parentLuid: undefined });
    assert.deepEqual(
      (await told([project])).map((drift) => [drift.kind, remedy(drift)[0]?.value]),
      [['moved', '']],
    );
  });

  it('takes a row without a LUID for one whose item was published anew', async () => {
    const row = sample(await rowsOf());
    const [drift] = await told([{ ...row, luid: '' }]);
    assert.equal(drift?.kind === 'republished' && drift.now.luid, row.luid);
  });

  it('offers none of two that are at one path', async () => {
    const row = sample(await rowsOf());
    const workbook = fake.model.workbooks.get(row.luid);
    assert.ok(workbook);
    fake.model.workbooks.add({ ...workbook, luid: '0aaaaaaa-0000-4000-8000-00000000000b' });
    const [drift] = await told([{ ...row, luid: 'ffffffff-0000-4000-8000-000000000000' }]);
    assert.equal(drift?.kind, 'gone');
  });

  it('knows the resource type in the words of people, and says nothing of what is none', async () => {
    const row = sample(await rowsOf());
    for (const type of ['Workbook', 'workbooks', 'WORKBOOK'])
      assert.deepEqual(await told([{ ...row, resource_type: type }]), [], type);
    assert.equal(kindIn('Published Data Source'), 'datasource');
    assert.equal(kindIn('virtual_connections'), 'virtualConnection');
    assert.equal(kindIn('dashboard'), undefined);
    const [dashboard] = await told([row, { ...row, resource_type: 'dashboard', luid: 'x' }]);
    assert.equal(dashboard, undefined);
  });

  it('takes the line breaks that an editor makes for those of the name', async () => {
    const row = sample(await rowsOf());
    const workbook = fake.model.workbooks.get(row.luid);
    assert.ok(workbook);
    fake.model.workbooks.update(workbook, { name: 'Two\nLines' });
    assert.deepEqual(await told([{ ...row, name: 'Two\r\nLines' }]), []);
  });

  it('asks for nothing more of the other kinds once one cannot be had', async () => {
    let pages = 0;
    let isStopped = false;
    const client = {
      ...(await content.client()),
      workbooks: {
        async *pages(_query: unknown, _options: unknown, signal?: AbortSignal) {
          for (; pages < 100; pages += 1) {
            await new Promise((resolve) => setImmediate(resolve));
            isStopped = signal?.aborted === true;
            if (isStopped) return;
            yield [];
          }
        },
      },
      flows: {
        async *pages() {
          yield await Promise.reject<[]>(new Error('refused'));
        },
      },
    } as unknown as Awaited<ReturnType<typeof content.client>>;
    const listed = async (): Promise<void> => {
      while (!isStopped && pages < 100) await new Promise((resolve) => setImmediate(resolve));
    };
    const other = new SiteContent(content.site, () => Promise.resolve(client));
    const kinds = ['workbook', 'flow'] as const;
    const options = { environment: 'prod', browserUrl: () => undefined };
    await assert.rejects(mappingRows(other, { type: 'site', kinds }, options), /refused/u);
    await listed();
    assert.ok(isStopped, `${pages} pages`);
    [pages, isStopped] = [0, false];
    await assert.rejects(tagsToExport(other, undefined, kinds), /refused/u);
    await listed();
    assert.ok(isStopped, `${pages} pages`);
  });

  it('is of a project, a tag or a selection as well', async () => {
    const all = await rowsOf();
    const tree = await content.projects();
    const [root] = tree.roots.filter(({ luid }) => tree.below(luid).length > 0);
    assert.ok(root !== undefined);
    const inside = await rowsOf({ type: 'project', project: root });
    const wanted = all.filter(
      ({ project_path: path }) => path === root.name || path.startsWith(`${root.name}/`),
    );
    assert.deepEqual(inside, wanted);
    const books = await content.siteList('workbook', 'full').all();
    const items = books.slice(0, 2);
    assert.equal((await rowsOf({ type: 'items', items })).length, 2);
    const tagged = books.find(({ tags = [] }) => tags.length > 0);
    const [tag] = tagged?.tags ?? [];
    assert.ok(tag !== undefined);
    const withTag = await rowsOf({ type: 'tag', tag });
    assert.ok(withTag.length > 0 && withTag.length < all.length);
  });
});
