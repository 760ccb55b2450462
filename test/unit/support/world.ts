/** A fake Tableau, a clock, and what VS Code would hand to sessions: one world for each test. */
import type { Clock } from '../../../src/base/clock';
import { Emitter } from '../../../src/base/emitter';
import type { Log } from '../../../src/base/log';
import type { Memory, SecretStore } from '../../../src/session/ports';
import { Sessions } from '../../../src/session/sessions';
import type { LoadSharing } from '../../../src/session/sharing';
import type { TableauLibrary, TransportOptions } from '../../../src/tableau/client';
import type { Credentials } from '../../../src/tableau/credentials';
import { HttpTransport } from '../../../src/tableau/http/transport';
import { library } from '../../../src/tableau/library';
import type { ContentUrl, SiteRef } from '../../../src/tableau/model';
import {
  startFakeTableau,
  type FakeTableau,
  type FakeTableauOptions,
} from '../../fakeTableau/server';
import { TestClock } from './testClock';

/** Fits `vscode.Memento`: hands out copies, as JSON would. */
export class TestMemory implements Memory {
  readonly values = new Map<string, string>();

  get<T>(key: string): T | undefined {
    const text = this.values.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  async update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.stringify(value));
  }
}

/** Fits `vscode.SecretStorage`; tells of changes late, and to the writer too, as VS Code does. */
export class TestSecrets implements SecretStore {
  readonly values = new Map<string, string>();
  /** Events may come late, or while a window is busy: false keeps them back. */
  tells = true;
  readonly #changed = new Emitter<{ readonly key: string }>();
  readonly onDidChange = this.#changed.event;

  async get(key: string): Promise<string | undefined> {
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    this.values.set(key, value);
    this.#tell(key);
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
    this.#tell(key);
  }

  #tell(key: string): void {
    if (this.tells) setImmediate(() => this.#changed.fire({ key }));
  }
}

export class TestLog implements Log {
  readonly lines: string[] = [];
  readonly #write = (line: string): void => void this.lines.push(line);
  readonly trace = this.#write;
  readonly debug = this.#write;
  readonly info = this.#write;
  readonly warn = this.#write;
  readonly error = this.#write;
}

/** What keeps the clock from going on. */
interface Wire {
  count: number;
  /** Sign-ins that need another thread or program. */
  elsewhere: number;
  /** Requests that wait for their next attempt. */
  asleep: number;
}

/** Of `externalJwt.ts`: the limit of a program that runs meanwhile, and no request's waiting. */
const commandLimitMs = 60_000;

/** Counts the requests on the wire; those that wait on the clock are not among them. */
class CountedTransport extends HttpTransport {
  readonly #wire: Wire;

  constructor(options: TransportOptions, wire: Wire) {
    const clock = options.clock as Clock;
    super({
      ...options,
      clock: {
        now: () => clock.now(),
        delay: async (milliseconds, signal) => {
          if (milliseconds === commandLimitMs) return clock.delay(milliseconds, signal);
          wire.count -= 1;
          wire.asleep += 1;
          try {
            await clock.delay(milliseconds, signal);
          } finally {
            wire.asleep -= 1;
            wire.count += 1;
          }
        },
      },
    });
    this.#wire = wire;
  }

  override async send(
    ...request: Parameters<HttpTransport['send']>
  ): ReturnType<HttpTransport['send']> {
    this.#wire.count += 1;
    try {
      return await super.send(...request);
    } finally {
      this.#wire.count -= 1;
    }
  }
}

/** One VS Code window: its own objects over memory and secrets that may be shared. */
export interface Window {
  readonly sessions: Sessions;
  readonly memory: TestMemory;
  readonly secrets: TestSecrets;
  readonly log: TestLog;
}

export class World {
  readonly #wire: Wire = { count: 0, elsewhere: 0, asleep: 0 };
  // A sign-in whose request waits for its next attempt is not in the other thread.
  readonly clock = new TestClock(
    () => this.#wire.count + (this.#wire.asleep > 0 ? 0 : this.#wire.elsewhere),
  );
  readonly #windows: Sessions[] = [];
  #tableau: FakeTableau | undefined;
  /** The address of what stands before the server, where something does. */
  front: string | undefined;
  /** Put around the library of each window, below what it has around it itself. */
  around: ((library: TableauLibrary, window: () => Window) => TableauLibrary) | undefined;

  static async start(options: FakeTableauOptions = {}): Promise<World> {
    const world = new World();
    world.#tableau = await startFakeTableau({ clock: () => world.clock.now(), ...options });
    return world;
  }

  get tableau(): FakeTableau {
    if (this.#tableau === undefined) throw new Error('The fake Tableau has not been started');
    return this.#tableau;
  }

  get site(): SiteRef {
    return this.siteNamed(this.tableau.company.main.site.contentUrl);
  }

  get secondSite(): SiteRef {
    return this.siteNamed(this.tableau.company.second.site.contentUrl);
  }

  siteNamed(contentUrl: string): SiteRef {
    return { server: this.front ?? this.tableau.url, contentUrl: contentUrl as ContentUrl };
  }

  get token(): Credentials {
    return { method: 'personalAccessToken', ...this.tableau.credentials.personalAccessToken };
  }

  get administratorToken(): Credentials {
    const { personalAccessToken } = this.tableau.credentials.administrator;
    return { method: 'personalAccessToken', ...personalAccessToken };
  }

  get password(): Credentials {
    return { method: 'password', ...this.tableau.credentials.password };
  }

  get connectedApp(): Credentials {
    return { method: 'connectedApp', ...this.tableau.credentials.connectedApp };
  }

  /** What the settings of this computer name. */
  readonly jwtCommands = new Map<string, readonly string[]>();

  window(
    shared: {
      readonly memory?: TestMemory;
      readonly secrets?: TestSecrets;
      /** How windows share sessions; without it each is by itself. */
      readonly sharing?: LoadSharing;
      /** Puts something around the client's library. */
      readonly around?: (library: TableauLibrary) => TableauLibrary;
    } = {},
  ): Window {
    const memory = shared.memory ?? new TestMemory();
    const secrets = shared.secrets ?? new TestSecrets();
    const log = new TestLog();
    const counted: TableauLibrary = {
      ...library,
      createTransport: (options) => new CountedTransport(options, this.#wire),
      signIn: async (...request) => {
        // A token is signed in another thread, or by another program whose time limit waits on the clock meanwhile.
        const elsewhere = {
          personalAccessToken: 0,
          password: 0,
          connectedApp: 1,
          oauthTrust: 1,
          unifiedAccessToken: 1,
        }[request[2].method];
        this.#wire.elsewhere += elsewhere;
        try {
          return await library.signIn(...request);
        } finally {
          this.#wire.elsewhere -= elsewhere;
        }
      },
    };
    const sessions = new Sessions({
      memory,
      secrets,
      log,
      clock: this.clock,
      loadLibrary: async () => {
        const its = this.around?.(counted, () => window) ?? counted;
        return shared.around?.(its) ?? its;
      },
      userAgent: 'vizport-test',
      jwtCommand: (name) => this.jwtCommands.get(name),
      ...(shared.sharing === undefined ? {} : { loadSharing: shared.sharing }),
    });
    this.#windows.push(sessions);
    const window: Window = { sessions, memory, secrets, log };
    return window;
  }

  /** Waits for the promise while the clock's time passes by itself. */
  async done<T>(promise: Promise<T>): Promise<T> {
    return this.clock.until(promise);
  }

  signIns(): number {
    return this.tableau.log.filter(({ path }) => path.endsWith('/auth/signin')).length;
  }

  async close(): Promise<void> {
    for (const sessions of this.#windows) sessions.dispose();
    await this.#tableau?.close();
  }
}
