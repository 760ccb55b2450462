/** The one message at the end: of a job and of a group, in the window that has the focus, as much of it as a person wants. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openJobWindows, type JobWindow, type JobWindows } from './support/jobWindows';

const wanted = 'vizport.notifications.jobs';

describe('JobEnds', function () {
  this.timeout(60_000);
  let all: JobWindows;
  const texts = (): readonly string[] => all.told.map(({ text }) => text);
  const want = (value: string | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration().update(wanted, value, vscode.ConfigurationTarget.Global);
  /** Jobs that end when the test says so. */
  const held = (count: number): void =>
    all.bed.fake.knobs.scriptNextJob(
      ...Array.from({ length: count }, () => ({ queuedMs: 0, end: 'stayRunning' as const })),
    );
  /** Of these the answers to the starts have come. */
  const underWay = ({ jobs }: JobWindow): number =>
    jobs.list().filter(({ jobLuid }) => jobLuid !== undefined).length;
  /** Time for a message that must not come. */
  const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 600));

  beforeEach(async () => {
    all = await openJobWindows();
  });
  afterEach(async () => {
    await want(undefined);
    await all.close();
  });

  it('waits for a window that has the focus, and tells it there, once', async () => {
    const [one, other] = [all.open('one', false), all.open('other', false)];
    const [target] = all.targets(1);
    assert.ok(target);
    held(1);
    const following = one.follow.start([{ target }], 0);
    await all.finish(target);
    await following;
    await aWhile();
    assert.deepEqual(all.told, []);
    other.focus(true);
    await all.until('the message', () => all.told.length > 0);
    other.focus(false);
    one.focus(true);
    await aWhile();
    assert.deepEqual(all.told, [{ window: 'other', text: `"${target.name}" was refreshed.` }]);
  });

  for (const [value, ends] of [
    ['failures', ['failure']],
    ['none', []],
    ['all', ['success', 'failure']],
  ] as const)
    it(`tells ${ends.join(' and ') || 'nothing'} where "${value}" is wanted, alone and in groups`, async () => {
      await want(value);
      const window = all.open('one', true);
      for (const how of ['success', 'failure'] as const)
        for (const count of [1, 2]) {
          const targets = all.targets(count);
          held(count);
          const following = window.follow.start(
            targets.map((target) => ({ target })),
            0,
          );
          for (const target of targets) await all.finish(target, how);
          await following;
          const isTold = (): boolean => all.told.length > 0;
          if ((ends as readonly string[]).includes(how)) await all.until('the message', isTold);
          await aWhile();
          assert.equal(all.told.length, (ends as readonly string[]).includes(how) ? 1 : 0, how);
          all.told.length = 0;
        }
      // Nobody has been told; that there is news is counted all the same.
      const failed = window.jobs.list().filter(({ outcome }) => outcome?.status === 'failed');
      assert.equal(failed.length, 3);
      assert.ok(failed.every(({ seen }) => !seen));
    });

  it('says after a reload what was not started, and counts what was under way by another start', async () => {
    const other = all.open('other', false);
    const before = all.open('one', true);
    const targets = all.targets(7);
    const [shared, ...rest] = targets;
    assert.ok(shared);
    held(7);
    void other.follow.start([{ target: shared }], 0);
    await all.until('the first start', () => all.starts() === 1);
    void before.follow.start(
      targets.map((target) => ({ target })),
      2,
    );
    // Four at a time, of which one is under way already.
    await all.until('four to be under way', () => underWay(before) === 4);
    await all.until('what was joined to be noted', () =>
      [...all.table.notes.values()].some((note) => JSON.stringify(note).includes('"joined":["')),
    );
    before.close();
    const after = all.open('one', true);
    await after.resume();
    for (const target of rest.slice(0, 3)) await all.finish(target);
    await aWhile();
    assert.deepEqual(texts(), [], 'the one that it has in common is not over');
    await all.finish(shared);
    await all.until('the message', () => texts().some((text) => text.includes('items')));
    await aWhile();
    assert.deepEqual(
      texts().filter((text) => text.includes('items')),
      ['Refreshing 7 items: 4 refreshed, 3 not started, 2 skipped.'],
    );
    // The one in common was asked for twice.
    assert.equal(all.starts(), 5);
    assert.deepEqual(
      [...all.table.generations.keys()].filter((name) => name.startsWith('tell group')),
      [],
      'nothing is left of the group',
    );
  });

  it('tells a group in the window that has the focus when the one that leads it has not', async () => {
    const leading = all.open('leading', false);
    const focused = all.open('focused', true);
    const targets = all.targets(5);
    held(5);
    const following = leading.follow.start(
      targets.map((target) => ({ target })),
      1,
    );
    for (const target of targets.slice(0, 4)) await all.finish(target, 'failure');
    await aWhile();
    assert.deepEqual(texts(), [], 'the last one is still to come');
    await all.finish(targets[4]!);
    await following;
    await all.until('the message', () => all.told.length > 0);
    focused.focus(false);
    leading.focus(true);
    await aWhile();
    assert.deepEqual(all.told, [
      { window: 'focused', text: 'Refreshing 5 items: 1 refreshed, 4 failed, 1 skipped.' },
    ]);
    await all.until('the lease to be let go', () => all.table.held.size === 0);
  });

  it('keeps nothing of a group that another window tells while the one that leads it waits to', async () => {
    const leading = all.open('leading', false);
    const focused = all.open('focused', true);
    const targets = all.targets(2).map((target) => ({ ...target, quiet: true }));
    held(2);
    const following = leading.follow.start(
      targets.map((target) => ({ target })),
      0,
    );
    for (const target of targets) await all.finish(target);
    await following;
    // Both wait now for the terminal that would tell it; the one that was there first does.
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal(all.told.length, 0);
    leading.focus(true);
    await all.until('the message', () => all.told.length > 0);
    focused.focus(false);
    await all.until('the lease to be let go', () => all.table.held.size === 0);
    assert.equal(all.told.length, 1);
  });

  it('never tells a group early while the window that leads it has more to start', async () => {
    const leading = all.open('leading', false);
    all.open('focused', true);
    const targets = all.targets(6);
    held(6);
    const following = leading.follow.start(
      targets.map((target) => ({ target })),
      0,
    );
    for (const target of targets.slice(0, 4)) await all.finish(target);
    // As many seconds as the patience of old, by the clock of these windows.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    assert.deepEqual(texts(), []);
    for (const target of targets.slice(4)) await all.finish(target);
    await following;
    await all.until('the message', () => all.told.length > 0);
    assert.deepEqual(texts(), ['Refreshing 6 items: 6 refreshed.']);
  });

  it('goes on in another window when the one that leads dies, and starts nothing twice', async () => {
    const leading = all.open('leading', true);
    const other = all.open('other', false);
    const targets = all.targets(6);
    held(6);
    void leading.follow.start(
      targets.map((target) => ({ target })),
      0,
    );
    await all.until('four to be under way', () => underWay(leading) === 4);
    leading.close();
    other.focus(true);
    for (const target of targets.slice(0, 4)) await all.finish(target);
    await all.until('the message', () => all.told.length > 0);
    await aWhile();
    assert.deepEqual(all.told, [
      { window: 'other', text: 'Refreshing 6 items: 4 refreshed, 2 not started.' },
    ]);
    assert.equal(all.starts(), 4);
  });

  it('gives two windows that refresh the same items one job each, and each its own message', async () => {
    const [one, other] = [all.open('one', true), all.open('other', false)];
    const targets = all.targets(3);
    held(3);
    const starts = targets.map((target) => ({ target }));
    const first = one.follow.start(starts, 0);
    await all.until('all to be under way', () => all.starts() === 3);
    const second = other.follow.start(starts, 0);
    await all.until('all to be asked for twice', () => all.starts() === 6);
    for (const target of targets) await all.finish(target);
    await Promise.all([first, second]);
    await all.until('the message', () => all.told.length === 2);
    assert.deepEqual(texts(), [
      'Refreshing 3 items: 3 refreshed.',
      'Refreshing 3 items: 3 refreshed.',
    ]);
    assert.equal(one.jobs.list().length, 3);
  });
});
