/** What holds for every source file, and what a linter does not know. */
import assert from 'node:assert/strict';
import { sourcesBelow } from './sources';

const ours = [...sourcesBelow('src'), ...sourcesBelow('test')];
const src = ours.filter((file) => file.path.startsWith('src/'));
const where = (files: typeof ours) => files.map((file) => file.path);

describe('every source file', () => {
  it('opens with one sentence that says what it is for', () => {
    const wrong = ours.filter(
      ({ path, text }) =>
        !path.endsWith('.d.ts') && !/^(#!.*\n)?(\/\*\*\s+(\* )?|\/\/ )\S/.test(text),
    );
    assert.deepEqual(where(wrong), []);
  });

  it('of the product has at most 250 lines', () => {
    const long = src.map((file) => ({ ...file, lines: file.text.split('\n').length - 1 }));
    const wrong = long.filter((file) => file.lines > 250);
    assert.deepEqual(
      wrong.map((file) => `${file.path}: ${file.lines}`),
      [],
    );
  });

  it('of the product is short as a rule: half of them have fewer than 100 lines', () => {
    const lines = src.map((file) => file.text.split('\n').length - 1).sort((a, b) => a - b);
    const median = lines[Math.floor(lines.length / 2)] ?? 0;
    assert.ok(median < 100, `the median is ${median}`);
  });

  it('leaves nothing to be done later', () => {
    const later = /\b(TODO|FIXME|XXX)\b/;
    const others = ours.filter((file) => file.path !== 'test/house/files.test.ts');
    assert.deepEqual(where(others.filter((file) => later.test(file.text))), []);
  });

  it('leaves errors to be shown by one file', () => {
    const shows = src.filter((file) => /\bshowErrorMessage\b/.test(file.text));
    assert.deepEqual(where(shows), ['src/ui/messages.ts']);
  });

  it('with tests stands where npm test, test:long or test:clients finds it', () => {
    const tests = ours.filter((file) => file.path.endsWith('.test.ts'));
    const lost = tests.filter(
      (file) => !/^test\/(unit|house|host|ui|long|clients)\//.test(file.path),
    );
    assert.deepEqual(where(lost), []);
  });

  it('runs all the tests that it has: none is skipped, none alone', () => {
    const tests = ours.filter((file) => file.path.endsWith('.test.ts'));
    const wrong = tests.filter((file) =>
      /\b(it|describe)\.(skip|only)\(|this\.skip\(/.test(file.text),
    );
    assert.deepEqual(where(wrong), []);
  });

  it('of the product silences neither the compiler nor the linter without saying why', () => {
    const silenced =
      /@ts-(ignore|nocheck|expect-error)(?! ?[:-] ?\S)|(?:es|ox)lint-disable(?!.* -- \S)/;
    assert.deepEqual(where(src.filter((file) => silenced.test(file.text))), []);
  });
});
