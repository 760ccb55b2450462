/** When the extracts of one site were refreshed, and its refresh tasks: asked for once each, and remembered with their age. */
import type { Clock } from '../base/clock';
import { Emitter, type Disposable } from '../base/emitter';
import { SingleFlight } from '../base/singleFlight';
import type { TableauClient } from '../tableau/client';
import { isTableauError } from '../tableau/errors';
import type { Content, Luid } from '../tableau/model';
import { isPassing } from '../tableau/passing';
import type { RefreshTask } from '../tableau/refreshTask';
import type { SiteExtracts } from '../tableau/siteExtracts';
import { freshnessOf, type Freshness } from './itemFreshness';

/** What came of asking. `notTold`: the site has no way to tell, or not to this user; `why` is the refusal. */
export type Asked<T> =
  | { readonly state: 'told'; readonly value: T; readonly at: number }
  | { readonly state: 'notTold'; readonly why: unknown; readonly at: number };

export interface Times {
  readonly extracts: SiteExtracts;
  readonly by: 'metadata' | 'search';
}

export class SiteFreshness implements Disposable {
  readonly #changed = new Emitter<void>();
  /** Fires when something was told, or is no longer true. */
  readonly onDidChange = this.#changed.event;
  readonly #flight = new SingleFlight<'times' | 'tasks', void>();
  readonly #proven = new Map<string, string>();
  #times: Asked<Times> | undefined;
  #tasks: Asked<readonly RefreshTask[]> | undefined;
  #generation = 0;

  constructor(
    private readonly client: () => Promise<TableauClient>,
    private readonly clock: Clock,
  ) {}

  get times(): Asked<Times> | undefined {
    return this.#times;
  }

  get knownTasks(): Asked<readonly RefreshTask[]> | undefined {
    return this.#tasks;
  }

  /** As far as it is known now; asks nothing. */
  of(content: Content): Freshness {
    const extracts = this.#times?.state === 'told' ? this.#times.value.extracts : undefined;
    return freshnessOf(content, extracts, (kind, luid) => this.#proven.get(`${kind}:${luid}`));
  }

  /**
   * Asks once, and again when what was told is older than `maxAgeMs`; those who ask meanwhile share the answer.
   * @throws what may pass: no network, a dead session
   */
  async load(signal?: AbortSignal, maxAgeMs = Infinity): Promise<void> {
    if (this.#times !== undefined && this.clock.now() - this.#times.at <= maxAgeMs) return;
    await this.#flight.run('times', (flight) => this.#loadTimes(flight), signal);
  }

  async tasks(signal?: AbortSignal): Promise<Asked<readonly RefreshTask[]>> {
    if (this.#tasks === undefined)
      await this.#flight.run('tasks', (flight) => this.#loadTasks(flight), signal);
    return this.#tasks ?? this.tasks(signal);
  }

  /** A refresh ended well: known without asking, also by what shows this extract. */
  proved(kind: 'workbook' | 'datasource', luid: Luid, time: string): void {
    const key = `${kind}:${luid}`;
    // A watch tells more than once that it has ended: that it was told, written down, looked at.
    if (this.#proven.get(key) === time) return;
    this.#proven.set(key, time);
    this.#changed.fire();
  }

  /** What was told may no longer be true. */
  forget(what: 'all' | 'tasks' = 'all'): void {
    this.#generation += 1;
    this.#tasks = undefined;
    if (what === 'all') this.#times = undefined;
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #loadTimes(signal: AbortSignal): Promise<void> {
    const asked = this.#generation;
    const client = await this.client();
    let told: Asked<Times>;
    try {
      const extracts = await client.metadata.extractTimes(signal);
      told = { state: 'told', value: { extracts, by: 'metadata' }, at: this.clock.now() };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      told = await this.#bySearch(client, error, signal);
    }
    if (asked !== this.#generation) return this.#loadTimes(signal);
    this.#times = told;
    this.#changed.fire();
  }

  /** Where the Metadata API is off: the search knows the times of items, though not which source of a workbook is the oldest. */
  async #bySearch(client: TableauClient, why: unknown, signal: AbortSignal): Promise<Asked<Times>> {
    try {
      const extracts = await client.extracts.timesBySearch(signal);
      return { state: 'told', value: { extracts, by: 'search' }, at: this.clock.now() };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { state: 'notTold', why, at: this.clock.now() };
    }
  }

  async #loadTasks(signal: AbortSignal): Promise<void> {
    const asked = this.#generation;
    const client = await this.client();
    let told: Asked<readonly RefreshTask[]>;
    try {
      const value = await client.extracts.tasks(signal);
      told = { state: 'told', value, at: this.clock.now() };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      told = { state: 'notTold', why: error, at: this.clock.now() };
    }
    if (asked !== this.#generation) return this.#loadTasks(signal);
    this.#tasks = told;
    this.#changed.fire();
  }
}

/** A no that asking again would not change. */
function isRefusal(error: unknown): boolean {
  return (
    !isPassing(error) &&
    isTableauError(
      error,
      'metadataUnavailable',
      'notPermitted',
      'notAllowedWithSession',
      'graphql',
      'notFound',
      'server',
    )
  );
}
