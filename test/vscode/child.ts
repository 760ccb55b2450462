/** A program that we start and end ourselves, together with everything that it started. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { atExit } from './atExit';

export class Child {
  readonly process: ChildProcess;
  /** Resolves with the exit code (null after a signal). Never rejects: an error at the start is code -1. */
  readonly ended: Promise<number | null>;
  #output = '';

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    // A group of its own, so that one signal reaches the extension host and all the others below it.
    this.process = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      ...options,
    });
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-200_000);
    };
    this.process.stdout?.on('data', keep);
    this.process.stderr?.on('data', keep);
    this.ended = new Promise((resolve) => {
      this.process.once('error', (error) => {
        this.#output += String(error);
        resolve(-1);
      });
      this.process.once('exit', resolve);
    });
    const spared = atExit(() => {
      this.signal('SIGKILL');
    });
    void this.ended.then(spared);
  }

  /** What it wrote, both streams, the last 200,000 characters. */
  get output(): string {
    return this.#output;
  }

  /** Waits until its output matches, or fails with the output when it ends or takes too long. */
  async saying(pattern: RegExp, milliseconds: number): Promise<RegExpMatchArray> {
    const deadline = Date.now() + milliseconds;
    let code: number | null | undefined;
    void this.ended.then((value) => (code = value));
    for (;;) {
      const match = this.#output.match(pattern);
      if (match) return match;
      if (code !== undefined) throw new Error(`It ended with ${code}:\n${this.#output}`);
      if (Date.now() > deadline) {
        throw new Error(`It did not say ${pattern} in ${milliseconds} ms:\n${this.#output}`);
      }
      await sleep(20);
    }
  }

  async dispose(): Promise<void> {
    this.signal('SIGTERM');
    const soon = await Promise.race([this.ended.then(() => true), sleep(2_000, false)]);
    // The leader may be gone while its children linger: the group gets the last word either way.
    this.signal('SIGKILL');
    if (!soon) await this.ended;
  }

  signal(name: NodeJS.Signals): void {
    const pid = this.process.pid;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.process.kill(name);
      else process.kill(-pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
