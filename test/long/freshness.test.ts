/** How fresh extracts are, as a person sees it: beside the rows of the tree, by rules, in the Freshness view, and as a table. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';
import { mayBeCut, openFreshness, refreshedBefore } from './support/freshnessView';

const rules = { 'Marketing/**': '24h', 'Finance/**': '30d', 'Sales/**': 'soon' };

describe('freshness', () => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau({ ownJobs: 'readable' });
    for (const [name, hours] of [
      ['Channel Mix', 240],
      ['Campaign Performance', 2],
      ['Web Funnel', 30],
      ['Newsletter', 100],
    ] as const)
      refreshedBefore(tableau, name, hours);
  });
  after(() => tableau.close());

  journey('long-freshness', { settings: { 'vizport.freshness.rules': rules } }, (opened) => {
    it('asks nothing about it before items are shown', async () => {
      const { workbench } = opened;
      await signInTo(workbench, tableau);
      await workbench.tree.sees('Marketing');
      assert.equal(tableau.log.count('graphql'), 0);
    });

    it('stands beside workbooks and data sources, with a mark where a rule speaks', async () => {
      const { workbench } = opened;
      await workbench.tree.expand('Marketing');
      await waitFor('ages beside the rows', async () => {
        const label = await workbench.tree.sees('Channel Mix');
        assert.match(label, /Channel Mix, Workbook, refreshed last week, .*Stale: older than 24h/u);
      });
      assert.match(
        await workbench.tree.sees('Campaign Performance'),
        /refreshed 2 hours ago, .*Fresh: within the 24h/u,
      );
      assert.match(await workbench.tree.sees('Brand Tracker'), /Workbook, live/u);
      assert.match(
        await workbench.tree.sees('Newsletter Opens'),
        /by inheritance, refreshed 4 days ago/u,
      );
      assert.equal(tableau.log.count('graphql'), 2);
      await workbench.notifications.sees(/The freshness rule "Sales\/\*\*" is left out/u);
      await workbench.step('tree', { mayBeCut, sees: ['Open Settings'] });
      await workbench.notifications.clear();
    });

    it('is young again when a refresh ends well, without asking', async () => {
      const { workbench } = opened;
      const before = tableau.log.count('graphql');
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 500 });
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Refresh Extract');
      await waitFor('a new age', async () => {
        assert.match(await workbench.tree.sees('Channel Mix'), /refreshed just now.*Fresh/u);
      });
      assert.ok(tableau.log.count('graphql') - before <= 2, 'the watch alone may ask');
      await workbench.notifications.clear();
    });

    it('is gathered in a view of its own: what is stale, unused, failing and next', async () => {
      const { workbench } = opened;
      const view = await openFreshness(workbench);
      await view.sees('Stale Extracts');
      assert.match(await view.sees('Web Funnel'), /refreshed 2 days ago, Marketing, Stale/u);
      await view.expand('Failing and Suspended Schedules');
      await view.expand('Next Runs');
      await view.expand('Extracts Nobody Uses');
      await workbench.step('view', { mayBeCut, sees: ['Nobody’s Data', 'The freshness rule'] });
      await view.collapse('Stale Extracts');
      await view.collapse('Extracts Nobody Uses');
      await workbench.step('schedules-in-view', { mayBeCut, sees: [/probably suspended|failed/u] });
    });

    it('is sorted as a person wants it', async () => {
      const { workbench } = opened;
      const view = await openFreshness(workbench);
      for (const group of ['Failing and Suspended Schedules', 'Next Runs'])
        await view.collapse(group);
      await view.expand('All Extracts');
      const order = async (): Promise<readonly string[]> =>
        (await view.rows()).filter(({ level }) => level === 3).map(({ label }) => label);
      const oldest = await order();
      await workbench.run('Tableau: Sort Freshness…');
      await workbench.quickPick.choose('By Name');
      await waitFor('the rows by name', async () => {
        const now = await order();
        assert.notDeepEqual(now, oldest);
        const sorted = [...now].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
        assert.deepEqual(now.slice(0, 5), sorted.slice(0, 5));
      });
      await workbench.step('sorted', { mayBeCut });
    });

    it('is exported as a table', async () => {
      const { workbench } = opened;
      await workbench.run('Tableau: Export Freshness as CSV…');
      const file = join(workbench.surroundings.workspace, 'freshness.csv');
      await workbench.quickPick.sees({ title: 'Export Freshness' });
      await workbench.quickPick.enter(file);
      await workbench.notifications.sees('The freshness of Sales & Retail was exported.');
      const text = await readFile(file, 'utf8');
      assert.ok(text.startsWith('\uFEFFSite,Kind,Name,Path,LUID'), text.slice(0, 80));
      const rows = text.split('\r\n').slice(1);
      const funnel = rows.find((row) => row.includes(',Web Funnel,'));
      assert.match(
        funnel ?? '',
        /Marketing\/Web Funnel,.*own extract,.*Marketing\/\*\*,24h,stale/u,
      );
      await workbench.notifications.clear();
    });
  });

  for (const theme of ['light', 'highContrast'] as const)
    journey(
      `long-freshness-${theme}`,
      { theme, settings: { 'vizport.freshness.rules': rules } },
      (opened) => {
        it('is told apart in its colours', async () => {
          const { workbench } = opened;
          await signInTo(workbench, tableau);
          await workbench.tree.expand('Marketing');
          await waitFor('ages beside the rows', async () => {
            assert.match(await workbench.tree.sees('Web Funnel'), /Stale/u);
          });
          await workbench.notifications.clear();
          await workbench.step('tree', { mayBeCut });
          const view = await openFreshness(workbench);
          await view.sees('Stale Extracts');
          await view.sees('Influencers');
          // VS Code asks for badges a moment after it has drawn the rows.
          await workbench.page.waitForTimeout(2_000);
          await workbench.step('view', { mayBeCut });
        });
      },
    );

  journey(
    'long-freshness-contrast',
    {
      theme: 'highContrast',
      settings: { 'vizport.freshness.rules': {}, 'vizport.freshness.showInTree': false },
    },
    (opened) => {
      it('says what to do where no rule is written, and what is not known without the Metadata API', async () => {
        const { workbench } = opened;
        tableau.knobs.metadataMode = 'featureDisabled';
        try {
          await signInTo(workbench, tableau);
          tableau.log.clear();
          await workbench.tree.expand('Marketing');
          assert.doesNotMatch(await workbench.tree.sees('Channel Mix'), /refreshed/u);
          assert.equal(tableau.log.count('graphql'), 0, 'it is switched off');
          const view = await openFreshness(workbench);
          await view.sees('No rule says what is stale');
          await view.sees('Told by Tableau’s search');
          await workbench.step('no-rules', { mayBeCut });
        } finally {
          tableau.knobs.metadataMode = 'on';
        }
      });
    },
  );
});
