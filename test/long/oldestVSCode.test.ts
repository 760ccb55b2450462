/** The in-host tests on the oldest VS Code that `engines.vscode` of package.json admits. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installVSCode } from '../vscode/install';
import { buildHost, runHost } from '../vscode/runHost';

const root = resolve(__dirname, '../..');

describe('Vizport in the oldest VS Code that it admits', function () {
  this.timeout(900_000);

  it('is that VS Code: the first minor version that package.json asks for', async () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      engines: { vscode: string };
    };
    const { version } = await installVSCode('oldest').catch((error: unknown) => {
      console.log('NOT RUN: the oldest VS Code could not be installed from the npm registry.');
      throw error;
    });
    const minor = (of: string) => of.replace(/^\^/, '').split('.').slice(0, 2).join('.');
    assert.equal(minor(version), minor(engines.vscode));
  });

  it('passes the in-host tests', async () => {
    buildHost();
    const lines: string[] = [];
    const passed = await runHost({
      extension: root,
      tests: join(root, 'dist/test/host'),
      timeLimit: 600_000,
      release: 'oldest',
      print: (line) => lines.push(line),
    });
    const told = lines.join('\n');
    assert.ok(passed, told);
    assert.match(told, /^[1-9]\d* passed, 0 failed$/m);
  });
});
