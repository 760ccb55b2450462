/** Mocha's report as marked lines on the console, which the runner tells from VS Code's own chatter by the mark. */
import Mocha from 'mocha';
import { mark } from './mark';

const say = (text: string) => {
  for (const line of text.split('\n')) console.log(`${mark}${line}`);
};

export class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    let passed = 0;
    const failed: [Mocha.Test, Error][] = [];
    let depth = 0;
    const indent = () => '  '.repeat(depth);

    runner.on('suite', (suite) => {
      if (!suite.root) say(`${indent()}${suite.title}`);
      depth++;
    });
    runner.on('suite end', () => depth--);
    runner.on('pass', (test) => {
      passed++;
      const slow = test.duration !== undefined && test.duration > test.slow();
      say(`${indent()}ok ${test.title}${slow ? ` (${test.duration} ms)` : ''}`);
    });
    // A test that does not run proves nothing: it counts as failed.
    runner.on('pending', (test) => {
      failed.push([test, new Error('NOT RUN: the test is skipped or has no body')]);
      say(`${indent()}NOT RUN ${test.title}`);
    });
    runner.on('fail', (test: Mocha.Test, error: Error) => {
      failed.push([test, error]);
      say(`${indent()}FAILED ${test.title}`);
    });
    runner.once('end', () => {
      for (const [test, error] of failed) {
        say(`\nFAILED ${test.fullTitle()}\n${error.stack ?? String(error)}`);
        const { actual, expected } = error as { actual?: unknown; expected?: unknown };
        if (expected !== undefined)
          say(Mocha.reporters.Base.generateDiff(text(actual), text(expected)));
      }
      if (passed + failed.length === 0) say('NOT RUN: no test was found');
      say(`${passed} passed, ${failed.length || (passed === 0 ? 1 : 0)} failed`);
    });
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? String(value));
}
