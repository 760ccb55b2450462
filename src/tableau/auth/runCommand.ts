/** Runs a program that the user named, without a shell, for a limited time: what it prints, and how it ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { homedir } from 'node:os';

export type CommandEnd =
  | {
      readonly how: 'exit';
      readonly code: number | null;
      readonly output: string;
      readonly errors: string;
    }
  /** It could not be started: `ENOENT`, `EACCES`, on Windows `EINVAL` for a batch file. */
  | { readonly how: 'notStarted'; readonly code: string }
  | { readonly how: 'tooMuchOutput' };

/** A JWT is a few thousand letters at most. */
const maxOutput = 64 * 1024;
/** Of what it complains, the end says most. */
const maxErrors = 4 * 1024;

/**
 * In the user's home folder, never in a workspace. The signal ends the program with all that it started, and rejects with
 * its reason.
 */
export function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<CommandEnd> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    let child: ReturnType<typeof start>;
    try {
      child = start(program, args, environment);
    } catch (error) {
      // Node tells of some reasons by an event and throws the others.
      const { code, message } = error as NodeJS.ErrnoException;
      resolve({ how: 'notStarted', code: code ?? message });
      return;
    }
    let output = '';
    let errors = '';
    const settle = (finish: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      child.stdout.destroy();
      child.stderr.destroy();
      finish();
    };
    const onAbort = (): void => {
      end(child);
      settle(() => reject(signal.reason as Error));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length <= maxOutput) return;
      end(child);
      settle(() => resolve({ how: 'tooMuchOutput' }));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-maxErrors);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => resolve({ how: 'notStarted', code: error.code ?? error.message })),
    );
    child.once('close', (code) => settle(() => resolve({ how: 'exit', code, output, errors })));
  });
}

function start(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) {
  return spawn(program, args, {
    cwd: homedir(),
    env: { ...process.env, ...environment },
    shell: false,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own, which can be ended as a whole; Windows has no such groups.
    detached: process.platform !== 'win32',
  });
}

function end(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself in this very moment.
  }
}
