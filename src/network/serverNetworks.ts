/**
 * What is remembered of the way to each server, in `globalState`. Of the server and not of a site: it is needed before the first
 * sign-in has made a site of it, and the sites of one server share its connections. No secrets in here.
 */
import type { Memory } from './ports';

export interface ServerNetwork {
  /** A PEM file with the certificate authority of this server, by its path. */
  readonly caFile?: string;
  /** `host`: by the fetch of VS Code; `own`: by our connections. Not there: by our connections, until a test finds that only VS Code gets through. */
  readonly through?: 'host' | 'own';
  /** A test's choice is made anew by the next test; a person's stands. */
  readonly chosenBy?: 'test' | 'user';
}

const memoryKey = 'vizport.network';
type Kept = Readonly<Record<string, ServerNetwork>>;

/** Reads before each write, because every window writes the same. */
export class ServerNetworks {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  of(server: string): ServerNetwork {
    return this.#read()[originOf(server)] ?? {};
  }

  async change(
    server: string,
    change: { readonly [K in keyof ServerNetwork]: ServerNetwork[K] | undefined },
  ): Promise<void> {
    const origin = originOf(server);
    const { [origin]: before, ...others } = this.#read();
    const after = Object.fromEntries(
      Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined),
    );
    const all = Object.keys(after).length === 0 ? others : { ...others, [origin]: after };
    await this.#memory.update(memoryKey, Object.keys(all).length === 0 ? undefined : all);
  }

  async forget(server: string): Promise<void> {
    await this.change(server, { caFile: undefined, through: undefined, chosenBy: undefined });
  }

  #read(): Kept {
    const kept = this.#memory.get<unknown>(memoryKey);
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => isNetwork(value)));
  }
}

/** What an older or newer Vizport wrote in another form is left out. */
function isNetwork(value: unknown): value is ServerNetwork {
  if (typeof value !== 'object' || value === null) return false;
  const { caFile, through } = value as Partial<Record<keyof ServerNetwork, unknown>>;
  return (
    (caFile === undefined || typeof caFile === 'string') &&
    (through === undefined || through === 'host' || through === 'own')
  );
}

function originOf(server: string): string {
  return new URL(server).origin;
}
