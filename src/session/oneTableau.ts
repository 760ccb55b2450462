/** The client's bundle and the connections that all sites share: loaded and made once, when first asked for. */
import type { Clock } from '../base/clock';
import { Disposables } from '../base/disposables';
import type { Disposable } from '../base/emitter';
import type { Log } from '../base/log';
import type { TableauLibrary, TransportOptions } from '../tableau/client';
import type { Tableau } from './signInOnce';

export interface ClientPorts {
  readonly log: Log;
  readonly clock: Clock;
  readonly loadLibrary: () => Promise<TableauLibrary>;
  readonly userAgent: string;
  /** What the settings of this computer give to a command that prints JWTs. */
  readonly jwtCommand?: (name: string) => readonly string[] | undefined;
}

export class OneTableau implements Disposable {
  readonly #owned = new Disposables();
  readonly #ports: ClientPorts;
  readonly #onReach: NonNullable<TransportOptions['onReach']>;
  #tableau: Promise<Tableau> | undefined;

  constructor(ports: ClientPorts, onReach: NonNullable<TransportOptions['onReach']>) {
    this.#ports = ports;
    this.#onReach = onReach;
  }

  open(): Promise<Tableau> {
    this.#tableau ??= this.#load();
    return this.#tableau;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #load(): Promise<Tableau> {
    const { loadLibrary, log, clock, userAgent, jwtCommand } = this.#ports;
    try {
      const library = await loadLibrary();
      const transport = library.createTransport({
        log,
        clock,
        userAgent,
        onReach: this.#onReach,
        ...(jwtCommand === undefined ? {} : { jwtCommand }),
      });
      return { library, transport: this.#owned.add(transport) };
    } catch (error) {
      this.#tableau = undefined;
      throw error;
    }
  }
}
