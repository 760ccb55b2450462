/** User and password for a proxy, in SecretStorage: for those who do not want them in a setting. */
import type { SecretStore } from './ports';

export interface ProxyLogin {
  readonly username: string;
  readonly password: string;
}

const prefix = 'vizport.proxy:';

export class ProxyLogins {
  readonly #store: SecretStore;
  /** Storage is read once for each proxy and window: it is asked for before every request. */
  readonly #known = new Map<string, Promise<ProxyLogin | undefined>>();

  constructor(store: SecretStore) {
    this.#store = store;
  }

  /** The same promise until it changes. */
  of(proxy: string): Promise<ProxyLogin | undefined> {
    let known = this.#known.get(proxy);
    if (known === undefined) {
      known = this.#read(proxy);
      this.#known.set(proxy, known);
      // Storage that cannot be read now may be later.
      known.catch(() => this.#known.delete(proxy));
    }
    return known;
  }

  async keep(proxy: string, login: ProxyLogin): Promise<void> {
    await this.#store.store(`${prefix}${proxy}`, JSON.stringify(login));
    this.#known.delete(proxy);
  }

  async forget(proxy: string): Promise<void> {
    await this.#store.delete(`${prefix}${proxy}`);
    this.#known.delete(proxy);
  }

  /** Another window wrote it, or everything was forgotten. */
  changed(key: string): void {
    if (key.startsWith(prefix)) this.#known.delete(key.slice(prefix.length));
  }

  async #read(proxy: string): Promise<ProxyLogin | undefined> {
    const text = await this.#store.get(`${prefix}${proxy}`);
    if (text === undefined) return undefined;
    try {
      const { username, password } = JSON.parse(text) as Record<string, unknown>;
      return typeof username === 'string' && typeof password === 'string'
        ? { username, password }
        : undefined;
    } catch {
      // Not ours, or damaged: as good as not there, and the proxy will say that it wants a login.
      return undefined;
    }
  }
}

export function basic({ username, password }: ProxyLogin): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
