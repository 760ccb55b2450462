/** Real sessions, as the extension has them, whose sites and secrets rest in maps and are gone with the process. */
import { systemClock } from '../../../src/base/clock';
import { Emitter } from '../../../src/base/emitter';
import { Sessions } from '../../../src/session/sessions';
import type { Route } from '../../../src/tableau/route';
import { library } from '../../../src/tableau/library';

const direct: Route = { via: 'direct', trust: { verify: true } };
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** `asked` is told each server that a request is sent to. */
export function memorySessions(userAgent: string, asked?: Set<string>): Sessions {
  const memory = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const secretChanged = new Emitter<{ readonly key: string }>();
  return new Sessions({
    memory: {
      get: <T>(key: string) => memory.get(key) as T | undefined,
      update: async (key, value) => void memory.set(key, value),
    },
    secrets: {
      get: async (key) => secrets.get(key),
      store: async (key, value) => void secrets.set(key, value),
      delete: async (key) => void secrets.delete(key),
      onDidChange: secretChanged.event,
    },
    log: silent,
    clock: systemClock,
    loadLibrary: async () => ({
      ...library,
      createTransport: (options) =>
        library.createTransport({
          ...options,
          routeOf: async (server) => {
            asked?.add(server);
            return direct;
          },
        }),
    }),
    userAgent,
  });
}
