/** One window as an operating-system process: sessions over a store of its own that hears of the others late, as on a desktop. */
import { Emitter } from '../../../src/base/emitter';
import { systemClock } from '../../../src/base/clock';
import type { Memory, SecretStore } from '../../../src/session/ports';
import { Sessions } from '../../../src/session/sessions';
import { windowSharing } from '../../../src/session/windowSharing';
import { library } from '../../../src/tableau/library';
import type { SiteRef } from '../../../src/tableau/model';
import type { FromWindow, StartWindow, ToWindow } from './messages';

const say = (message: FromWindow): void => void process.send?.(message);

/** What this window knows of the store: its own writes at once, those of others when they are told. */
class View implements SecretStore {
  readonly #values: Map<string, string>;
  readonly #changed = new Emitter<{ readonly key: string }>();
  readonly onDidChange = this.#changed.event;

  constructor(values: Readonly<Record<string, string>>) {
    this.#values = new Map(Object.entries(values));
  }

  async get(key: string): Promise<string | undefined> {
    return this.#values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    this.told(key, value);
    say({ kind: 'stored', key, value });
  }

  async delete(key: string): Promise<void> {
    this.told(key, null);
    say({ kind: 'stored', key, value: null });
  }

  told(key: string, value: string | null): void {
    if (value === null) this.#values.delete(key);
    else this.#values.set(key, value);
    setImmediate(() => this.#changed.fire({ key }));
  }
}

function open({ directory, profiles, secrets }: StartWindow): { sessions: Sessions; view: View } {
  const values = new Map<string, unknown>([['vizport.sites', profiles]]);
  const memory: Memory = {
    get: <T>(key: string) => values.get(key) as T | undefined,
    update: async (key, value) => void values.set(key, value),
  };
  const view = new View(secrets);
  const quiet = (): void => undefined;
  const log = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
  const sessions = new Sessions({
    memory,
    secrets: view,
    log,
    clock: { ...systemClock, now: () => Date.now() + own.ahead },
    loadLibrary: async () => library,
    loadSharing: async (find, onApart) => windowSharing({ directory, find, log, onApart }),
    userAgent: 'vizport-bench',
  });
  return { sessions, view };
}

async function list(sessions: Sessions, site: SiteRef, requests: number): Promise<void> {
  const client = await sessions.client(site);
  const pages = Array.from({ length: requests }, () => client.projects.page({ pageSize: 1 }, 1));
  const ends = await Promise.allSettled(pages);
  const failures = ends.filter((end) => end.status === 'rejected').map((end) => String(end.reason));
  say({ kind: 'listed', failures });
}

/** Hours pass between two rounds, so that a session that ends has ended of age. */
const own: { ahead: number; window?: ReturnType<typeof open> } = { ahead: 0 };

process.on('message', (message: ToWindow) => {
  if (message.kind === 'start') {
    own.window = open(message);
    say({ kind: 'started' });
  } else if (message.kind === 'told') own.window?.view.told(message.key, message.value);
  else if (own.window !== undefined) {
    own.ahead = message.ahead;
    list(own.window.sessions, message.site, message.requests).catch((error: unknown) => {
      say({ kind: 'listed', failures: [String(error)] });
    });
  }
});
