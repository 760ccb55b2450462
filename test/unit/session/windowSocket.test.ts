/** Windows hand a session to each other over a socket: to nobody else, and from nobody else. */
import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { WindowRegistry, type WindowAddress } from '../../../src/session/windowRegistry';
import { WindowSocket } from '../../../src/session/windowSocket';
import type { TableauSession } from '../../../src/tableau/client';
import { TestLog } from '../support/world';

describe('WindowSocket', () => {
  let folder: string;
  let directory: string;
  let log: TestLog;
  const opened: WindowSocket[] = [];
  const session = { token: 'planted', fence: 7 } as unknown as TableauSession;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vizport-socket-test-'));
    directory = join(folder, 'windows');
    log = new TestLog();
  });

  afterEach(async () => {
    for (const socket of opened.splice(0)) socket.dispose();
    await rm(folder, { recursive: true });
  });

  function window(held?: { key: string; fence: number }): WindowSocket {
    const find = (key: string, fence: number): TableauSession | undefined =>
      held?.key === key && held.fence === fence ? session : undefined;
    const socket = new WindowSocket(new WindowRegistry(directory), find, log);
    opened.push(socket);
    return socket;
  }

  async function listening(socket: WindowSocket): Promise<WindowAddress> {
    const before = (await new WindowRegistry(directory).list()).map(({ id }) => id);
    socket.listen();
    for (let n = 0; n < 200; n++) {
      const all = await new WindowRegistry(directory).list();
      const own = all.find(({ id }) => !before.includes(id));
      if (own !== undefined) return own;
      await delay(5);
    }
    throw new Error(`It does not listen: ${log.lines.join()}`);
  }

  it('gives the session to a window that asks for what it has, and nothing else', async () => {
    await listening(window());
    await listening(window({ key: 'a', fence: 7 }));
    const asking = window();
    assert.deepEqual(await asking.ask('a', 7), session);
    assert.equal(await asking.ask('a', 8), undefined);
    assert.equal(await asking.ask('b', 7), undefined);
  });

  it('has a folder and files that only this user can open, without the session in them', async () => {
    const { path, id } = await listening(window({ key: 'a', fence: 7 }));
    const mode = async (of: string): Promise<number> => (await stat(of)).mode & 0o777;
    assert.equal(await mode(dirname(path)), 0o700);
    assert.equal(await mode(directory), 0o700);
    assert.equal(await mode(join(directory, `${id}.json`)), 0o600);
    assert.ok(!(await readFile(join(directory, `${id}.json`), 'utf8')).includes('planted'));
  });

  it('tells nothing to who has not read the key', async () => {
    const own = await listening(window({ key: 'a', fence: 7 }));
    await writeFile(join(directory, `${own.id}.json`), JSON.stringify({ ...own, key: 'guessed' }));
    assert.equal(await window().ask('a', 7), undefined);
  });

  it('asks nobody behind a folder that others may enter', async () => {
    const own = await listening(window({ key: 'a', fence: 7 }));
    await chmod(dirname(own.path), 0o755);
    assert.equal(await window().ask('a', 7), undefined);
    await writeFile(join(directory, 'later.json'), '');
    await chmod(directory, 0o755);
    await assert.rejects(window().ask('a', 7), /open to others/);
  });

  it('leaves nothing behind, and tidies up after a window that died', async () => {
    const one = window({ key: 'a', fence: 7 });
    const own = await listening(one);
    one.dispose();
    assert.deepEqual(await readdir(directory), []);
    await new WindowRegistry(directory).publish(own);
    assert.equal(await window().ask('a', 7), undefined);
    assert.deepEqual(await readdir(directory), []);
  });
});
