/** What may be relied on when the audit trail is read: whole lines, whatever died when, and not too many. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { AuditFile } from '../../../src/audit/auditFile';
import { FileLeases } from '../../../src/base/lease';
import { TestLog } from '../support/world';

describe('AuditFile', () => {
  let folder: string;
  let leases: FileLeases;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vizport-audit-'));
    leases = new FileLeases({ directory: join(folder, 'leases'), log: new TestLog() });
  });

  afterEach(async () => {
    leases.dispose();
    await rm(folder, { recursive: true });
  });

  const open = (maxBytes?: number): AuditFile =>
    new AuditFile({
      path: join(folder, 'new', 'audit.jsonl'),
      leases,
      ...(maxBytes === undefined ? {} : { maxBytes }),
    });

  const lines = (path: string): unknown[] => {
    const text = readFileSync(path, 'utf8');
    assert.ok(text.endsWith('\n'), 'the last line is whole');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  };

  it('has each line on the disk when append returns', () => {
    const file = open();
    file.append({ n: 1, name: 'Größe "A"\n🙂' });
    file.append({ n: 2 });
    assert.deepEqual(lines(file.path), [{ n: 1, name: 'Größe "A"\n🙂' }, { n: 2 }]);
  });

  it('keeps the lines before when it is full, in the file beside it', async () => {
    const file = open(2_000);
    for (let n = 0; n < 300; n++) {
      file.append({ n });
      await file.settled();
    }
    assert.ok((await stat(file.path).catch(() => ({ size: 0 }))).size <= 2_020);
    assert.ok((await stat(file.previousPath)).size <= 2_020);
    const kept = [
      ...lines(file.previousPath),
      ...(existsSync(file.path) ? lines(file.path) : []),
    ] as { n: number }[];
    const first = kept[0]?.n ?? Number.NaN;
    assert.deepEqual(
      kept.map(({ n }) => n),
      Array.from({ length: 300 - first }, (_, at) => first + at),
    );
    assert.ok(kept.length > 100, `${kept.length} lines`);
  });

  it('begins anew when somebody has deleted it, and moves a huge one out of the way', async () => {
    const file = open(2_000);
    file.append({ n: 1 });
    await rm(file.path);
    file.append({ n: 2 });
    assert.deepEqual(lines(file.path), [{ n: 2 }]);
    await writeFile(file.path, `${'x'.repeat(20_000_000)}\n`);
    file.append({ n: 3 });
    await file.settled();
    assert.ok((await stat(file.previousPath)).size > 20_000_000);
    file.append({ n: 4 });
    assert.deepEqual(lines(file.path), [{ n: 4 }]);
  });

  it('begins a line of its own behind one that an editor has left without its end', async () => {
    const file = open();
    file.append({ n: 1 });
    await writeFile(file.path, '{"n":1}');
    file.append({ n: 2 });
    assert.deepEqual(lines(file.path), [{ n: 1 }, { n: 2 }]);
  });

  it('fails loudly where it cannot write, and leaves no half line', async () => {
    await writeFile(join(folder, 'new'), 'a file where the folder should be');
    assert.throws(() => open().append({ n: 1 }), /EEXIST|ENOTDIR/);
  });

  it('fails loudly while something else has its name, and writes again afterwards', async () => {
    const file = open();
    await mkdir(file.path, { recursive: true });
    assert.throws(() => file.append({ n: 1 }), /EISDIR/);
    await rm(file.path, { recursive: true });
    file.append({ n: 2 });
    assert.deepEqual(lines(file.path), [{ n: 2 }]);
  });

  it('goes on in the same file while the one before it is held, and makes room once it is not', async () => {
    const file = open(100);
    await mkdir(join(file.previousPath, 'held'), { recursive: true });
    for (let n = 0; n < 20; n++) {
      file.append({ n });
      await file.settled();
    }
    assert.equal(lines(file.path).length, 20);
    await rm(file.previousPath, { recursive: true });
    file.append({ n: 20 });
    await file.settled();
    assert.equal(lines(file.previousPath).length, 21);
    assert.equal(existsSync(file.path), false);
  });

  it('holds whole lines only, when several windows write and are killed in the midst of it', async function () {
    this.timeout(60_000);
    const path = join(folder, 'audit.jsonl');
    const writer = resolve(__dirname, 'writer.ts');
    const tsx = resolve(__dirname, '../../../node_modules/tsx/dist/cli.mjs');
    const windows = ['a', 'b', 'c'].map((name) =>
      spawn(
        process.execPath,
        ['--import', `file://${tsx.replace('cli.mjs', 'loader.mjs')}`, writer, path, '40000', name],
        {
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      ),
    );
    const complaints: string[] = [];
    for (const { stderr } of windows)
      stderr.on('data', (text: Buffer) => complaints.push(String(text)));
    const ends = windows.map((child) => new Promise((done) => child.once('exit', done)));
    for (
      let waited = 0;
      waited < 40_000 && !existsSync(path.replace('.jsonl', '.previous.jsonl'));
      waited += 100
    )
      await delay(100);
    for (const child of windows) {
      await delay(Math.random() * 300);
      child.kill('SIGKILL');
    }
    await Promise.all(ends);
    assert.deepEqual(complaints, []);
    const file = new AuditFile({ path, leases });
    for (const at of [file.path, file.previousPath]) {
      if (!existsSync(at)) continue;
      const found = lines(at) as { name: string; line: number }[];
      assert.ok((await stat(at)).size < 200_000, 'bounded');
      for (const name of ['a', 'b', 'c']) {
        const own = found.filter((one) => one.name === name).map(({ line }) => line);
        assert.deepEqual(
          own,
          own.toSorted((x, y) => x - y),
          'in order',
        );
      }
    }
    assert.ok(existsSync(file.previousPath), 'it was full at least once');
  });
});
