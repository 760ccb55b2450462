/** Runs tsc_checks.py against the server and does to the server what the script asks for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Report } from './report';

interface Told {
  readonly check?: string;
  readonly passed?: boolean;
  /** False where the server's release has no such thing. */
  readonly applies?: boolean;
  readonly detail?: string;
  readonly please?: string;
}

const timeLimit = 8 * 60_000;

export async function runTscChecks(
  python: string,
  config: Readonly<Record<string, unknown>>,
  please: (word: string) => Promise<string>,
  label: string,
  report: Report,
): Promise<void> {
  const child = spawn(python, ['-u', join(__dirname, 'tsc_checks.py')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(timeLimit),
  });
  const complaints: string[] = [];
  child.on('error', (error) => complaints.push(error.message));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const ended = once(child, 'close').catch((error: unknown) => complaints.push(String(error)));
  child.stdin.write(`${JSON.stringify(config)}\n`);
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as Told;
    if (told.please !== undefined) {
      child.stdin.write(`${await please(told.please)}\n`);
    } else if (told.applies === false) {
      report.notHere(`${label}: ${told.check ?? '?'}`, told.detail ?? '');
    } else {
      report.add(`${label}: ${told.check ?? '?'}`, told.passed === true, told.detail ?? '');
    }
  }
  await ended;
  if (child.exitCode !== 0) {
    report.notRun(`${label}: the rest of tsc_checks.py`, complaints.join(' ').slice(-300));
  }
}
