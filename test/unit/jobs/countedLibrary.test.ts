/** The day's budget counts each query and cancel of a job, whoever asks, and nothing else. */
import assert from 'node:assert/strict';
import type { Luid } from '../../../src/tableau/model';
import { JobsWorld } from '../support/jobsWorld';

describe('countedLibrary', function () {
  this.timeout(20_000);

  it('counts details, cancels and lists that are asked for beside the tracker, and no other call', async () => {
    const bed = await JobsWorld.start('administrator');
    const { world } = bed;
    try {
      const { window, budget } = bed.open('a');
      const client = await window.sessions.client(world.site);
      await world.done(client.workbooks.page({}, 1));
      const [item] = world.tableau.model.datasources
        .ofSite(bed.siteLuid)
        .filter(({ hasExtracts, useRemoteQueryAgent }) => hasExtracts && !useRemoteQueryAgent);
      assert.ok(item);
      const job = await world.done(client.datasources.refresh(item.luid as Luid));
      assert.equal(await budget.spent(world.site), 0);
      await world.done(client.jobs.get(job.luid));
      await world.done(client.jobs.cancel(job.luid));
      const createdAfter = new Date(world.clock.now() - 3_600_000).toISOString();
      await world.done(client.jobs.list({ createdAfter }));
      assert.equal(await budget.spent(world.site), 3);
      assert.equal(await budget.spent(world.secondSite), 0);
    } finally {
      await world.close();
    }
  });
});
