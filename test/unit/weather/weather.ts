/** A world whose server is reached through a proxy that loses and damages what passes, and what must be true all the same. */
import assert from 'node:assert/strict';
import { AuditTrail } from '../../../src/audit/auditTrail';
import { auditedLibrary } from '../../../src/audit/auditedLibrary';
import { accountOf } from '../../../src/session/signInOnce';
import type { TableauLibrary } from '../../../src/tableau/client';
import { isTableauError, type TableauErrorKind } from '../../../src/tableau/errors';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { startFaultProxy, type FaultProxy } from '../../network/faultProxy';
import { World, type Window } from '../support/world';

/** What bad weather may be called. A refusal, a missing item or an unfit question would be a lie. */
const weatherKinds: readonly TableauErrorKind[] = [
  ...(['network', 'notTableau', 'tooManyRequests', 'server', 'answerLost'] as const),
];
/** So often does somebody try again who is told to. */
const patience = 60;
/** A stalled answer is given up after this, in real time. */
const timeoutMs = 1500;

export interface AuditLine {
  readonly action: string;
  readonly outcome: string;
  readonly method?: string;
}

/** What a person would read of an error; only where there is a VS Code to word it. */
export type SentenceOf = (error: unknown) => string;

export class Weather {
  readonly audit: AuditLine[] = [];
  /** Sentences that were shown, with how often. */
  readonly told = new Map<string, number>();
  #errors = 0;

  private constructor(
    readonly world: World,
    readonly proxy: FaultProxy,
    readonly seed: number,
    readonly sentenceOf: SentenceOf | undefined,
  ) {}

  static async start(
    seed: number,
    sentenceOf?: SentenceOf,
    options: FakeTableauOptions = {},
  ): Promise<Weather> {
    const world = await World.start(options);
    const proxy = await startFaultProxy(world.tableau.url, { seed });
    world.front = proxy.url;
    Object.assign(world.tableau.knobs.quotas, {
      refreshesPerHour: Infinity,
      jobCallsPerDay: Infinity,
      exportsAtOnce: Infinity,
    });
    const weather = new Weather(world, proxy, seed, sentenceOf);
    world.around = (library, window) => weather.#around(library, window);
    return weather;
  }

  window(): Window {
    return this.world.window();
  }

  /** Impatient, and writes down what it changes. */
  #around(library: TableauLibrary, window: () => Window): TableauLibrary {
    const trail = new AuditTrail({
      file: { append: (entry) => void this.audit.push(entry as AuditLine) },
      clock: this.world.clock,
      log: window().log,
      whoOn: (site) => window().sessions.find(site)?.profile.account,
      itemOf: () => undefined,
    });
    const audited = auditedLibrary(library, (change) => trail.changed(change), accountOf);
    return {
      ...audited,
      createTransport: (options) => audited.createTransport({ ...options, timeoutMs }),
    };
  }

  /** One attempt: its value, or undefined after an error that a person can understand. */
  async attempt<T>(work: () => Promise<T>): Promise<{ readonly value: T } | undefined> {
    try {
      return { value: await this.world.done(work()) };
    } catch (error) {
      this.assertClear(error);
      return undefined;
    }
  }

  /** Again and again, as somebody who reads the sentence does; fails when the weather alone is not to blame. */
  async eventually<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 0; tries < patience; tries++) {
      const done = await this.attempt(work);
      if (done !== undefined) return done.value;
      await this.world.clock.advance(60_000);
    }
    return assert.fail(`seed ${this.seed}: nothing came of it in ${patience} attempts`);
  }

  assertClear(error: unknown): void {
    this.#errors += 1;
    const words = `seed ${this.seed}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`;
    assert.ok(isTableauError(error), words);
    assert.ok(weatherKinds.includes(error.kind), `${error.kind} in bad weather: ${words}`);
    const sentence = this.sentenceOf?.(error);
    if (sentence === undefined) return;
    assert.match(sentence, /^[\p{Lu}\d].{20,}[.!?)”"]$/su, `${sentence} ${words}`);
    assert.doesNotMatch(sentence, /undefined|\[object|Something in Vizport|\{\d\}/u, words);
    this.told.set(sentence, (this.told.get(sentence) ?? 0) + 1);
  }

  /** Requests that the server itself has had, the path without its site. */
  changes(): readonly { readonly what: string; readonly accepted: boolean }[] {
    return (
      this.world.tableau.log
        .filter(({ method, path }) => method !== 'GET' && !/\/(?:graphql|auth\/\w+)$/u.test(path))
        // Refused because the session had ended: that is no change, and it is sent again with the next one.
        .filter(({ status }) => status !== 401)
        .map(({ method, path, status }) => ({
          what: `${method} ${path.replace(/^.*\/sites\/[^/]+\//u, '')}`,
          accepted: status >= 200 && status < 300,
        }))
    );
  }

  get errors(): number {
    return this.#errors;
  }

  report(): string {
    const kinds = [...this.proxy.counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
    return `VIZPORT_SEED=${this.seed} repeats it; ${kinds}; ${this.#errors} errors in ${this.told.size} sentences`;
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.proxy.close();
  }
}
