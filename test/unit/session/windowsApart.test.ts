/** Windows that cannot share the session of their token, because there is no folder or no socket for it, and what is said of it. */
import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { FileLeases } from '../../../src/base/lease';
import { systemClock } from '../../../src/base/clock';
import type { SessionNotice } from '../../../src/session/sessionsContract';
import { windowSharing } from '../../../src/session/windowSharing';
import { TestLog, TestMemory, TestSecrets, World, type Window } from '../support/world';

describe('windows that are apart', function () {
  this.timeout(30_000);
  let world: World;
  let folder: string;
  let memory: TestMemory;
  const noticed: SessionNotice[] = [];

  const window = (directory: string | undefined): Window => {
    const made = world.window({
      memory,
      // Nothing that one of them stores reaches the other, as in a browser.
      secrets: new TestSecrets(),
      sharing: async (find, onApart) =>
        windowSharing({ directory, find, log: new TestLog(), onApart }),
    });
    made.sessions.onDidNotice((notice) => noticed.push(notice));
    return made;
  };
  const isApart = ({ sessions }: Window): boolean => sessions.find(world.site)?.apart === true;
  const kinds = (): string[] => noticed.map(({ kind }) => kind);

  beforeEach(async () => {
    world = await World.start();
    folder = await mkdtemp(join(tmpdir(), 'vizport-apart-'));
    memory = new TestMemory();
    noticed.length = 0;
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('say so on the site and once in words, where there is no folder for their turns', async () => {
    const file = join(folder, 'no-folder');
    await writeFile(file, '');
    const first = window(file);
    await world.done(first.sessions.signIn(world.site, world.token));
    assert.equal(isApart(first), true);
    assert.deepEqual(kinds(), ['windowsApart']);
    const second = window(undefined);
    await world.done(second.sessions.signIn(world.site, world.token));
    assert.equal(isApart(second), true);
    assert.deepEqual(kinds(), ['windowsApart']);
  });

  it('say so where storage brings nothing, and there can be no socket', async () => {
    // Whoever looks for other windows here is told no: the folder is open to others.
    await mkdir(join(folder, 'windows'));
    await chmod(join(folder, 'windows'), 0o777);
    const [first, second] = [window(folder), window(folder)];
    await world.done(first.sessions.signIn(world.site, world.token));
    await world.done(second.sessions.signIn(world.site, world.token));
    assert.deepEqual([isApart(first), isApart(second)], [false, false]);
    world.tableau.log.clear();
    const client = await first.sessions.client(world.site);
    await world.done(client.projects.page({}, 1));
    assert.equal(world.signIns(), 1);
    assert.equal(isApart(first), true);
    assert.deepEqual(kinds(), ['windowsApart']);
  });

  it('say nothing where they can share, or where a password has as many sessions as it likes', async () => {
    const [first, second] = [window(folder), window(folder)];
    await world.done(first.sessions.signIn(world.site, world.token));
    await world.done(second.sessions.signIn(world.site, world.token));
    const client = await first.sessions.client(world.site);
    await world.done(client.projects.page({}, 1));
    assert.deepEqual([isApart(first), isApart(second)], [false, false]);
    memory = new TestMemory();
    const alone = window(undefined);
    await world.done(alone.sessions.signIn(world.site, world.password));
    assert.equal(isApart(alone), false);
    assert.deepEqual(kinds(), []);
  });
});

describe('FileLeases', () => {
  it('tells when no lease can be had, once, and when that is over', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vizport-apart-'));
    const directory = join(folder, 'leases');
    const told: boolean[] = [];
    const leases = new FileLeases({
      directory,
      log: new TestLog(),
      clock: systemClock,
      onAlone: (alone) => told.push(alone),
    });
    try {
      await writeFile(directory, '');
      for (let n = 0; n < 2; n++) await leases.withLease('x', () => Promise.resolve());
      assert.deepEqual(told, [true]);
      await rm(directory);
      for (let n = 0; n < 2; n++) await leases.withLease('x', () => Promise.resolve());
      assert.deepEqual(told, [true, false]);
    } finally {
      leases.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
