/** What a task of the type `tableau` does and says, and the exit code it comes to. */
import assert from 'node:assert/strict';
import { readTask, type TableauTask } from '../../src/tasks/taskDefinition';
import { TaskRun } from '../../src/tasks/taskRun';
import { openAutomationBed, type AutomationBed } from './support/automationBed';

describe('TaskRun', function () {
  this.timeout(30_000);
  let bed: AutomationBed;
  let lines: string[];
  let problems: [text: string, item: string | undefined][];

  before(async () => {
    bed = await openAutomationBed();
  });
  after(() => bed.close());
  beforeEach(() => {
    lines = [];
    problems = [];
  });

  const run = (
    task: Partial<TableauTask>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<0 | 1> =>
    new TaskRun(
      { action: 'refresh', items: [], incremental: false, wait: true, ...task },
      bed.needs,
      {
        line: (text) => lines.push(text),
        problem: (text, item) => problems.push([text, item]),
      },
      signal,
    ).run();

  it('waits for the ends of all, and is well when all are', async () => {
    const items = [bed.datasource(0).luid, bed.datasource(1).luid];
    const [code] = await Promise.all([
      run({ items }),
      ...items.map((luid) => bed.finish(luid, 'success')),
    ]);
    assert.equal(code, 0);
    assert.deepEqual(problems, []);
    for (const at of [0, 1]) {
      const told = lines.filter((line) =>
        line.includes(`"${bed.datasource(at).name}" was refreshed`),
      );
      assert.equal(told.length, 1, lines.join('\n'));
    }
  });

  it('fails when one fails, with the notes beside its item', async () => {
    const { luid } = bed.datasource(0);
    const [code] = await Promise.all([run({ items: [luid] }), bed.finish(luid, 'failure')]);
    assert.equal(code, 1);
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.[1], luid);
    assert.match(problems[0]?.[0] ?? '', /failed/u);
  });

  it('fails, and waits no longer, when its site is removed meanwhile', async () => {
    const { luid } = bed.datasource(1);
    const running = run({ items: [luid] });
    const job = await bed.jobOf(luid);
    while (lines.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    await bed.forgetJobs();
    assert.equal(await running, 1);
    assert.match(problems[0]?.[0] ?? '', /its site was removed/u);
    bed.fake.knobs.advanceJob(job, 'success');
  });

  it('follows what is under way already, and starts it no second time', async () => {
    const { luid } = bed.datasource(2);
    const client = await bed.needs.sessions.client(bed.site);
    await client.datasources.refresh(luid as never);
    const job = await bed.jobOf(luid);
    const [code] = await Promise.all([
      run({ items: [luid] }),
      (async () => {
        while (!lines.some((line) => /already|queued|running/u.test(line)))
          await new Promise((resolve) => setTimeout(resolve, 20));
        bed.fake.knobs.advanceJob(job, 'success');
      })(),
    ]);
    assert.equal(code, 0, problems.join('\n'));
    assert.equal(
      bed.fake.model.jobs
        .ofSite(bed.fake.company.main.site.luid)
        .filter(({ luid: one }) => one === job).length,
      1,
    );
  });

  it('starts nothing when one of the items is not there', async () => {
    const before = bed.starts();
    const code = await run({ items: ['Finance/No Such Thing', bed.datasource(3).luid] });
    assert.equal(code, 1);
    assert.deepEqual(
      problems.map(([, item]) => item),
      ['Finance/No Such Thing'],
    );
    assert.ok(lines.includes('Nothing was started.'));
    assert.equal(bed.starts(), before);
  });

  it('says all that a name may mean, with paths and LUIDs', async () => {
    const { site } = bed.fake.company.main;
    const names = bed.fake.model.workbooks.ofSite(site.luid).map(({ name }) => name);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    assert.ok(twice);
    assert.equal(await run({ items: [twice] }), 1);
    assert.match(problems[0]?.[0] ?? '', /may be each of these: .+\([\da-f-]{36}\); .+\(/u);
  });

  it('is done when Tableau has accepted it, where it is not to wait', async () => {
    const { luid } = bed.datasource(3);
    assert.equal(await run({ items: [luid], wait: false }), 0);
    assert.ok(bed.fake.model.jobs.activeFor(luid));
    await bed.finish(luid, 'success');
  });

  it('cancels what it has started when it is terminated', async () => {
    const { luid } = bed.datasource(4);
    const stop = new AbortController();
    const running = run({ items: [luid] }, stop.signal);
    const job = await bed.jobOf(luid);
    while (!lines.some((line) => line.includes(bed.datasource(4).name)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort(new DOMException('The task was terminated', 'AbortError'));
    assert.equal(await running, 1);
    const cancelled = bed.fake.log.filter(
      ({ method, path }) => method === 'PUT' && path.includes(job),
    );
    assert.equal(cancelled.length, 1);
  });

  /** Jobs that end when the test says so. */
  const held = (count: number): void =>
    bed.fake.knobs.scriptNextJob(
      ...Array.from({ length: count }, () => ({ queuedMs: 0, end: 'stayRunning' as const })),
    );
  const said = async (words: RegExp): Promise<void> => {
    while (!lines.some((line) => words.test(line)))
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const terminated = (): DOMException => new DOMException('The task was terminated', 'AbortError');

  it('leaves alone, when it is terminated, what another task has started', async () => {
    const { luid, name } = bed.datasource(5);
    held(1);
    const first = run({ items: [luid] });
    const job = await bed.jobOf(luid);
    await said(new RegExp(`${name}: `, 'u'));
    lines = [];
    const stop = new AbortController();
    const second = run({ items: [luid] }, stop.signal);
    await said(new RegExp(`${name}: `, 'u'));
    stop.abort(terminated());
    assert.equal(await second, 1);
    assert.ok(lines.includes(`"${name}" goes on: it was under way before this task.`), lines[0]);
    const puts = bed.fake.log.filter(({ method, path }) => method === 'PUT' && path.includes(job));
    assert.equal(puts.length, 0);
    bed.fake.knobs.advanceJob(job, 'success');
    assert.equal(await first, 0);
  });

  it('runs two at once for the same item: one job, and both are well', async () => {
    const { luid } = bed.datasource(5);
    const before = bed.fake.model.jobs.ofSite(bed.fake.company.main.site.luid).length;
    held(1);
    const both = Promise.all([run({ items: [luid] }), run({ items: [luid] })]);
    await bed.finish(luid, 'success');
    assert.deepEqual(await both, [0, 0]);
    const now = bed.fake.model.jobs.ofSite(bed.fake.company.main.site.luid).length;
    assert.equal(now - before, 1);
  });

  it('starts nothing when it is terminated at once', async () => {
    const stop = new AbortController();
    const before = bed.starts();
    const running = run({ items: [bed.datasource(5).luid, 'Finance/None'] }, stop.signal);
    stop.abort(terminated());
    assert.equal(await running, 1);
    assert.equal(bed.starts(), before);
    assert.deepEqual(problems, []);
    assert.ok(lines.includes('Nothing was started.'));
  });

  it('finds 200 items a few at a time, and tells those that are not there in their order', async () => {
    const luids = Array.from(
      { length: 200 },
      (_, at) => `0000dead-0000-4000-8000-${String(at).padStart(12, '0')}`,
    );
    const before = bed.starts();
    assert.equal(await run({ items: luids }), 1);
    assert.deepEqual(
      problems.map(([, item]) => item),
      luids,
    );
    assert.equal(bed.starts(), before);
  });

  it('asks no more of a site whose quota is spent, and fails what it did not start', async () => {
    const luids = Array.from({ length: 8 }, (_, at) => bed.datasource(at).luid);
    const before = bed.starts();
    bed.fake.knobs.quotas.refreshesPerHour = 0;
    try {
      assert.equal(await run({ items: luids }), 1);
    } finally {
      bed.fake.knobs.quotas.refreshesPerHour = Infinity;
    }
    assert.equal(problems.length, 8);
    assert.ok(bed.starts() - before <= 4, `${bed.starts() - before} were sent`);
    assert.ok(problems.some(([text]) => text.startsWith('Not started')));
  });

  it('finds no LUID of another site, and follows an address to its own', async () => {
    const { fake } = bed;
    const other = [...fake.model.sites.values()].find(
      ({ luid }) =>
        luid !== fake.company.main.site.luid && fake.model.datasources.ofSite(luid).length > 0,
    );
    assert.ok(other);
    const [foreign] = fake.model.datasources.ofSite(other.luid);
    assert.ok(foreign);
    assert.equal(await run({ items: [foreign.luid] }), 1);
    assert.match(problems[0]?.[0] ?? '', /has the LUID .+, or you may not see it/u);
    problems = [];
    const address = `${fake.url}/#/site/${other.contentUrl}/datasources/${foreign.vizportalUrlId}`;
    assert.equal(await run({ items: [address] }), 1);
    assert.match(
      problems[0]?.[0] ?? '',
      /is on a site that you are not signed in to: run "Tableau: Sign In to a Site…"/u,
    );
    assert.ok(lines.includes('Nothing was started.'));
  });

  it('says that nobody is signed in, and which sites there are', async () => {
    assert.equal(await run({ items: ['a'], site: 'nowhere' }), 1);
    assert.match(problems[0]?.[0] ?? '', /"nowhere" is not among your sites \(Sales & Retail\)/u);
  });
});

describe('readTask', () => {
  const read = (definition: object): TableauTask | string =>
    readTask({ type: 'tableau', ...definition });

  it('takes one item or many, each once', () => {
    assert.deepEqual(read({ action: 'refresh', item: ' a ' }), {
      action: 'refresh',
      items: ['a'],
      incremental: false,
      wait: true,
    });
    const many = read({ action: 'runFlow', item: ['a', 'b', 'a'], site: 'sales', wait: false });
    assert.deepEqual(many, {
      action: 'runFlow',
      items: ['a', 'b'],
      incremental: false,
      wait: false,
      site: 'sales',
    });
  });

  it('says what is wrong', () => {
    for (const [definition, sentence] of [
      [{}, /"action"/u],
      [{ action: 'delete', item: 'a' }, /"action"/u],
      [{ action: 'refresh' }, /"item"/u],
      [{ action: 'refresh', item: [] }, /"item"/u],
      [{ action: 'refresh', item: ['a', 1] }, /"item"/u],
      [{ action: 'refresh', item: ['a', ''] }, /"item"/u],
      [{ action: 'refresh', item: { luid: 'a' } }, /"item"/u],
      [{ action: 'refresh', items: ['a'] }, /"item"/u],
      [{ action: 'refresh', item: null }, /"item"/u],
      [{ action: ['refresh'], item: 'a' }, /"action"/u],
      [{ action: 'refresh', item: ' ' }, /"item"/u],
      [{ action: 'refresh', item: 'a', wait: 'yes' }, /"wait"/u],
      [{ action: 'refresh', item: 'a', site: 7 }, /"site"/u],
      [{ action: 'refresh', item: 'a', incremental: 1 }, /"incremental"/u],
      [{ action: 'runFlow', item: 'a', incremental: true }, /"incremental"/u],
    ] as const) {
      const said = read(definition);
      assert.ok(typeof said === 'string', JSON.stringify(definition));
      assert.match(said, sentence);
    }
  });
});
