/** While a server does not answer, or asks for patience, one look at a time tries it; the others wait for its turn to tell. */
import type { Clock } from '../base/clock';
import { isTableauError } from '../tableau/errors';

const second = 1000;
const minute = 60 * second;

interface Gate {
  failures: number;
  until: number;
  /** Settles when the one that tries has learnt something. */
  trying: Promise<void> | undefined;
  /** Ends the wait before the next try. */
  hurry: AbortController;
}

export class ServerReach {
  readonly #clock: Clock;
  readonly #closed = new Map<string, Gate>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Looks when the server can be asked; what the look throws closes the gate, or opens it. */
  async look<T>(server: string, look: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (;;) {
      signal.throwIfAborted();
      const gate = this.#closed.get(server);
      if (gate === undefined) return this.#noted(server, look);
      if (gate.trying === undefined) return this.#try(server, gate, look, signal);
      await settledOrAborted(gate.trying, signal);
    }
  }

  /** Somebody else has reached the server: no reason to wait any longer. */
  reached(server: string): void {
    this.#closed.get(server)?.hurry.abort();
  }

  isClosed(server: string): boolean {
    return this.#closed.has(server);
  }

  async #try<T>(
    server: string,
    gate: Gate,
    look: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    let done = (): void => undefined;
    gate.trying = new Promise<void>((resolve) => {
      done = resolve;
    });
    try {
      await this.#pause(gate, signal);
      return await this.#noted(server, look);
    } finally {
      gate.trying = undefined;
      done();
    }
  }

  async #pause(gate: Gate, signal: AbortSignal): Promise<void> {
    gate.hurry = new AbortController();
    const wait = Math.max(0, gate.until - this.#clock.now());
    try {
      await this.#clock.delay(wait, AbortSignal.any([signal, gate.hurry.signal]));
    } catch (error) {
      // Hurried: that is what the signal is for. Anything else is the caller's end.
      if (signal.aborted || !gate.hurry.signal.aborted) throw error;
    }
  }

  async #noted<T>(server: string, look: () => Promise<T>): Promise<T> {
    try {
      const seen = await look();
      this.#closed.delete(server);
      return seen;
    } catch (error) {
      if (isTableauError(error, 'network')) this.#close(server, undefined);
      else if (isTableauError(error, 'tooManyRequests'))
        this.#close(server, error.details.retryAfterMs ?? minute);
      // Whatever else it is, the server has answered.
      else if (isTableauError(error)) this.#closed.delete(server);
      throw error;
    }
  }

  #close(server: string, askedMs: number | undefined): void {
    const gate = this.#closed.get(server) ?? {
      failures: 0,
      until: 0,
      trying: undefined,
      hurry: new AbortController(),
    };
    const own = Math.min(5 * second * 2 ** gate.failures, minute);
    gate.failures += 1;
    gate.until = this.#clock.now() + Math.max(own, askedMs ?? 0);
    this.#closed.set(server, gate);
  }
}

async function settledOrAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
