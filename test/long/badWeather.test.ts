/** Journeys in bad weather: of a hundred requests 5, then 20, are lost or damaged; each ends well or in a clear sentence, once. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { startFaultProxy, type FaultProxy } from '../network/faultProxy';
import { findLuidTitle, named } from '../ui/support/findLuid';
import { journey } from '../ui/support/journey';
import { MetadataPanelPage } from '../ui/support/metadataPanel';
import { waitFor } from '../ui/support/waitFor';
import { seedOfRun } from '../unit/support/seeded';
import { Person } from './support/person';

for (const percent of [5, 20])
  journey(`long-bad-weather-${percent}`, {}, (opened) => {
    const seed = seedOfRun();
    let tableau: FakeTableau;
    let proxy: FaultProxy;
    const person = new Person(() => opened.workbench, seed);

    before(async () => {
      console.log(`      ${percent} % faults; VIZPORT_SEED=${seed} repeats it`);
      tableau = await startFakeTableau({ ownJobs: 'readable' });
      tableau.knobs.jobSpeed = { queuedMs: 300, runMs: 1500, cancelMs: 300 };
      // Half a minute of silence is the client's own affair, and tested by a clock that is turned by hand.
      const kinds = (
        ['delay', 'refuse', 'lose', 'cut', 'cutCleanly', 'corrupt', 'gateway'] as const
      ).slice();
      proxy = await startFaultProxy(tableau.url, { seed, kinds, percent });
    });
    after(async () => {
      const damage = [...proxy.counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
      console.log(`      ${damage}\n      ${[...person.told.keys()].join('\n      ')}`);
      assert.ok(
        [...proxy.counts.values()].some((count) => count > 0),
        'there was no bad weather',
      );
      await proxy.close();
      await tableau.close();
    });

    const posts = (what: RegExp): number =>
      tableau.log.filter(({ method, path, status }) => {
        return method === 'POST' && what.test(path) && status >= 200 && status < 300;
      }).length;
    const inMain = (name: string) =>
      named(tableau.model.workbooks, name, tableau.company.main.site.luid);

    it('signs in, sends the token once for each Enter, and never calls it wrong', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      const { name, secret } = tableau.credentials.personalAccessToken;
      await workbench.openView('Tableau');
      await workbench.run('Tableau: Sign In to a Site…');
      await quickPick.sees({ title: 'Sign In to Tableau' });
      await quickPick.type(`${proxy.url}/#/site/sales/home`);
      const offers = async (label: string) => (await quickPick.labels()).includes(label);
      await person.pressEnterUntil('the address', () => offers('Personal access token'));
      await quickPick.choose('Personal access token');
      await quickPick.sees({ message: 'Name of the token' });
      await quickPick.enter(name);
      await quickPick.sees({ message: 'Secret of the token' });
      await quickPick.type(secret);
      await person.pressEnterUntil(
        'the sign-in',
        async () => !(await quickPick.widget.isVisible()),
      );
      for (const sentence of person.told.keys())
        assert.doesNotMatch(sentence, /not accepted|refused the|wrong|expired/iu);
      await workbench.step('signed-in');
    });

    it('opens projects again and again, and loses nothing of them', async function () {
      this.timeout(240_000);
      const { workbench } = opened;
      const { tree } = workbench;
      const shown = async (label: string) => tree.row(label).isVisible();
      await person.until(
        'the first rows',
        () => shown('Marketing'),
        () => person.retriesRows(),
      );
      await tree.expand('Marketing');
      for (let round = 0; round < 60 / percent + 3; round += 1) {
        await workbench.run('Tableau: Refresh View');
        for (const label of ['Channel Mix', 'Web Funnel', 'Campaign Prep'])
          await person.until(
            label,
            () => shown(label),
            () => person.retriesRows(),
          );
      }
      await workbench.step('browsed', { sees: ['Channel Mix'] });
    });

    it('finds by name over the whole site, and tells what could not be listed', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      await workbench.run('Tableau: Refresh View');
      await workbench.run('Tableau: Find Content by Name…');
      await quickPick.sees({ placeholder: 'name' });
      await quickPick.type('quarterly margin');
      await person.until(
        'the search',
        async () => (await quickPick.labels()).some((label) => label.includes('Quarterly Margin')),
        async () => {
          const failed = (await quickPick.labels()).find((label) => label.includes('could not be'));
          // It may go away by itself meanwhile; Enter would then be for what took its place.
          if (failed === undefined) return;
          await quickPick
            .row(failed)
            .click({ timeout: 2000 })
            .catch(() => undefined);
        },
      );
      await workbench.step('found', { sees: ['Quarterly Margin'] });
      await quickPick.cancel();
    });

    it('finds the LUID of an address, and never says that there is none', async () => {
      const { workbench } = opened;
      const { quickPick } = workbench;
      const { vizportalUrlId, luid } = inMain('Channel Mix');
      await workbench.setClipboard(`${proxy.url}/#/site/sales/workbooks/${vizportalUrlId}/views`);
      await workbench.tree.pressInTitle('Find LUID from URL…');
      await quickPick.sees({ title: findLuidTitle });
      const isFound = async () => (await quickPick.labels()).includes('Copy LUID');
      await person.pressEnterUntil('the LUID', isFound);
      await quickPick.choose('Copy LUID');
      await workbench.clipboardHolds(luid);
      for (const sentence of person.told.keys())
        assert.doesNotMatch(sentence, /no (?:workbook|item)|not there/iu);
    });

    it('starts at most one refresh for each click, and tells how it ended', async () => {
      const { workbench } = opened;
      await person.clearsMessages();
      for (let round = 0; round < 3; round += 1) {
        // The refresh before this one has had its project listed anew.
        await person.until(
          'the workbook',
          () => workbench.tree.row('Channel Mix').isVisible(),
          () => person.retriesRows(),
        );
        const before = posts(/\/refresh$/u);
        await workbench.tree.openMenu('Channel Mix');
        await workbench.menu('Refresh Extract');
        // Its end, or why it could not be started, or that nobody knows whether it was.
        const end = /was refreshed|could not|cannot|did not|unknown|not be read|answer|again/iu;
        await waitFor(
          'the end to be told',
          async () =>
            assert.ok((await workbench.notifications.texts()).some((one) => end.test(one))),
          60_000,
        );
        const started = posts(/\/refresh$/u) - before;
        assert.ok(started <= 1, `VIZPORT_SEED=${seed}: one click started ${started}`);
        await workbench.step(`refreshed-${round + 1}`, { mayBeCut: [/ · /u] });
        const told = await person.clearsMessages();
        if (told.some((one) => one.includes('was refreshed'))) assert.equal(started, 1);
        await waitFor('the job to be over', async () =>
          assert.ok(
            [...tableau.model.jobs.all()]
              .filter(({ workbookLuid }) => workbookLuid === inMain('Channel Mix').luid)
              .every(({ endsAt }) => endsAt <= tableau.model.now()),
          ),
        );
      }
    });

    it('answers a query, or says that it could not', async () => {
      const { workbench } = opened;
      const panel = new MetadataPanelPage(workbench);
      await workbench.run('Tableau: Open Metadata Panel');
      await panel.page
        .getByRole('region', { name: 'Query' })
        .locator('.view-line')
        .first()
        .waitFor({ timeout: 60_000 });
      const result = () => panel.text('Result').catch(() => '');
      await person.until(
        'the query',
        async () => (await result()).includes('"data"'),
        async () => {
          const run = panel.button('Run');
          if (await run.isVisible()) await run.click();
        },
      );
      await workbench.step('queried', { mayBeCut: [/Luid$/u] });
    });
  });
