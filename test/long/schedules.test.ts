/** Schedules as a person handles them: see, add, change, remove and bring back, run; on Cloud, then on Server. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';
import { mayBeCut, openFreshness } from './support/freshnessView';

function tasksOf(tableau: FakeTableau, name: string) {
  const { model, company } = tableau;
  const { luid } = company.main.site;
  const items = model.workbooks.ofSite(luid).filter((one) => one.name === name);
  const luids = new Set(items.map((item) => item.luid));
  return model.tasks.ofSite(luid).filter((task) => luids.has(task.workbookLuid ?? ''));
}

function removeTasks(tableau: FakeTableau, name: string): void {
  for (const task of tasksOf(tableau, name)) tableau.model.tasks.remove(task.luid);
}

describe('schedules', () => {
  let cloud: FakeTableau;
  let server: FakeTableau;
  before(async () => {
    cloud = await startFakeTableau({ ownJobs: 'readable' });
    server = await startFakeTableau({ profile: '2025.1', metadata: 'on' });
    removeTasks(cloud, 'Channel Mix');
    removeTasks(server, 'Channel Mix');
  });
  after(async () => {
    await cloud.close();
    await server.close();
  });

  journey('long-schedules', {}, (opened) => {
    it('are added by answering a few questions, with Back', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      await signInTo(workbench, cloud);
      await workbench.tree.expand('Marketing');
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Show Schedules…');
      await quickPick.sees({
        title: 'Schedules of "Channel Mix"',
        placeholder: 'It has no schedule that you may see',
      });
      await workbench.step('none', { mayBeCut, sees: ['Add Schedule…'] });
      await quickPick.choose('Add Schedule…');
      await quickPick.sees({ title: 'Add a Schedule for "Channel Mix"', labels: ['Weekly'] });
      await workbench.step('frequency', { mayBeCut, sees: ['How often is it refreshed?'] });
      await quickPick.choose('Daily');
      await quickPick.sees({ labels: ['Once a day', 'Every 4 hours'] });
      await quickPick.back();
      await quickPick.sees({ labels: ['Weekly'] });
      await quickPick.choose('Daily');
      await quickPick.choose('Once a day');
      await quickPick.sees({ message: 'Start, by the clock of the site' });
      await quickPick.enter('6:03');
      await quickPick.sees({ message: 'steps of five minutes' });
      await workbench.step('start-refused', { mayBeCut });
      await quickPick.enter('6:05');
      await quickPick.sees({ placeholder: 'On which days of the week?' });
      await workbench.step('days', { mayBeCut, sees: ['Sunday'] });
      await quickPick.accept();
      await quickPick.sees({ labels: ['Everything', 'Only what is new'] });
      await quickPick.choose('Everything');
      const text = await workbench.notifications.sees('is refreshed on a schedule now');
      assert.match(text, /"Channel Mix" is refreshed on a schedule now: Daily at 06:05; next run/u);
      assert.equal(tasksOf(cloud, 'Channel Mix').length, 1);
      await workbench.notifications.clear();
    });

    it('are shown with their next run, and changed', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Show Schedules…');
      await quickPick.sees({ labels: ['Daily at 06:05'] });
      await workbench.step('one', { mayBeCut, sees: [/next run .*full refresh/u] });
      await quickPick.choose('Daily at 06:05');
      await quickPick.sees({ labels: ['Run Now', 'Change…', 'Remove…', 'Reveal Item'] });
      await workbench.step('actions', { mayBeCut });
      await quickPick.choose('Change…');
      await quickPick.choose('Monthly');
      await quickPick.sees({ placeholder: 'On which days of the month?' });
      await quickPick.accept();
      await quickPick.sees({ value: '06:05' });
      await quickPick.accept();
      await quickPick.choose('Only what is new');
      await workbench.notifications.sees('Monthly on day 1 at 06:05');
      const [task] = tasksOf(cloud, 'Channel Mix');
      assert.equal(task?.type, 'IncrementExtractTask');
      assert.equal(task.recurrence?.frequency, 'Monthly');
      await workbench.notifications.clear();
    });

    it('are run now, and followed like any refresh', async () => {
      const { workbench } = opened;
      cloud.knobs.scriptNextJob({ queuedMs: 0, runMs: 800 });
      await workbench.tree.select('Channel Mix');
      await workbench.run('Tableau: Run Schedule Now');
      await workbench.quickPick.sees({ title: 'Choose an Item' });
      await workbench.quickPick.type('Channel Mix');
      await workbench.quickPick.choose('Channel Mix');
      await workbench.notifications.sees('"Channel Mix" was refreshed');
      assert.equal(cloud.log.count('run task'), 1);
      await workbench.notifications.clear();
    });

    it('are removed after a question, and come back with Undo', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Show Schedules…');
      await quickPick.choose('Monthly on day 1 at 06:05');
      await quickPick.choose('Remove…');
      await workbench.step('remove', {
        mayBeCut,
        sees: ['Remove this schedule of "Channel Mix"?', /Monthly on day 1/u],
      });
      await workbench.pressInDialog('Remove');
      await workbench.notifications.sees('was removed');
      assert.equal(tasksOf(cloud, 'Channel Mix').length, 0);
      await workbench.step('removed', { mayBeCut, sees: ['Undo'] });
      await workbench.notifications.press('was removed', 'Undo');
      await workbench.notifications.sees('The schedule of "Channel Mix" is back.');
      const [task] = tasksOf(cloud, 'Channel Mix');
      assert.equal(task?.recurrence?.frequency, 'Monthly');
      assert.equal(task.type, 'IncrementExtractTask');
      await workbench.notifications.clear();
    });

    it('are told why not, where Tableau refuses', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      cloud.knobs.failNext({ status: 403, code: 403004, match: 'DELETE' });
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Show Schedules…');
      await quickPick.choose('Monthly on day 1 at 06:05');
      await quickPick.choose('Remove…');
      await workbench.pressInDialog('Remove');
      await workbench.notifications.sees('Tableau does not permit this to you');
      assert.equal(tasksOf(cloud, 'Channel Mix').length, 1);
      await workbench.notifications.clear();
    });

    it('stand in the Freshness view, to be run and changed there', async () => {
      const { workbench } = opened;
      const view = await openFreshness(workbench);
      await view.collapse('Stale Extracts');
      await view.expand('Failing and Suspended Schedules');
      await view.expand('Next Runs');
      await view.sees('Channel Mix');
      await view.openMenu('Channel Mix');
      const items = await workbench.menuItems();
      for (const wanted of [
        'Run Schedule Now',
        'Show Schedules…',
        'Change Schedule…',
        'Remove Schedule…',
      ])
        assert.ok(items.includes(wanted), `${wanted} is not among ${items.join(' | ')}`);
      await workbench.step('in-view', { mayBeCut });
      await workbench.page.keyboard.press('Escape');
    });
  });

  journey('long-schedules-server', { theme: 'light' }, (opened) => {
    it('are those of the server, for an administrator with their recurrence', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      const token = server.credentials.administrator.personalAccessToken;
      await signInTo(workbench, server, { token });
      await workbench.tree.expand('Marketing');
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Add Schedule…');
      await quickPick.sees({ labels: ['Nightly'] });
      await workbench.step('pick', { mayBeCut, sees: ['Which schedule of the server?'] });
      await quickPick.choose('Nightly');
      await workbench.notifications.sees('is on the schedule "Nightly" now');
      await workbench.notifications.clear();
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Show Schedules…');
      await waitFor('the schedule with its recurrence', async () => {
        const { labels } = await quickPick.state();
        assert.ok(
          labels.some((label) => /^Nightly: Daily at/u.test(label)),
          labels.join(' | '),
        );
      });
      await workbench.step('shown', { mayBeCut });
      await quickPick.cancel();
    });
  });

  journey('long-schedules-denied', { theme: 'highContrast' }, (opened) => {
    it('are explained to who may not list those of the server', async () => {
      const { workbench } = opened;
      server.knobs.guesses.schedulesReadableBy = 'administrators';
      const { company, model } = server;
      const ana = company.main.users['ana.ruiz'];
      for (const task of [...model.tasks.ofSite(company.main.site.luid)])
        if (task.ownerLuid === ana?.luid) model.tasks.remove(task.luid);
      await signInTo(workbench, server);
      await workbench.tree.expand('Marketing');
      await workbench.tree.openMenu('Campaign Performance');
      await workbench.menu('Add Schedule…');
      await workbench.notifications.sees(
        'Only administrators may list the schedules of this Tableau Server',
      );
      await workbench.step('denied', { mayBeCut });
    });
  });
});
