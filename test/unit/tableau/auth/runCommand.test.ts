/** Checks how a program of the user is run: as given, without a shell, never for ever. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runCommand } from '../../../../src/tableau/auth/runCommand';

const node = (script: string, ...args: string[]): [string, ...string[]] => [
  process.execPath,
  '-e',
  script,
  ...args,
];
const never = new AbortController().signal;

describe('runCommand', () => {
  it('tells what was printed and what was complained of', async () => {
    const end = await runCommand(
      node('console.log("out"); console.error("oops"); process.exit(3)'),
      {},
      never,
    );
    assert.deepEqual(end, { how: 'exit', code: 3, output: 'out\n', errors: 'oops\n' });
  });

  it('hands arguments over as they are: no shell reads them', async () => {
    const odd = ['$HOME', '`id`', 'a b', '; echo x', '*', '"', '%PATH%'];
    const end = await runCommand(
      node('console.log(JSON.stringify(process.argv.slice(1)))', ...odd),
      {},
      never,
    );
    assert.ok(end.how === 'exit');
    assert.deepEqual(JSON.parse(end.output), odd);
  });

  it('runs in the home folder, with the environment and what is added to it', async () => {
    const script = 'console.log(process.cwd()); console.log(process.env.EXTRA, !!process.env.PATH)';
    const end = await runCommand(node(script), { EXTRA: 'yes' }, never);
    assert.ok(end.how === 'exit');
    assert.equal(end.output, `${homedir()}\nyes true\n`);
  });

  it('gives a program that asks nothing to read', async () => {
    const script = 'process.stdin.on("end", () => console.log("end")).resume()';
    const end = await runCommand(node(script), {}, never);
    assert.ok(end.how === 'exit' && end.output === 'end\n');
  });

  it('says that there is no such program', async () => {
    const end = await runCommand(['/nowhere/at/all'], {}, never);
    assert.deepEqual(end, { how: 'notStarted', code: 'ENOENT' });
  });

  it('says that a program may not be run', async function () {
    const end = await runCommand([join(__dirname, 'runCommand.test.ts')], {}, never);
    assert.deepEqual(end, { how: 'notStarted', code: 'EACCES' });
  });

  it('says in the same way what Node throws instead of telling it', async () => {
    // On Windows a batch file ends like this, with EINVAL.
    const end = await runCommand([`${process.execPath}/inside-a-file`], {}, never);
    assert.deepEqual(end, { how: 'notStarted', code: 'ENOTDIR' });
  });

  it('does not listen to a program that prints without end', async () => {
    const end = await runCommand(
      node('for (;;) process.stdout.write("x".repeat(9999))'),
      {},
      never,
    );
    assert.deepEqual(end, { how: 'tooMuchOutput' });
  });

  it('keeps the end of a long complaint', async () => {
    const script = 'process.stderr.write("x".repeat(100000) + "the end"); process.exitCode = 1';
    const end = await runCommand(node(script), {}, never);
    assert.ok(end.how === 'exit');
    assert.ok(end.errors.endsWith('the end'));
    assert.ok(end.errors.length <= 4096);
  });

  it('ends the program, and what that has started, when it is cancelled', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vizport-run-'));
    const file = join(folder, 'alive');
    try {
      const child = `setInterval(() => require('fs').appendFileSync(${JSON.stringify(file)}, 'x'), 20)`;
      const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
      const abort = new AbortController();
      const running = runCommand(node(parent), {}, abort.signal);
      const written = async () => (await readFile(file, 'utf8').catch(() => '')).length;
      while ((await written()) === 0) await wait(20);
      abort.abort();
      await assert.rejects(running, { name: 'AbortError' });
      await wait(100);
      const then = await written();
      await wait(200);
      assert.equal(await written(), then);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('starts nothing when it was cancelled before', async () => {
    await assert.rejects(async () => runCommand(node('1'), {}, AbortSignal.abort()), {
      name: 'AbortError',
    });
  });
});
