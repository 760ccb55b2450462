/** What one site is asked for, and how often, counted at the server. */
import assert from 'node:assert/strict';
import { kindsIn } from '../../../src/content/contentKinds';
import type { Within } from '../../../src/content/siteContent';
import { isTableauError } from '../../../src/tableau/errors';
import type { Content, Project } from '../../../src/tableau/model';
import { openFakeSite, type FakeSite } from './fakeSite';

const names = (items: readonly Content[]): readonly string[] => items.map(({ name }) => name);

describe('SiteContent', () => {
  let site: FakeSite;
  afterEach(() => site.close());

  async function projectAt(path: string): Promise<Project> {
    const tree = await site.content.projects();
    const found = [...tree.all()].find((project) => site.content.path(project) === path);
    assert.ok(found, `no project at ${path}`);
    return found;
  }

  async function all(within: Within): Promise<readonly string[]> {
    const kinds = kindsIn('project').filter((kind) => kind !== 'project');
    const lists = await Promise.all(kinds.map((kind) => site.content.list(kind, within).all()));
    return lists.flatMap(names);
  }

  describe('projects', () => {
    it('are listed once for the site, and make roots of those whose parent is hidden', async () => {
      site = await openFakeSite();
      const roots = await site.content.list('project', 'site').more();
      assert.ok(names(roots).includes('Finance'));
      assert.ok(names(roots).includes('Board Pack'), 'its parent Executive may not be seen');
      assert.ok(!names(roots).includes('Reports'));
      const finance = await projectAt('Finance');
      const nested = await site.content.list('project', finance).more();
      assert.deepEqual(names(nested), ['Budget, Actuals & Forecast', 'Reports']);
      assert.equal(nested[1] && site.content.path(nested[1]), 'Finance/Reports');
      assert.deepEqual(site.requests(), { projects: 1 });
    });

    it('keeps the answer that all wait for when one of them gives up', async () => {
      site = await openFakeSite();
      const impatient = new AbortController();
      const first = site.content.projects(impatient.signal);
      const second = site.content.projects();
      impatient.abort();
      await assert.rejects(first, { name: 'AbortError' });
      assert.ok((await second).size > 10);
      assert.deepEqual(site.requests(), { projects: 1 });
    });
  });

  describe('a project', () => {
    it('of 900 workbooks is expanded with one request for each kind', async () => {
      site = await openFakeSite({ workbooks: 1_200 });
      const big = await projectAt('Bulk of 900');
      site.requests();
      const [workbooks] = await Promise.all([
        site.content.list('workbook', big).more(),
        site.content.list('datasource', big).more(),
        site.content.list('flow', big).more(),
        site.content.list('project', big).more(),
      ]);
      assert.equal(workbooks.length, 900);
      assert.deepEqual(site.requests(), { datasources: 1, flows: 1, workbooks: 1 });
      assert.equal(site.content.list('workbook', big).total, 900);
      await site.content.list('workbook', big).more();
      assert.deepEqual(site.requests(), {}, 'nothing is asked again');
    });

    it('of 2,500 workbooks comes in parts of 1,000, one request each', async function () {
      this.timeout(20_000);
      site = await openFakeSite({ workbooks: 11_000 });
      const list = site.content.list('workbook', await projectAt('Bulk of 2500'));
      site.requests();
      const sizes: number[] = [];
      while (!list.done) {
        sizes.push((await list.more()).length);
        if (sizes.length > 1) continue;
        assert.equal(list.total, 2_500);
        await new Promise((resolve) => setTimeout(resolve, 50));
        assert.deepEqual(site.requests(), { workbooks: 1 }, 'no page before it is wanted');
      }
      assert.deepEqual(sizes.slice(0, 3), [1_000, 1_000, 500]);
      assert.deepEqual(site.requests(), { workbooks: 2 });
    });

    it('shows what is in it, and not what is in another project of the same name', async () => {
      site = await openFakeSite();
      const finance = site.content.list('workbook', await projectAt('Finance/Reports'));
      const marketing = site.content.list('workbook', await projectAt('Marketing/Reports'));
      assert.deepEqual(names(await finance.all()).toSorted(), [
        'Accounts Receivable, aged',
        'Cash Flow',
        'Overview',
        'P&L Overview',
        'Quarterly Margin',
        'Revenue by Region',
      ]);
      assert.ok(names(await marketing.all()).includes('weekly numbers'));
      assert.ok(!names(await marketing.all()).includes('Cash Flow'));
      assert.equal(finance.total, 6);
      assert.deepEqual(site.requests(), { projects: 1, workbooks: 2 });
    });

    it('whose name no filter can carry reads the list of the site, once for all such projects', async () => {
      site = await openFakeSite();
      const budget = await projectAt('Finance/Budget, Actuals & Forecast');
      site.fake.model.projects.update(
        site.fake.model.projects.get((await projectAt('Sandbox')).luid) ?? assert.fail(),
        { name: 'Sand & Box' },
      );
      site.content.refresh();
      const sandbox = await projectAt('Sand & Box');
      site.requests();
      const lists = [budget, sandbox].map((project) => site.content.list('workbook', project));
      const [first, second] = await Promise.all(lists.map((list) => list.all()));
      assert.deepEqual(names(first ?? []), [
        'Budget vs. Actuals, 2025',
        'Rolling Forecast',
        'Travel Costs',
      ]);
      assert.ok(names(second ?? []).includes('Scratch'));
      assert.deepEqual(site.requests(), { workbooks: 1 });
      await site.content.list('flow', budget).more();
      assert.deepEqual(site.requests(), { flows: 1 }, 'flows filter by the LUID of the project');
    });

    it('reads the list of data sources where the server lacks the filter, and does not ask twice', async () => {
      site = await openFakeSite({ profile: '2021.4' });
      const platform = await projectAt('Data Platform');
      const finance = await projectAt('Finance');
      site.requests();
      const sources = names(await site.content.list('datasource', platform).all());
      const refusals = site.fake.log.filter(({ code }) => code === '400065').length;
      assert.ok(sources.length > 0);
      const asked = site.requests()['datasources'] ?? 0;
      assert.equal(asked - refusals, 1);
      await site.content.list('datasource', finance).all();
      assert.deepEqual(site.requests(), {});
    });

    it('shows the views of a workbook with one request, and knows their path', async () => {
      site = await openFakeSite();
      const reports = await projectAt('Finance/Reports');
      const workbooks = await site.content.list('workbook', reports).all();
      const margin = workbooks.find(({ name }) => name === 'Quarterly Margin') ?? assert.fail();
      site.requests();
      const [view] = await site.content.list('view', margin).all();
      assert.ok(view);
      assert.equal(site.content.path(view), `Finance/Reports/Quarterly Margin/${view.name}`);
      assert.equal(view.workbook?.luid, margin.luid);
      assert.deepEqual(Object.values(site.requests()), [1]);
      assert.deepEqual(await site.content.parentOf(margin), reports);
      const parent = await site.content.parentOf(view);
      assert.equal(typeof parent === 'object' && parent.luid, margin.luid);
    });

    it('forgets a failed page, and its siblings load all the same', async () => {
      site = await openFakeSite();
      const finance = await projectAt('Finance');
      site.fake.knobs.failNext({ status: 403, code: 403004, match: '/workbooks' });
      const failed = site.content.list('workbook', finance);
      await assert.rejects(failed.more(), (error) => isTableauError(error, 'notPermitted'));
      assert.ok((await site.content.list('flow', finance).more()).length > 0);
      assert.deepEqual(names(await failed.more()).toSorted(), ['Cost Centers', 'Tax']);
    });
  });

  describe('what is in no project', () => {
    it('finds the personal space of the caller only', async () => {
      site = await openFakeSite();
      assert.deepEqual(
        names(await site.content.list('workbook', 'personalSpace').all()).toSorted(),
        ['My First Draft', 'Offsite Ideas, private'],
      );
      assert.deepEqual(await site.content.list('flow', 'personalSpace').all(), []);
    });

    it('finds what may be seen although its project may not, and what has none', async () => {
      site = await openFakeSite();
      const { workbooks } = site.fake.model;
      const board = [...workbooks.all()].find(({ name }) => name === 'Board Summary');
      const ana = site.fake.company.main.users['ana.ruiz'];
      workbooks.update(board ?? assert.fail(), { ownerLuid: ana?.luid });
      const outside = await all('outsideProjects');
      assert.ok(outside.includes('Homeless & Unfiled'));
      assert.ok(outside.includes('Board Summary'), 'its project Executive may not be seen');
      assert.ok(!outside.includes('My First Draft'));
      assert.ok(!outside.includes('Cost Centers'));
      const [item] = (await site.content.list('workbook', 'outsideProjects').all()).filter(
        ({ name }) => name === 'Homeless & Unfiled',
      );
      assert.equal(item && (await site.content.parentOf(item)), 'outsideProjects');
      assert.equal(item && site.content.path(item), 'Homeless & Unfiled');
    });
  });

  describe('refresh', () => {
    it('of a project asks for it again, and for nothing else', async () => {
      site = await openFakeSite();
      const finance = await projectAt('Finance');
      const marketing = await projectAt('Marketing');
      await Promise.all([finance, marketing].map((p) => site.content.list('workbook', p).all()));
      site.requests();
      const row = [...site.fake.model.workbooks.all()].find(({ name }) => name === 'Tax');
      site.fake.model.workbooks.update(row ?? assert.fail(), { name: 'Taxes' });
      site.content.refresh(finance);
      assert.ok(names(await site.content.list('workbook', finance).all()).includes('Taxes'));
      await site.content.list('workbook', marketing).all();
      assert.deepEqual(site.requests(), { workbooks: 1 });
    });

    it('drops the answer that was on its way', async () => {
      site = await openFakeSite();
      const finance = await projectAt('Finance');
      site.fake.knobs.delay(60, '/workbooks');
      const old = site.content.list('workbook', finance);
      const waiting = old.more();
      site.content.refresh();
      await assert.rejects(waiting, { name: 'AbortError' });
      assert.deepEqual(old.items, []);
      const fresh = site.content.list('workbook', finance);
      assert.notEqual(fresh, old);
      assert.equal((await fresh.all()).length, 2);
    });
  });
});
