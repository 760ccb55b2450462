/** The other ways to refresh: only what is new, a whole project, a tag; each told what it costs before it starts. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';
import { mayBeCut } from './support/freshnessView';

describe('refresh options', () => {
  let cloud: FakeTableau;
  let server: FakeTableau;
  before(async () => {
    cloud = await startFakeTableau({ ownJobs: 'readable' });
    server = await startFakeTableau({ profile: '2025.1', metadata: 'on', ownJobs: 'readable' });
  });
  after(async () => {
    await cloud.close();
    await server.close();
  });
  const starts = (tableau: FakeTableau): number =>
    tableau.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/refresh')).length;

  journey('long-refresh-options', {}, (opened) => {
    it('refresh only what is new', async () => {
      const { workbench } = opened;
      await signInTo(workbench, cloud);
      await workbench.tree.expand('Marketing');
      cloud.knobs.scriptNextJob({ queuedMs: 0, runMs: 500 });
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Refresh Extract Incrementally');
      await workbench.notifications.sees('"Channel Mix" was refreshed');
      const job = cloud.model.jobs.ofSite(cloud.company.main.site.luid).at(-1);
      assert.equal(job?.incremental, true);
      await workbench.notifications.clear();
    });

    it('refresh a project with all below it, after a list and a question', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      cloud.knobs.jobSpeed.queuedMs = 0;
      cloud.knobs.jobSpeed.runMs = 1500;
      cloud.log.clear();
      await workbench.tree.openMenu('Marketing');
      await workbench.menu('Refresh Extracts of Project…');
      await quickPick.sees({ title: 'Refresh Extracts of the project "Marketing"' });
      await workbench.step('choose', { mayBeCut, sees: ['Campaign Performance'] });
      await quickPick.accept();
      await workbench.step('confirm', {
        mayBeCut,
        sees: [
          /Refresh \d+ extracts of the project "Marketing"\?/u,
          /Fresh by inheritance/u,
          /Without an extract, and left out/u,
          /may start about 60 refreshes an hour/u,
        ],
      });
      assert.equal(starts(cloud), 0);
      await workbench.pressInDialog('Refresh');
      await workbench.notifications.sees(/Refreshing \d+ items/u);
      const text = await workbench.notifications.sees(
        /Refreshing \d+ items: \d+ refreshed/u,
        60_000,
      );
      await workbench.step('done', { mayBeCut });
      assert.match(text, /refreshed/u);
      assert.ok(starts(cloud) > 5);
      await workbench.notifications.clear();
    });

    it('starts nothing more once it is cancelled', async () => {
      const { workbench } = opened;
      cloud.knobs.jobSpeed.runMs = 600_000;
      cloud.knobs.jobSpeed.cancelMs = 200;
      cloud.log.clear();
      await workbench.tree.openMenu('Marketing');
      await workbench.menu('Refresh Extracts of Project…');
      await workbench.quickPick.sees({ title: 'Refresh Extracts of the project' });
      await workbench.quickPick.accept();
      await workbench.pressInDialog('Refresh');
      await workbench.notifications.sees(/Refreshing \d+ items/u);
      await waitFor('the first to be started', () => {
        assert.ok(starts(cloud) >= 4);
        return Promise.resolve();
      });
      await workbench.notifications.press(/Refreshing \d+ items/u, 'Cancel');
      await workbench.notifications.sees(/not started/u, 60_000);
      assert.ok(starts(cloud) <= 6, `${starts(cloud)} were started`);
      await workbench.step('cancelled', { mayBeCut });
      await workbench.notifications.clear();
    });

    it('refresh all that carries a tag', async () => {
      const { workbench } = opened;
      cloud.knobs.jobSpeed.runMs = 500;
      await workbench.run('Tableau: Refresh Extracts by Tag…');
      await workbench.quickPick.sees({ title: 'Refresh Extracts by Tag', labels: ['campaign'] });
      await workbench.step('tags', { mayBeCut });
      await workbench.quickPick.choose('campaign');
      await workbench.quickPick.sees({ title: 'Refresh Extracts of the tag "campaign"' });
      await workbench.quickPick.accept();
      await workbench.step('confirm-tag', { mayBeCut, sees: [/of the tag "campaign"\?/u] });
      await workbench.pressInDialog('Refresh');
      await workbench.notifications.sees(/refreshed/u, 60_000);
      await workbench.notifications.clear();
    });
  });

  journey('long-refresh-options-server', { theme: 'highContrast' }, (opened) => {
    it('says why a server refreshes nothing incrementally, and offers everything', async () => {
      const { workbench } = opened;
      await signInTo(workbench, server);
      await workbench.tree.expand('Marketing');
      server.log.clear();
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Refresh Extract Incrementally');
      const text = await workbench.notifications.sees('Incremental refreshes by hand need 3.28');
      assert.match(text, /speaks version 3\.25/u);
      assert.equal(starts(server), 0);
      await workbench.step('too-old', { mayBeCut, sees: ['Refresh Everything'] });
    });
  });
});
