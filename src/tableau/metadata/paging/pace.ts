/** Not too many requests at a time: so many at once, then so many in a second. */
import type { Clock } from '../../../base/clock';

const atOnce = 20;
const refillMs = 200;

export class Pace {
  readonly #clock: Clock;
  #left = atOnce;
  #filledAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledAt = clock.now();
  }

  /** Waits for its turn. */
  async turn(signal?: AbortSignal): Promise<void> {
    const refilled = Math.floor((this.#clock.now() - this.#filledAt) / refillMs);
    this.#left = Math.min(atOnce, this.#left + refilled);
    this.#filledAt += refilled * refillMs;
    if (this.#left > 0) {
      this.#left -= 1;
      return;
    }
    await this.#clock.delay(Math.max(0, this.#filledAt + refillMs - this.#clock.now()), signal);
    this.#filledAt += refillMs;
  }
}
