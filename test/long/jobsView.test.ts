/** The Jobs view as a person uses it: what runs, how it ended, and what can be done about it; for a user, then for an administrator. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey, type Opened } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { Tree } from '../ui/support/tree';
import { waitFor } from '../ui/support/waitFor';
import type { Workbench } from '../ui/support/workbench';

/** A side bar is narrow, and VS Code cuts the descriptions of rows first; their tooltips have all of it. */
const mayBeCut = [
  / · /u,
  /\d+ (projects?|workbooks?|data sources?)/u,
  /ago|refreshed|inheritance/u,
];

const paneOf = ({ page }: Workbench): Locator =>
  page.locator('.pane', { has: page.locator('.pane-header[aria-label^="Jobs"]') });

const jobsOf = (workbench: Workbench): Tree => new Tree(workbench.page, paneOf(workbench));

/** The Jobs view, with room for its rows. */
async function openJobs(workbench: Workbench): Promise<Tree> {
  const header = (name: string): Locator =>
    workbench.page.locator(`.pane-header[aria-label^="${name}"]`);
  const fold = async (name: string, open: boolean): Promise<void> => {
    if ((await header(name).getAttribute('aria-expanded')) !== String(open))
      await header(name).click();
  };
  await fold('Jobs', true);
  await fold('Content', false);
  return jobsOf(workbench);
}

const message = (workbench: Workbench): Promise<string> =>
  paneOf(workbench).locator('.message').innerText();

/** `$(sync~spin) 1 Tableau job`. */
const statusOf = ({ page }: Workbench): Locator =>
  page.locator('.statusbar-item[id*="vizport.jobs"]');

async function refresh(workbench: Workbench, item: string): Promise<void> {
  await workbench.tree.openMenu(item);
  await workbench.menu('Refresh Extract');
}

describe('the Jobs view', () => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  const signedIn = (opened: Opened, token?: { name: string; secret: string }): Promise<void> =>
    signInTo(opened.workbench, tableau, token === undefined ? {} : { token });

  journey('long-jobs-signed-out', {}, (opened) => {
    it('says what it is for before there is a site', async () => {
      const { workbench } = opened;
      await workbench.openView('Tableau');
      await openJobs(workbench);
      await workbench.step('signed-out', {
        sees: ['Refreshes and flow runs appear here once you are signed in to a site.'],
      });
    });
  });

  journey('long-jobs', {}, (opened) => {
    it('says whose jobs it shows, and that there are none', async () => {
      const { workbench } = opened;
      await signedIn(opened);
      await workbench.tree.expand('Marketing');
      await workbench.tree.sees('Channel Mix');
      const jobs = await openJobs(workbench);
      await jobs.sees('No jobs');
      assert.match(await message(workbench), /Jobs that Vizport started or follows/u);
      await workbench.step('empty', { mayBeCut, sees: ['No jobs', 'of Vizport'] });
    });

    it('shows a flow run while it runs, with time and account, and counts it in the status bar', async () => {
      const { workbench } = opened;
      tableau.knobs.scriptNextJob({ queuedMs: 500, runMs: 12_000, end: 'failure' });
      await workbench.page.locator('.pane-header[aria-label^="Content"]').click();
      await workbench.tree.openMenu('Campaign Prep');
      await workbench.menu('Run Flow');
      const jobs = await openJobs(workbench);
      const name = await jobs.sees('Campaign Prep');
      assert.match(name, /Campaign Prep, (Running|Queued), 0:\d\d · /u);
      await statusOf(workbench).waitFor();
      await jobs.sees('Running');
      await workbench.step('running', { mayBeCut, sees: ['1 Tableau job', 'Running'] });
      await workbench.notifications.sees('The run of "Campaign Prep" failed');
      await workbench.notifications.clear();
      await jobs.sees('Failed');
      await statusOf(workbench).waitFor({ state: 'hidden' });
      assert.match(await jobs.sees('Campaign Prep'), /Campaign Prep, Failed, just now · 0:12 · /u);
      await workbench.step('failed', { mayBeCut, sees: ['Failed', 'Campaign Prep'] });
    });

    it('shows the details on Enter, and runs it again from the row', async () => {
      const { workbench } = opened;
      const jobs = jobsOf(workbench);
      await jobs.select('Campaign Prep');
      await workbench.page.keyboard.press('Enter');
      await workbench.step('details', {
        mayBeCut,
        sees: ['Campaign Prep', /Took\s+0:12/u, /Started by\s+Vizport, as/u, /failed/u],
      });
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 600_000 });
      tableau.log.clear();
      await jobs.openMenu('Campaign Prep');
      assert.deepEqual(await workbench.menuItems(), [
        'Show Details',
        'Run Again',
        'Reveal Item',
        'Open in Browser',
        'Copy Details',
        'Copy LUID of the Job',
      ]);
      await workbench.menu('Run Again');
      await workbench.notifications.sees(/Running "Campaign Prep": running/u);
      const starts = tableau.log.filter(({ path }) => path.endsWith('/run')).length;
      assert.equal(starts, 1);
    });

    it('cancels from the row, also where jobs are for administrators, and tells the true end', async () => {
      const { workbench } = opened;
      const jobs = jobsOf(workbench);
      await jobs.sees('Running');
      await jobs.pressInline('Campaign Prep', 'Cancel Job');
      await workbench.notifications.sees('The run of "Campaign Prep" was cancelled.');
      await workbench.notifications.clear();
      await jobs.sees('Cancelled');
    });

    it('filters, says that it does, and clears the filter', async () => {
      const { workbench } = opened;
      const jobs = jobsOf(workbench);
      await workbench.run('Tableau: Filter Jobs…');
      await workbench.quickPick.sees({ title: 'Filter Jobs' });
      await workbench.quickPick.enter('nothing like it');
      await jobs.sees('No job matches the filter');
      await workbench.step('filtered', { mayBeCut, sees: ['Only what matches "nothing like it"'] });
      await jobs.select('No job matches the filter');
      await jobs.sees('Failed');
    });

    it('copies details and the LUID of the job, and reveals the item', async () => {
      const { workbench } = opened;
      const jobs = jobsOf(workbench);
      await jobs.openMenu('Campaign Prep');
      await workbench.menu('Copy LUID of the Job');
      await waitFor('a LUID on the clipboard', async () => {
        assert.match(await workbench.clipboard(), /^[\da-f-]{36}$/u);
      });
      await jobs.openMenu('Campaign Prep');
      await workbench.menu('Reveal Item');
      await workbench.tree.sees('Campaign Prep');
      await waitFor('the flow to be selected in the content view', async () => {
        const row = workbench.page.locator('.pane', {
          has: workbench.page.locator('.pane-header[aria-label^="Content"]'),
        });
        await row.locator('[role="treeitem"][aria-selected="true"]').waitFor({ timeout: 1000 });
      });
    });

    it('counts a failure that nobody has seen on the view’s icon, until somebody looks', async () => {
      const { workbench } = opened;
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 1_000, end: 'failure' });
      await workbench.page.locator('.pane-header[aria-label^="Jobs"]').click();
      await workbench.tree.openMenu('Campaign Prep');
      await workbench.menu('Run Flow');
      await workbench.notifications.sees('The run of "Campaign Prep" failed');
      await workbench.notifications.clear();
      const badge = workbench.page.locator('.part.activitybar .badge-content', { hasText: '1' });
      await badge.first().waitFor();
      await workbench.step('badge', { mayBeCut });
      await openJobs(workbench);
      await badge.first().waitFor({ state: 'hidden' });
    });
  });

  journey('long-jobs-administrator', { theme: 'light' }, (opened) => {
    it('shows all jobs of the site in the last 24 hours to an administrator', async () => {
      const { workbench } = opened;
      await signedIn(opened, tableau.credentials.administrator.personalAccessToken);
      const jobs = await openJobs(workbench);
      await waitFor('the site’s jobs', async () => {
        assert.equal(await message(workbench), 'All jobs of the site in the last 24 hours.');
      });
      await jobs.sees('Failed');
      await workbench.step('site', { mayBeCut, sees: ['of the site', 'Campaign Prep'] });
    });

    it('reads the notes of a job that somebody else has started', async () => {
      const { workbench } = opened;
      const jobs = jobsOf(workbench);
      await jobs.select('Campaign Prep');
      await workbench.step('others-details', { mayBeCut, sees: ['Type of job', 'Campaign Prep'] });
    });

    it('says so when the server cannot be reached, keeps the rows, and goes on afterwards', async () => {
      const { workbench } = opened;
      const jobs = jobsOf(workbench);
      tableau.knobs.failNext({ count: 50, status: 500, match: '/jobs' });
      await workbench.run('Tableau: Refresh Jobs');
      await jobs.sees('Could not load the site’s jobs');
      await jobs.sees('Campaign Prep');
      await workbench.step('error', { mayBeCut });
      tableau.knobs.faults.clear();
      await jobs.select('Could not load the site’s jobs');
      await jobs.seesNot('Could not load the site’s jobs');
    });
  });

  journey('long-jobs-contrast', { theme: 'highContrast' }, (opened) => {
    it('can be read in high contrast, with one job running and one that failed', async () => {
      const { workbench } = opened;
      await signedIn(opened);
      await workbench.tree.expand('Marketing');
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 60_000, gradual: true });
      await refresh(workbench, 'Channel Mix');
      const jobs = await openJobs(workbench);
      await jobs.sees('Channel Mix');
      await workbench.step('contrast', { mayBeCut, sees: ['Channel Mix', '1 Tableau job'] });
    });
  });

  journey('long-jobs-two-windows', {}, (opened) => {
    it('shows in both windows what one of them has started, and tells its end in one', async () => {
      const first = opened.workbench;
      await signedIn(opened);
      await first.tree.expand('Marketing');
      await first.tree.sees('Campaign Prep');
      const second = await first.secondWindow();
      await second.openView('Tableau');
      const jobs = await openJobs(second);
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 8_000 });
      await first.tree.openMenu('Campaign Prep');
      await first.menu('Run Flow');
      await jobs.sees('Campaign Prep');
      await statusOf(second).waitFor();
      tableau.log.clear();
      await second.step('second-window', { mayBeCut, sees: ['1 Tableau job', 'Campaign Prep'] });
      const told = 'The flow "Campaign Prep" was run.';
      await jobs.sees('Succeeded');
      await waitFor('the message in one of the windows', async () => {
        const both = await Promise.all([first, second].map((w) => w.notifications.texts()));
        assert.equal(both.flat().filter((text) => text === told).length, 1, both.flat().join());
      });
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const both = await Promise.all([first, second].map((w) => w.notifications.texts()));
      assert.equal(both.flat().filter((text) => text === told).length, 1, both.flat().join());
      // Each look is one window's.
      const looks = tableau.log.filter(({ path }) => path.includes('/flows/runs/')).length;
      assert.ok(looks <= 8, `${looks} looks`);
    });
  });
});
