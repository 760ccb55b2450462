/** Runs the in-host suites with mocha inside VS Code's extension host; the bundler adds every `*.test.ts` below this folder. */
import Mocha from 'mocha';
import { LineReporter } from './lineReporter';

const mocha = new Mocha({
  ui: 'bdd',
  timeout: 20_000,
  slow: 2_000,
  reporter: LineReporter,
  forbidPending: true,
  forbidOnly: true,
  ...(process.env['VIZPORT_GREP'] ? { grep: process.env['VIZPORT_GREP'] } : {}),
});
// Makes `describe` and `it` global before the test files, which are imported after this one, ask for them.
mocha.suite.emit('pre-require', globalThis, 'test/host', mocha);

/** What VS Code calls, in the browser and in `@vscode/test-electron` alike. Rejects when a test failed. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  // The console travels to the runner by messages: give the last lines the time to arrive.
  await new Promise((resolve) => setTimeout(resolve, 500));
  if (failures > 0) throw new Error(`${failures} failed`);
}
