/** The projects of a site are sorted in a turn of their own, and a site may be refreshed in between. */
import assert from 'node:assert/strict';
import { SiteLists } from '../../../src/content/siteLists';
import type { TableauClient } from '../../../src/tableau/client';
import type { ContentUrl, Luid, Project } from '../../../src/tableau/model';

const site = { server: 'https://tableau.acme.com', contentUrl: 'sales' as ContentUrl };

/** A client whose projects carry the number of the listing in their names. */
function clientOf(count: number, onEnd: () => void = () => undefined): TableauClient {
  let listings = 0;
  async function* pages(): AsyncGenerator<readonly Project[]> {
    listings += 1;
    const name = (n: number): string => `Project ${n} of listing ${listings}`;
    yield Array.from({ length: count }, (_, n) => {
      return { site, kind: 'project', luid: `p${n}` as Luid, name: name(n) } as const;
    });
    onEnd();
  }
  return { projects: { pages } } as unknown as TableauClient;
}

describe('SiteLists', () => {
  it('gives one tree to all who ask for thousands of projects at one time', async () => {
    const client = clientOf(2000);
    const lists = new SiteLists(() => Promise.resolve(client));
    const [one, other] = await Promise.all([lists.projects(), lists.projects()]);
    assert.equal(one.size, 2000);
    assert.equal(one, other);
    assert.equal(await lists.projects(), one);
    assert.equal(lists.knownProjects, one);
  });

  it('does not sort them in the turn in which their last page was read', async () => {
    const order: string[] = [];
    const client = clientOf(2000, () => setImmediate(() => order.push('another turn')));
    const lists = new SiteLists(() => Promise.resolve(client));
    await lists.projects().then(() => order.push('sorted'));
    assert.deepEqual(order, ['another turn', 'sorted']);
  });

  it('forgets what a refresh has overtaken', async () => {
    const refresh: { when: () => void } = { when: () => undefined };
    const client = clientOf(2000, () => setImmediate(() => refresh.when()));
    const lists = new SiteLists(() => Promise.resolve(client));
    let isFirst = true;
    refresh.when = () => {
      if (isFirst) lists.refresh('site');
      isFirst = false;
    };
    await lists.projects();
    assert.equal(lists.knownProjects, undefined);
    const fresh = await lists.projects();
    assert.equal(fresh.get('p0' as Luid)?.name, 'Project 0 of listing 2');
    assert.equal(lists.knownProjects, fresh);
  });
});
