/** A site's job list on disk: shared by windows, and gone with the site. */
import assert from 'node:assert/strict';
import { SiteJobs } from '../../../src/jobs/siteJobs';
import type { TableauClient } from '../../../src/tableau/client';
import type { ContentUrl, Job, SiteRef } from '../../../src/tableau/model';
import { MemoryFolder } from '../support/memoryFolder';
import { TestLog } from '../support/world';

const site: SiteRef = {
  server: 'https://tableau.acme.com',
  contentUrl: 'sales' as ContentUrl,
};
const other: SiteRef = { ...site, contentUrl: 'salesforce' as ContentUrl };
const wish = { reachMs: 3_600_000, maxAgeMs: 60_000 };

describe('SiteJobs', () => {
  let folder: MemoryFolder;
  let asked: number;

  const window = (account: string): SiteJobs =>
    new SiteJobs({
      client: () => {
        asked += 1;
        const jobs = { list: () => Promise.resolve([] as readonly Job[]) };
        return Promise.resolve({ jobs, serverNow: () => undefined } as unknown as TableauClient);
      },
      account: () => account,
      folder,
      leases: {
        withLease: (_: string, work: () => Promise<unknown>) => work(),
      } as ConstructorParameters<typeof SiteJobs>[0]['leases'],
      clock: { now: () => 1_000_000, delay: () => Promise.resolve() },
      log: new TestLog(),
    });

  beforeEach(() => {
    folder = new MemoryFolder();
    asked = 0;
  });

  it('is asked for by one window, and read by the others of the same account', async () => {
    await window('ana').list(site, wish);
    await window('ana').list(site, wish);
    assert.equal(asked, 1);
    await window('max').list(site, wish);
    assert.equal(asked, 2);
  });

  it('is removed with its site, whichever window and account wrote it, and no other site’s', async () => {
    await window('ana').list(site, wish);
    await window('max').list(site, wish);
    await window('ana').list(other, wish);
    assert.equal(folder.files.size, 3);
    await window('ana').forget(site);
    assert.equal(folder.files.size, 1);
    assert.equal(asked, 3);
    await window('ana').list(other, wish);
    assert.equal(asked, 3, 'the other site’s is still there');
  });
});
