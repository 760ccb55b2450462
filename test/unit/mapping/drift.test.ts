/** Every kind of drift, and what mends it, against the fake server's company as it changes. */
import assert from 'node:assert/strict';
import { driftOf, placeOf, remedy, type Drift } from '../../../src/mapping/drift';
import { formats } from '../../../src/mapping/formats';
import { mappingRows, siteNow, type Scope } from '../../../src/mapping/gather';
import { readTable } from '../../../src/mapping/readTable';
import type { MappingRow } from '../../../src/mapping/row';
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
    const now = await siteNow(content, new Set(rows.map(({ resource_type: kind }) => kind)));
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
