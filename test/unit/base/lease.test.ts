/** What windows may rely on when they take turns: with files on a real disk, and hands of clocks that the test turns. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as realDelay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { systemClock, type Clock } from '../../../src/base/clock';
import { FileLeases } from '../../../src/base/lease';
import { LeaseFiles, type LeaseRecord } from '../../../src/base/leaseFiles';
import { TestClock } from '../support/testClock';
import { TestLog } from '../support/world';

describe('FileLeases', () => {
  let directory: string;
  let log: TestLog;
  const opened: FileLeases[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vizport-lease-'));
    log = new TestLog();
  });

  afterEach(async () => {
    for (const leases of opened.splice(0)) leases.dispose();
    await rm(directory, { recursive: true });
  });

  /** A window: its clock and its heart's beat are its own. */
  function window(
    more: { clock?: Clock; monotonic?: () => number; directory?: string } = {},
  ): FileLeases {
    const leases = new FileLeases({ directory, log, ...more });
    opened.push(leases);
    return leases;
  }

  /** A window that hangs: its heart stands still until `clock` is moved on. */
  function hung(): { leases: FileLeases; clock: TestClock } {
    const clock = new TestClock(() => 0, Date.now());
    return { leases: window({ clock, monotonic: () => clock.now() }), clock };
  }

  /** A window whose clock nobody sets runs ahead by what is added to `hours.ms`. */
  function waiting(wall: () => number = Date.now): { leases: FileLeases; hours: { ms: number } } {
    const hours = { ms: 0 };
    const clock = { ...systemClock, now: wall };
    return { leases: window({ clock, monotonic: () => performance.now() + hours.ms }), hours };
  }

  it('leaves nothing of a name that is discarded, and lets it be used anew', async () => {
    const [one, other] = [window(), window()];
    const lease = await one.tryHold('group');
    await lease?.leave({ ended: true });
    assert.deepEqual(await other.noteOf('group'), { ended: true });
    assert.equal(await other.tryHold('group'), undefined);
    const kept = await one.tryHold('kept');
    await Promise.all([lease?.leave({ late: true }), lease?.discard()]);
    assert.deepEqual(
      (await readdir(directory)).filter((name) => name.endsWith('.lease')).length,
      1,
      'the other name has its file',
    );
    assert.ok(await kept?.isStillHeld());
    assert.equal(await other.noteOf('group'), undefined);
    assert.equal((await other.tryHold('group'))?.generation, 1);
  });

  it('lets one work at a time, among windows and within one, in numbers that grow', async () => {
    const windows = [window(), window(), window()];
    let working = 0;
    const generations: number[] = [];
    const notes: unknown[] = [];
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        (windows[n % 3] ?? window()).withLease('work', async (lease) => {
          working += 1;
          assert.equal(working, 1);
          generations.push(lease.generation);
          notes.push(lease.note);
          await realDelay(1);
          assert.ok(await lease.leave(lease.generation));
          working -= 1;
        }),
      ),
    );
    assert.deepEqual(
      generations,
      Array.from({ length: 30 }, (_, n) => n + 1),
    );
    assert.deepEqual(notes, [undefined, ...generations.slice(0, -1)]);
    assert.equal(await windows[0]?.noteOf('work'), 30);
    assert.ok((await readdir(directory)).length <= 2, 'old files are swept away');
  });

  it('lets go when the work fails, and keeps names apart', async () => {
    const leases = window();
    await assert.rejects(
      leases.withLease('a', () => Promise.reject(new Error('no'))),
      /no/,
    );
    await leases.withLease('a', () => window().withLease('b', async () => undefined));
  });

  it('gives a lease to hold to the first who asks, and to the next when it is released', async () => {
    const [one, other] = [window(), window()];
    const held = await one.tryHold('poll');
    assert.ok(held);
    assert.equal(await other.tryHold('poll'), undefined);
    assert.equal(await one.tryHold('poll'), undefined);
    await held.leave('halfway');
    await held.release();
    const next = await other.tryHold('poll');
    assert.equal(next?.note, 'halfway');
    assert.equal(next.after, 'release');
    other.dispose();
    assert.ok(await one.tryHold('poll'), 'a window that is closed lets go');
  });

  it('stops waiting when the signal says so', async () => {
    await window().tryHold('busy');
    const signal = AbortSignal.timeout(60);
    await assert.rejects(
      window().withLease('busy', async () => undefined, signal),
      {
        name: 'TimeoutError',
      },
    );
  });

  it('succeeds a holder whose process is gone, at once', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const files = new LeaseFiles(directory);
    assert.equal(await files.top('work'), undefined);
    const place = (await recordOf()).process.replace(/\d+$/u, '');
    assert.ok(place.startsWith(hostname()));
    await files.create('work', 1, { ...(await recordOf()), process: `${place}${dead}`, note: 'n' });
    const lease = await window().tryHold('work');
    assert.equal(lease?.after, 'death');
    assert.equal(lease.note, 'n');
    assert.equal(lease.generation, 2);
  });

  it('leaves a holder alone whose process is that of another computer', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const files = new LeaseFiles(directory);
    await files.top('work');
    await files.create('work', 1, { ...(await recordOf()), process: `elsewhere//${dead}` });
    assert.equal(await window().tryHold('work'), undefined);
  });

  it('succeeds a holder that hangs, which then knows that it has lost', async () => {
    const { leases, clock } = hung();
    const lost = await leases.tryHold('work');
    const { leases: next, hours } = waiting();
    assert.equal(await next.tryHold('work'), undefined);
    hours.ms = 14_000;
    assert.equal(await next.tryHold('work'), undefined);
    hours.ms = 16_000;
    const taken = await next.tryHold('work');
    assert.equal(taken?.generation, 2);
    assert.equal(await lost?.leave('late'), false);
    assert.equal(await lost?.isStillHeld(), false);
    assert.equal(lost?.signal.aborted, true);
    await lost?.release();
    await clock.advance(60_000);
    assert.ok(await taken.isStillHeld());
    assert.equal(await window().noteOf('work'), undefined);
  });

  it('tells a holder that comes back by its own heartbeat', async () => {
    const { leases, clock } = hung();
    const lost = await leases.tryHold('work');
    const { leases: next, hours } = waiting();
    await next.tryHold('work');
    hours.ms = 16_000;
    assert.ok(await next.tryHold('work'));
    await clock.advance(5_000);
    for (let n = 0; n < 100 && lost?.signal.aborted === false; n++) await realDelay(5);
    assert.equal(lost?.signal.aborted, true);
  });

  it('leaves a holder in peace when the clock of the computer jumps ahead', async () => {
    const { leases, clock } = hung();
    await leases.tryHold('work');
    const { leases: other, hours } = waiting(() => Date.now() + 3_600_000);
    for (let n = 0; n < 10; n++) {
      assert.equal(await other.tryHold('work'), undefined);
      const before = await text();
      await clock.advance(4_000);
      for (let m = 0; m < 200 && (await text()) === before; m++) await realDelay(2);
      hours.ms += 4_000;
    }
  });

  it('succeeds a dead holder when the clock of the computer was set back, and sooner when it is overdue', async () => {
    for (const [name, wall, wait] of [
      ['back', () => Date.now() - 86_400_000, 15_500],
      ['overdue', () => Date.now() + 60_000, 9_500],
    ] as const) {
      const { leases } = hung();
      await leases.tryHold(name);
      const { leases: next, hours } = waiting(wall);
      assert.equal(await next.tryHold(name), undefined);
      hours.ms = wait - 1_000;
      assert.equal(await next.tryHold(name), undefined, name);
      hours.ms = wait;
      assert.ok(await next.tryHold(name), name);
    }
  });

  it('gives work under a lease two minutes, even if its heart goes on beating', async () => {
    const { leases, clock } = hung();
    const endless = leases.withLease('work', async ({ signal }) => {
      await clock.delay(3_600_000, signal);
    });
    const overdue = assert.rejects(endless, /took too long/);
    for (let n = 0; n < 40; n++) {
      await clock.advance(4_000);
      await realDelay(5);
    }
    await overdue;
    assert.ok(await window().tryHold('work'));
  });

  it('goes on after a damaged file, with the note of the one before', async () => {
    const leases = window();
    await leases.withLease('work', (lease) => lease.leave('kept'));
    await leases.withLease('work', async () => undefined);
    const top = (await readdir(directory)).find((file) => file.includes('.2.')) ?? '';
    await writeFile(join(directory, top), '{"state":"he');
    assert.equal(await leases.noteOf('work'), 'kept');
    const { leases: next, hours } = waiting();
    assert.equal(await next.tryHold('work'), undefined, 'it may be being written just now');
    hours.ms = 16_000;
    assert.equal((await next.tryHold('work'))?.note, 'kept');
  });

  it('needs no hard links', async () => {
    const files = new LeaseFiles(directory, () =>
      Promise.reject(Object.assign(new Error('no'), { code: 'EPERM' })),
    );
    await files.top('work');
    const record = await recordOf();
    assert.equal(await files.create('work', 1, record), true);
    assert.equal(await files.create('work', 1, record), false);
    assert.deepEqual((await files.top('work'))?.record, record);
  });

  it('does the work where lock files cannot be made, and says so once', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    for (const place of [join(file, 'below'), undefined]) {
      log.lines.length = 0;
      const leases = new FileLeases({ directory: place, log });
      assert.equal(await leases.withLease('work', async () => 7), 7);
      assert.ok(await leases.tryHold('work'));
      assert.equal(await leases.noteOf('work'), undefined);
      assert.equal(log.lines.length, 1);
      assert.match(log.lines[0] ?? '', /lock files cannot be made/);
    }
  });

  it('goes on when the folder was taken away', async () => {
    const leases = window();
    await leases.withLease('work', async () => undefined);
    await rm(directory, { recursive: true });
    assert.equal((await leases.tryHold('work'))?.generation, 1);
  });

  it('writes no name on disk', async () => {
    await window().tryHold('https://tableau.example.com ana@example.com');
    const all = [...(await readdir(directory)), await text()].join();
    assert.ok(!all.includes('example.com'));
  });

  async function text(): Promise<string> {
    const files = (await readdir(directory)).filter((file) => file.endsWith('.lease'));
    const texts = files.map((file) => readFile(join(directory, file), 'utf8'));
    return (await Promise.all(texts)).join('\n');
  }

  /** As this process writes it. */
  async function recordOf(): Promise<LeaseRecord> {
    const leases = window();
    await leases.tryHold('example');
    const record = (await new LeaseFiles(directory).top('example'))?.record;
    assert.ok(record);
    return record;
  }
});
