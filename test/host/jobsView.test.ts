/** The Jobs view as VS Code asks for it: whose jobs it shows, what a row says and offers, and what is news. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock } from '../../src/base/clock';
import type { WatchTarget } from '../../src/jobs/jobsContract';
import { openJobs, type Jobs } from '../../src/jobs/openJobs';
import type { Luid } from '../../src/tableau/model';
import { adviceFor, causeOf, nextStep, type Cause } from '../../src/ui/jobCause';
import { detailsText } from '../../src/ui/jobDetailsText';
import type { JobNode, JobRowNode, JobsView } from '../../src/views/jobs/jobNode';
import { JobsTree } from '../../src/views/jobs/jobsTree';
import type { FakeTableauOptions } from '../fakeTableau/server';
import { MemoryFolder } from '../unit/support/memoryFolder';
import { LeaseTable, MemoryLeases } from '../unit/support/memoryLeases';
import { openTreeBed, type TreeBed } from './support/treeBed';

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

interface ViewBed {
  readonly bed: TreeBed;
  readonly jobs: Jobs;
  readonly tree: JobsTree;
  readonly view: { description?: string; message?: string; badge?: vscode.ViewBadge | undefined };
  /** What VS Code was told to draw anew, newest last; `all` for everything. */
  readonly redrawn: (JobNode | 'all')[];
  show(visible: boolean): void;
  until(holds: () => boolean): Promise<void>;
  /** Label, description and context words of all rows below a group. */
  rows(group: string): readonly (readonly [string, string, string])[];
  groups(): readonly string[];
  target(kind: 'workbook' | 'flow', name: string): WatchTarget;
  close(): Promise<void>;
}

async function openView(options: FakeTableauOptions, visible = true): Promise<ViewBed> {
  const bed = await openTreeBed(options);
  const visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  const state = {
    visible,
    selection: [],
    description: '',
    message: '',
    badge: undefined as vscode.ViewBadge | undefined,
    onDidChangeVisibility: visibility.event,
  };
  const redrawn: (JobNode | 'all')[] = [];
  const view: JobsView = {
    view: state as unknown as vscode.TreeView<JobNode>,
    changed: (node) => void redrawn.push(node ?? 'all'),
  };
  const { sessions } = bed;
  const jobs = openJobs({
    client: (site) => sessions.client(site),
    account: () => 'ana',
    folder: new MemoryFolder(),
    leases: new MemoryLeases(new LeaseTable(), systemClock),
    clock: systemClock,
    log: silent,
    window: 'here',
  });
  const tree = new JobsTree({
    jobs: jobs.tracker,
    siteJobs: jobs.siteJobs,
    sessions,
    clock: systemClock,
    view,
    report: async (error) => assert.fail(String(error)),
  });
  const labelOf = (node: JobNode): string => tree.item(node).label as string;
  const groups = (): readonly JobNode[] => tree.children();
  return {
    bed,
    jobs,
    tree,
    view: state,
    redrawn,
    show(now) {
      state.visible = now;
      visibility.fire({ visible: now });
    },
    async until(holds) {
      for (let tries = 0; !holds(); tries++) {
        if (tries > 400) assert.fail(`never: ${groups().map(labelOf).join(' | ')}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    rows(group) {
      const node = groups().find((one) => labelOf(one) === group);
      return (node === undefined ? [] : tree.children(node)).map((row) => {
        const { label, description, contextValue } = tree.item(row);
        return [label as string, String(description), contextValue ?? ''] as const;
      });
    },
    groups: () => groups().map(labelOf),
    target(kind, name) {
      const { model, company } = bed.fake;
      const store = kind === 'flow' ? model.flows : model.workbooks;
      const item = store.ofSite(company.main.site.luid).find((one) => one.name === name);
      assert.ok(item, name);
      return {
        ref: { site: bed.site, kind, luid: item.luid as Luid },
        name,
        action: kind === 'flow' ? 'run' : 'refresh',
      };
    },
    async close() {
      tree.dispose();
      jobs.dispose();
      visibility.dispose();
      await bed.close();
    },
  };
}

describe('JobsTree', () => {
  let opened: ViewBed;
  afterEach(() => opened.close());

  it('shows others what Vizport started, says so, and tells how it ended and what can be done', async () => {
    opened = await openView({ ownJobs: 'readable' });
    const { bed, jobs, view, until, rows, groups } = opened;
    await bed.signIn();
    await until(() => groups().includes('No jobs'));
    assert.match(view.message ?? '', /^Jobs that Vizport started or follows\./u);
    assert.equal(view.description, 'of Vizport');
    // It fails when it was seen running, however long that takes.
    bed.fake.knobs.scriptNextJob({ queuedMs: 0, runMs: 600_000 });
    const { jobLuid } = await jobs.tracker.start(opened.target('workbook', 'Channel Mix'));
    await until(() => rows('Running').length === 1);
    const [running] = rows('Running');
    assert.match(running?.join(' | ') ?? '', /^Channel Mix \| \d:\d\d · ana \| job cancellable/u);
    bed.fake.knobs.advanceJob(jobLuid ?? '', 'failure');
    await until(() => rows('Failed').length === 1);
    const [failed] = rows('Failed');
    assert.match(
      failed?.join(' | ') ?? '',
      /^Channel Mix \| just now · \d:\d\d · ana \| job rerunnable/u,
    );
    assert.deepEqual(groups(), ['Failed']);
    assert.equal(bed.fake.log.count('jobs'), 0, 'the site’s list is not asked for');
  });

  it('shows administrators the jobs of the site in the last 24 hours, each once', async () => {
    opened = await openView({});
    const { bed, jobs, view, until, rows } = opened;
    await bed.signInAsAdministrator();
    await until(() => rows('Succeeded').length > 5);
    assert.equal(view.message, 'All jobs of the site in the last 24 hours.');
    bed.fake.knobs.scriptNextJob({ queuedMs: 0, runMs: 300 });
    const watch = await jobs.tracker.start(opened.target('workbook', 'Channel Mix'));
    await jobs.tracker.ended(watch.id);
    await opened.tree.refresh();
    const its = (): readonly JobRowNode[] =>
      opened.tree
        .children()
        .flatMap((group) => opened.tree.children(group))
        .filter((row): row is JobRowNode => row.type === 'job' && row.jobLuid === watch.jobLuid);
    assert.equal(its().length, 1);
    assert.ok(its()[0]?.watch, 'as the one that was started here');
  });

  it('draws a row in its place while its time passes, and keeps the object that VS Code has', async () => {
    opened = await openView({ ownJobs: 'readable' });
    const { bed, jobs, tree, until, rows, redrawn } = opened;
    await bed.signIn();
    bed.fake.knobs.scriptNextJob({ queuedMs: 0, runMs: 60_000 });
    await jobs.tracker.start(opened.target('workbook', 'Channel Mix'));
    await until(() => rows('Running').length === 1);
    const rowNow = () => tree.children(tree.children()[0])[0];
    const row = rowNow();
    redrawn.length = 0;
    await until(() => redrawn.length > 0);
    assert.deepEqual(new Set(redrawn), new Set([row]));
    await jobs.tracker.start(opened.target('workbook', 'Web Funnel'));
    const all = () => tree.children().flatMap((group) => tree.children(group));
    await until(() => all().length === 2);
    assert.ok(all().some((one) => one === row));
  });

  it('filters by name, type, state and account', async () => {
    opened = await openView({});
    const { bed, tree, until, rows, groups, view } = opened;
    await bed.signInAsAdministrator();
    await until(() => rows('Succeeded').length > 5);
    await tree.setFilter('SUCCEEDED refresh_extracts');
    assert.deepEqual(groups(), ['Succeeded']);
    assert.equal(view.description, 'filter: SUCCEEDED refresh_extracts');
    await tree.setFilter('nothing at all');
    assert.deepEqual(groups(), ['No job matches the filter']);
    await tree.setFilter('');
    assert.ok(groups().length > 1);
  });

  it('counts failures that nobody has seen on its badge, until somebody looks', async () => {
    opened = await openView({ ownJobs: 'readable' }, false);
    const { bed, jobs, view, until, show } = opened;
    await bed.signIn();
    bed.fake.knobs.scriptNextJob({ queuedMs: 0, runMs: 100, end: 'failure' });
    const watch = await jobs.tracker.start(opened.target('workbook', 'Channel Mix'));
    await jobs.tracker.ended(watch.id);
    await until(() => view.badge?.value === 1);
    assert.equal(view.badge?.tooltip, '1 job failed, or its end is not known');
    await jobs.tracker.markSeen([watch.id]);
    await until(() => view.badge === undefined);
    show(true);
    assert.equal(jobs.tracker.list()[0]?.seen, true);
  });

  it('asks nothing of the server while nobody looks', async () => {
    opened = await openView({}, false);
    const { bed, until, show, rows } = opened;
    await bed.signInAsAdministrator();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(bed.fake.log.count('jobs'), 0);
    show(true);
    await until(() => rows('Succeeded').length > 5);
    assert.equal(bed.fake.log.count('jobs'), 1);
  });

  it('says why there is nothing to see, and keeps what it has when the list fails', async () => {
    opened = await openView({});
    const { bed, tree, until, rows, groups } = opened;
    await bed.signInAsAdministrator();
    await until(() => rows('Succeeded').length > 5);
    bed.fake.knobs.failNext({ count: 20, status: 500, match: '/jobs' });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await tree.refresh();
    await until(() => groups().includes('Could not load the site’s jobs'));
    assert.ok(rows('Succeeded').length > 5);
    await bed.sessions.signOut(bed.site);
    await until(() => groups().includes('Signed out'));
  });
});

describe('causeOf', () => {
  const examples: Readonly<Record<Cause, readonly string[]>> = {
    credentials: [
      'Login failed for user "tableau_reader".',
      'FATAL: password authentication failed for user "x" (28P01)',
      'Incorrect username or password was specified.',
    ],
    permission: [
      'The user does not have permission to read table X',
      'ORA-01031: insufficient privileges',
    ],
    noExtract: ['The workbook does not contain an extract'],
    bridgeOffline: [
      'The Tableau Bridge client is not connected',
      'No Bridge clients are available',
    ],
    timeout: ['The extract refresh timed out after 7200 seconds', 'query exceeded the time limit'],
    queue: ['The backgrounder is busy'],
    quota: ['Too many requests. The quota of the site is used up', 'E_OUT_OF_CREDIT'],
    unreachable: ['The data source could not be reached', 'Connection refused: erp-sql:1433'],
    space: ['No space left on device'],
  };

  it('knows the known causes, each with a next step', () => {
    for (const [cause, texts] of Object.entries(examples))
      for (const text of texts) assert.equal(causeOf(text), cause, text);
    const steps = Object.keys(examples).map((cause) => adviceFor(cause as Cause));
    assert.equal(new Set(steps).size, steps.length);
  });

  it('says nothing where it does not know', () => {
    assert.equal(nextStep('java.lang.NullPointerException'), undefined);
    assert.equal(nextStep(undefined), undefined);
  });
});

describe('detailsText', () => {
  const site = { server: 'https://reports.fernweh.example', contentUrl: 'sales' as never };

  it('has all times, the item, the notes with their line breaks, and what to do', () => {
    const text = detailsText(
      {
        site,
        url: 'https://reports.fernweh.example/#/site/sales/workbooks/1001',
        job: {
          luid: 'job-1' as Luid,
          type: 'refresh_extracts',
          state: { status: 'failed', notes: 'Login failed.\nSecond line.' },
          createdAt: '2026-03-02T09:00:00Z',
          startedAt: '2026-03-02T09:00:10Z',
          updatedAt: '2026-03-02T09:01:14Z',
          completedAt: '2026-03-02T09:01:15Z',
          statusNotes: [
            { type: 'errorCode', value: 'E_1', text: 'Second line.' },
            { type: 'CountOfRows', value: '0', text: 'Nothing was read.' },
          ],
          target: { kind: 'workbook', luid: 'wb-1' as Luid, name: 'Margin' },
        },
      },
      'Sales',
    );
    for (const part of [
      /Result\s+Failed/u,
      /Workbook\s+Margin/u,
      /Created\s+.*2026-03-02T09:00:00Z/u,
      /Updated\s+.*2026-03-02T09:01:14Z/u,
      /Took\s+1:05/u,
      // What stands among the notes is not said twice.
      /Status note\s+errorCode E_1\n/u,
      /Status note\s+CountOfRows 0: Nothing was read\.\n/u,
      /Link\s+https:.*1001/u,
      /Tableau says:\n\nLogin failed\.\nSecond line\./u,
      /What to do:\n\nThe database refused the sign-in/u,
    ])
      assert.match(text, part);
  });
});
