/** What `.ci/run` repeats at its end. */
import assert from 'node:assert/strict';
import { failuresIn } from '../../tools/failures';

const mocha = `
  LuidFinder
    ✔ finds a workbook
    1) finds a view
    - finds nothing

  1 passing (2s)
  1 pending
  1 failing

  1) LuidFinder
       finds a view:
     Error: not found
      at one.ts:1
${Array.from({ length: 30 }, (_, n) => `      at ${n}.ts:1`).join('\n')}
`;

describe('failuresIn', () => {
  it("repeats a test of mocha's list from its name on, cut, and the names of what did not run", () => {
    const [failed = '', skipped, ...others] = failuresIn(`${mocha}\n1 passed, 2 failed\n`);
    assert.match(failed, /^1\) LuidFinder\n {7}finds a view:\n {5}Error: not found\n/);
    assert.equal(failed.split('\n').length, 16);
    assert.match(failed, /… 19 more lines$/);
    assert.equal(skipped, 'NOT RUN - finds nothing');
    assert.deepEqual(others, []);
  });

  it('finds them in the parts of npm test, and says which part it was', () => {
    const found = failuresIn(
      [
        '✔ types             30.0 s',
        '✖ unit              50.1 s  1 passed and 2 failed',
        mocha.replace(/^/gm, '    '),
        '✖ lint              60.0 s',
        '    /work/src/a.ts',
        '      1:1  error  No default exports',
        '    ',
        '✖ in-host tests     99.0 s  3 passed and 1 failed',
        '    Harness',
        '      FAILED has a palette',
        '    ',
        '    FAILED Harness has a palette',
        '    AssertionError: no palette',
        '    3 passed, 1 failed',
        '✖ UI journeys     NOT RUN: package failed',
        'Whole run: 400 s',
        '4 passed, 5 failed',
      ].join('\n'),
    );
    assert.deepEqual(
      found.map((one) => one.split('\n').slice(0, 2).join(' / ')),
      [
        'unit: 1) LuidFinder /        finds a view:',
        'unit: NOT RUN - finds nothing',
        'lint: /work/src/a.ts /   1:1  error  No default exports',
        'in-host tests: FAILED Harness has a palette / AssertionError: no palette',
        'UI journeys: ✖ UI journeys     NOT RUN: package failed',
      ],
    );
  });

  it("finds the checks of Tableau's clients, and a command that broke off", () => {
    assert.deepEqual(
      failuresIn(
        'pass  TSC: sign in\nFAIL  TSC: paging  (3 of 4)\npass  TSC: sort\nNOT RUN to the end: npm test',
      ),
      ['FAIL  TSC: paging  (3 of 4)', 'NOT RUN to the end: npm test'],
    );
  });

  it('finds nothing where all is well', () => {
    assert.deepEqual(
      failuresIn('✔ unit   1.0 s  3 passed and 0 failed\n  3 passing (1s)\n3 passed, 0 failed'),
      [],
    );
  });
});
