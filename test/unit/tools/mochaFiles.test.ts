/** The runner of journeys: what fails twice fails, what fails once is named, what breaks off is not forgotten. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { failuresIn } from '../../tools/failures';
import { runFiles } from '../../tools/mochaFiles';

const root = resolve(__dirname, '../../..');

describe('runFiles', function () {
  this.timeout(60_000);
  let folder: string;
  const printed: string[] = [];

  const run = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const print = (text: string): void => void printed.push(text);
    return runFiles({ folder: relative(root, folder), mocha: [], limit: 1, jobs: 2, print });
  };

  beforeEach(() => {
    mkdirSync(join(root, 'test-results'), { recursive: true });
    folder = mkdtempSync(join(root, 'test-results/files-'));
    printed.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('adds up what passed, and tries once more what failed', async () => {
    const mark = JSON.stringify(join(folder, 'was-here'));
    const count = await run({
      'right.test.ts': "it('is right', () => {}); it('is right too', () => {});",
      'lucky.test.ts': `it('is right the second time', () => {
        const fs = require('node:fs');
        if (fs.existsSync(${mark})) return;
        fs.writeFileSync(${mark}, '');
        throw new Error('not yet');
      });`,
    });
    assert.deepEqual(count, { passed: 3, failed: 0 });
    const text = printed.join('\n');
    assert.match(text, /^PASSED ONLY AT THE SECOND TRY, ALONE: .*lucky\.test\.ts$/m);
    assert.match(text, /^\| .*not yet/m);
    assert.deepEqual(failuresIn(text), []);
  });

  it('fails with what fails twice, does not run, or breaks off', async () => {
    const count = await run({
      'wrong.test.ts':
        "it('is right', () => {}); it('is wrong', () => { throw new Error('really'); });",
      'left.test.ts': "it('is left out');",
      'gone.test.ts': 'process.exit(0);',
    });
    assert.deepEqual(count, { passed: 1, failed: 3 });
    const told = failuresIn(printed.join('\n')).join('\n');
    for (const part of ['is wrong', 'is left out', 'gone.test.ts broke off'])
      assert.ok(told.includes(part), `${part} in:\n${told}`);
  });
});
