/** Windows as processes over one store with the semantics of a desktop: events come late, and nobody compares and swaps. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Credentials } from '../../../src/tableau/credentials';
import type { ContentUrl, SiteRef } from '../../../src/tableau/model';
import { Sessions } from '../../../src/session/sessions';
import { library } from '../../../src/tableau/library';
import { systemClock } from '../../../src/base/clock';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import { TestLog, TestMemory, TestSecrets } from '../../unit/support/world';
import type { SiteProfile } from '../../../src/session/siteProfile';
import type { FromWindow, ToWindow } from './messages';

/** How late a window hears of what another has written. */
const lateMs = { least: 20, most: 400 };

class OneWindow {
  readonly child: ChildProcess;
  readonly #waiting = new Map<FromWindow['kind'], (message: FromWindow) => void>();
  isAlive = true;

  constructor(script: string, stored: (key: string, value: string | null) => void) {
    this.child = fork(script, { serialization: 'json' });
    this.child.on('message', (message: FromWindow) => {
      if (message.kind === 'stored') stored(message.key, message.value);
      this.#waiting.get(message.kind)?.(message);
    });
    this.child.once('exit', () => {
      this.isAlive = false;
      for (const answer of this.#waiting.values()) answer({ kind: 'listed', failures: [] });
    });
  }

  say(message: ToWindow): void {
    if (this.isAlive) this.child.send(message, () => undefined);
  }

  ask(message: ToWindow, answer: FromWindow['kind']): Promise<FromWindow> {
    const answered = new Promise<FromWindow>((resolve) => this.#waiting.set(answer, resolve));
    this.say(message);
    return answered;
  }
}

export interface Round {
  readonly signIns: number;
  /** Sign-ins of windows that were killed before anybody could know their session. */
  readonly lost: number;
  readonly killed: number;
  readonly failures: readonly string[];
}

export class ManyWindows {
  readonly #windows: OneWindow[] = [];
  readonly #values = new Map<string, string>();
  readonly #stored = new Set<string>();
  #profiles: readonly SiteProfile[] = [];
  #ahead = 0;

  private constructor(
    readonly tableau: FakeTableau,
    private readonly folder: string,
    private readonly script: string,
  ) {}

  static async open(count: number): Promise<ManyWindows> {
    const folder = await mkdtemp(join(tmpdir(), 'vizport-windows-'));
    const script = join(folder, 'window.cjs');
    const entry = join(__dirname, 'windowProcess.ts');
    await build({
      entryPoints: [entry],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
    const many = new ManyWindows(await startFakeTableau(), folder, script);
    await many.#signIn();
    for (let n = 0; n < count; n++) await many.#add();
    return many;
  }

  get site(): SiteRef {
    const { contentUrl } = this.tableau.company.main.site;
    return { server: this.tableau.url, contentUrl: contentUrl as ContentUrl };
  }

  /** The session ends; all windows meet that at the same moment; some are killed at random, and replaced. */
  async round({ kill, requests }: { kill: number; requests: number }): Promise<Round> {
    // What was stored in the last round has been told to all.
    await delay(lateMs.most + 50);
    this.tableau.knobs.expireSessions();
    this.tableau.log.clear();
    this.#stored.clear();
    this.#ahead += 3 * 3_600_000;
    const ask = { kind: 'list', site: this.site, requests, ahead: this.#ahead } as const;
    const asked = this.#windows.map((window) => window.ask(ask, 'listed'));
    const killed = this.#windows.filter(() => Math.random() < 0.5).slice(0, kill);
    await Promise.all(
      killed.map(async ({ child }) => {
        await delay(Math.random() * 250);
        child.kill('SIGKILL');
      }),
    );
    const answers = await Promise.all(asked);
    for (const window of killed) this.#windows.splice(this.#windows.indexOf(window), 1);
    for (const _ of killed) await this.#add();
    const signIns = this.tableau.log.filter(({ path }) => path.endsWith('/auth/signin')).length;
    return {
      signIns,
      lost: signIns - this.#stored.size,
      killed: killed.length,
      failures: answers.flatMap((answer) => (answer.kind === 'listed' ? answer.failures : [])),
    };
  }

  async close(): Promise<void> {
    for (const { child } of this.#windows) child.kill('SIGKILL');
    await this.tableau.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The user has signed in once, in a window that is closed again. */
  async #signIn(): Promise<void> {
    const [memory, secrets] = [new TestMemory(), new TestSecrets()];
    const sessions = new Sessions({
      memory,
      secrets,
      log: new TestLog(),
      clock: systemClock,
      loadLibrary: async () => library,
      userAgent: 'vizport-bench',
    });
    const { personalAccessToken } = this.tableau.credentials;
    const token: Credentials = { method: 'personalAccessToken', ...personalAccessToken };
    await sessions.signIn(this.site, token);
    sessions.dispose();
    for (const [key, value] of secrets.values) this.#values.set(key, value);
    this.#profiles = memory.get('vizport.sites') ?? [];
  }

  async #add(): Promise<void> {
    const window: OneWindow = new OneWindow(this.script, (key, value) =>
      this.#write(window, key, value),
    );
    this.#windows.push(window);
    const secrets = Object.fromEntries(this.#values);
    const directory = join(this.folder, 'globalStorage');
    await window.ask({ kind: 'start', directory, profiles: this.#profiles, secrets }, 'started');
  }

  #write(writer: OneWindow, key: string, value: string | null): void {
    if (value === null) this.#values.delete(key);
    else this.#values.set(key, value);
    if (key.includes('session') && value !== null) this.#stored.add(value);
    for (const window of this.#windows) {
      if (window === writer) continue;
      const late = lateMs.least + Math.random() * (lateMs.most - lateMs.least);
      setTimeout(() => window.say({ kind: 'told', key, value }), late).unref();
    }
  }
}
