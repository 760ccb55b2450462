/** Checks what a refresh of a project or of a tag would touch, and with how few requests that is found out. */
import assert from 'node:assert/strict';
import { itemsOfProject, itemsWithTag, tagsOfSite } from '../../../src/content/refreshPlan';
import type { Project } from '../../../src/tableau/model';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { openFakeSite, type FakeSite } from './fakeSite';

describe('a plan of refreshes', () => {
  let opened: FakeSite | undefined;
  afterEach(() => opened?.close());

  async function open(options: FakeTableauOptions = {}): Promise<FakeSite> {
    return (opened = await openFakeSite(options));
  }

  async function project({ content }: FakeSite, name: string): Promise<Project> {
    const found = [...(await content.projects()).all()].find((one) => one.name === name);
    assert.ok(found, `there is no project ${name}`);
    return found;
  }

  /** By the server's own account: what Ana sees of a project and of all below it. */
  function expected({ fake }: FakeSite, luid: string): string[] {
    const { model, company } = fake;
    const ana = company.main.users['ana.ruiz'];
    assert.ok(ana);
    const inside = (at: string | undefined): boolean =>
      at === luid || (at !== undefined && inside(model.projects.get(at)?.parentLuid));
    return [
      ...model.workbooks.ofSite(company.main.site.luid),
      ...model.datasources.ofSite(company.main.site.luid),
    ]
      .filter((item) => inside(item.projectLuid) && model.canSee(ana, item))
      .map((item) => item.luid)
      .sort();
  }

  for (const name of ['Finance', 'Marketing'])
    it(`holds what is in ${name} and in all projects below it`, async () => {
      const site = await open();
      const finance = await project(site, name);
      const items = await itemsOfProject(site.content, finance);
      const wanted = expected(site, finance.luid);
      assert.ok(wanted.length > 1);
      assert.deepEqual(items.map(({ luid }) => luid as string).sort(), wanted);
    });

  it('lists the whole site, once for each kind, where there are many projects below', async () => {
    const site = await open({ workbooks: 1000 });
    const top = [...(await site.content.projects()).roots].find(
      ({ luid }) => (site.content.knownProjects?.below(luid).length ?? 0) > 5,
    );
    assert.ok(top);
    site.requests();
    const items = await itemsOfProject(site.content, top);
    assert.deepEqual(items.map(({ luid }) => luid as string).sort(), expected(site, top.luid));
    const sent = site.requests();
    assert.ok(
      (sent['workbooks'] ?? 0) <= 2 && (sent['datasources'] ?? 0) <= 1,
      JSON.stringify(sent),
    );
  });

  it('holds what carries a tag, by one request for each kind', async () => {
    const site = await open();
    const tags = await tagsOfSite(site.content);
    const [tag, count] = [...tags][0] ?? [];
    assert.ok(tag !== undefined && count !== undefined);
    site.requests();
    const items = await itemsWithTag(site.content, tag);
    assert.equal(items.length, count);
    assert.ok(items.every((item) => item.tags?.includes(tag)));
    const sent = site.requests();
    assert.deepEqual({ ...sent, projects: 1 }, { datasources: 1, workbooks: 1, projects: 1 });
  });

  it('finds a tag by reading the lists where no filter can carry it', async () => {
    const site = await open();
    const [workbook] = site.fake.model.workbooks
      .ofSite(site.fake.company.main.site.luid)
      .filter((one) => one.ownerLuid === site.fake.company.main.users['ana.ruiz']?.luid);
    assert.ok(workbook);
    site.fake.model.workbooks.update(workbook, { tags: ['Q1, final & signed'] });
    const items = await itemsWithTag(site.content, 'Q1, final & signed');
    assert.deepEqual(
      items.map(({ luid }) => luid),
      [workbook.luid],
    );
  });
});
