/** Where a whole list is wanted its pages come in parallel; where one page of rows is shown, one is asked for. */
import assert from 'node:assert/strict';
import { itemsOfProject, itemsWithTag } from '../../../src/content/refreshPlan';
import { SiteContent } from '../../../src/content/siteContent';
import type { ListQuery, TableauClient } from '../../../src/tableau/client';
import type { ContentUrl, Luid, Page, Project, Workbook } from '../../../src/tableau/model';
import { pagesOf } from '../../../src/tableau/paginate';

const site = { server: 'https://tableau.acme.com', contentUrl: 'sales' as ContentUrl };
const project: Project = { site, kind: 'project', luid: 'p' as Luid, name: 'Finance' };
const perPage = 10;

/** One project with so many pages of workbooks; notes the pages that were asked for, and how many were under way at once. */
class BigProject {
  readonly asked: number[] = [];
  most = 0;
  #underWay = 0;

  constructor(readonly pages: number) {}

  readonly content = new SiteContent(site, async () => this.#client());

  #client(): TableauClient {
    const listOf = (fetchPage: (page: number) => Promise<Page<never>>): object => ({
      pages: (_: ListQuery, options: { ahead: number | (() => number) }, signal?: AbortSignal) =>
        pagesOf<never>({
          pageSize: perPage,
          ahead: options.ahead,
          expectedTotal: undefined,
          fetchPage,
          onTotal: () => undefined,
          ...(signal === undefined ? {} : { signal }),
        }),
    });
    const one = (item: object | undefined): Promise<Page<never>> =>
      Promise.resolve({ items: item === undefined ? [] : [item as never], total: 1 });
    // Only what a list of a project is made of.
    return {
      projects: listOf(() => one(project)),
      datasources: listOf(() => one(undefined)),
      workbooks: listOf((page) => this.#page(page) as Promise<Page<never>>),
    } as unknown as TableauClient;
  }

  async #page(page: number): Promise<Page<Workbook>> {
    this.asked.push(page);
    this.#underWay += 1;
    this.most = Math.max(this.most, this.#underWay);
    // Those that are sent in the same turn are under way together.
    await new Promise((resolve) => setImmediate(resolve));
    this.#underWay -= 1;
    const items = Array.from({ length: perPage }, (_, n): Workbook => {
      const luid = `w${page}-${n}` as Luid;
      const location = { type: 'Project', luid: project.luid, name: project.name } as const;
      return {
        site,
        kind: 'workbook',
        luid,
        name: luid,
        contentUrl: luid as string as ContentUrl,
        location,
        tags: ['daily'],
      };
    });
    return { items, total: this.pages * perPage };
  }
}

describe('a list of many pages', () => {
  it('is asked for page by page where rows are shown', async () => {
    const big = new BigProject(8);
    const list = big.content.list('workbook', project);
    await list.more();
    assert.deepEqual(big.asked, [1]);
    await list.more();
    assert.deepEqual(big.asked, [1, 2]);
  });

  it('is read in parallel, four pages at most, where all that is in a project is wanted', async () => {
    const big = new BigProject(8);
    assert.equal((await itemsOfProject(big.content, project)).length, 8 * perPage);
    assert.deepEqual([big.most, big.asked.length], [4, 8]);
  });

  it('is read in parallel from where the rows ended', async () => {
    const big = new BigProject(8);
    await big.content.list('workbook', project).more();
    assert.equal((await itemsOfProject(big.content, project)).length, 8 * perPage);
    assert.deepEqual([big.most, big.asked], [4, [1, 2, 3, 4, 5, 6, 7, 8]]);
  });

  it('is read in parallel where all that carries a tag is wanted', async () => {
    const big = new BigProject(8);
    assert.equal((await itemsWithTag(big.content, 'daily')).length, 8 * perPage);
    assert.deepEqual([big.most, big.asked.length], [4, 8]);
  });
});
