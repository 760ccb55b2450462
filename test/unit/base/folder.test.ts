/** A folder that processes share: whole files, one winner, and changes that are told. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { FilesFolder } from '../../../src/base/folder';

describe('FilesFolder', function () {
  this.timeout(20_000);
  let path: string;
  let one: FilesFolder;
  let other: FilesFolder;

  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'vizport-folder-')), 'made', 'when', 'needed');
    one = new FilesFolder(path);
    other = new FilesFolder(path);
  });
  afterEach(async () => {
    one.dispose();
    other.dispose();
    await rm(path, { recursive: true, force: true });
  });

  it('is empty before anybody has written, and shows each what the other wrote', async () => {
    assert.deepEqual(await one.list(), []);
    await one.write('a.json', '1');
    await one.write('a.json', '2');
    assert.deepEqual(await other.list(), ['a.json']);
    assert.equal(await other.read('a.json'), '2');
    assert.equal(await other.read('b.json'), undefined);
    await other.remove('a.json');
    await other.remove('a.json');
    assert.deepEqual(await one.list(), []);
  });

  it('lets one of many be the first to make a file', async () => {
    const firsts = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : other).create('told')),
    );
    assert.equal(firsts.filter(Boolean).length, 1);
  });

  it('never shows half a file, whoever reads it whenever', async () => {
    const texts = ['x'.repeat(200_000), 'y'.repeat(100_000)];
    await one.write('big', texts[0]!);
    let isWriting = true;
    const writing = (async () => {
      for (let n = 0; n < 12; n++) await one.write('big', texts[n % 2]!);
      isWriting = false;
    })();
    let reads = 0;
    for (; isWriting; reads++) assert.ok(texts.includes((await other.read('big')) ?? ''));
    await writing;
    assert.ok(reads > 0);
    assert.deepEqual(await one.list(), ['big'], 'no drafts are left or listed');
  });

  it('tells of what the other has written', async () => {
    await other.list();
    const heard = new Promise<string | undefined>((resolve) => other.onDidChange(resolve));
    await one.write('news', '1');
    assert.equal(await heard, 'news');
  });

  it('goes on when somebody has deleted the folder', async () => {
    await one.write('a', '1');
    await rm(path, { recursive: true });
    assert.deepEqual(await one.list(), []);
    await one.write('b', '2');
    assert.equal(await other.create('c'), true);
    assert.deepEqual([...(await one.list())].sort(), ['b', 'c']);
  });
});
