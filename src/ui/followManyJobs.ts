/** Several starts at once: a bounded number in flight, one progress notification. `JobEnds` sums them up. */
import * as vscode from 'vscode';
import type { JobsContract, Watch } from '../jobs/jobsContract';
import { isTableauError } from '../tableau/errors';
import type { Start } from './followJobs';
import type { StartResult } from './jobDetailsText';
import { showJobProgress } from './jobProgress';
import { elapsedText, groupTitle, stateText } from './outcomeText';

const maxInFlight = 4;

/**
 * Resolves when all have ended. `followed` holds what others show, and what this shows while it runs; `onJoined` is told of what was
 * under way already, by another start.
 */
export async function followMany(
  jobs: JobsContract,
  starts: readonly Start[],
  followed: Set<string>,
  onJoined: (watch: Watch) => Promise<void> = () => Promise.resolve(),
): Promise<readonly StartResult[]> {
  const group = new Group(jobs, starts, followed, onJoined);
  const title = groupTitle(starts.map(({ target }) => target));
  const work = group.run();
  const message = (): string => group.message();
  const pressed = await showJobProgress({ title, message, work }, { cancellable: true });
  if (pressed === 'cancelled') {
    const cancelling = group.cancel();
    await showJobProgress(
      {
        title: vscode.l10n.t('Cancelling'),
        message,
        work: Promise.all([cancelling, work]),
      },
      { cancellable: false },
    );
  }
  return work;
}

class Group {
  readonly #jobs: JobsContract;
  readonly #starts: readonly Start[];
  readonly #followed: Set<string>;
  readonly #onJoined: (watch: Watch) => Promise<void>;
  readonly #results: (StartResult | undefined)[];
  readonly #watches = new Map<string, Watch>();
  readonly #began = Date.now();
  #next = 0;
  /** Why nothing more is started. */
  #stopped: Error | undefined;

  constructor(
    jobs: JobsContract,
    starts: readonly Start[],
    followed: Set<string>,
    onJoined: (watch: Watch) => Promise<void>,
  ) {
    this.#jobs = jobs;
    this.#onJoined = onJoined;
    this.#starts = starts;
    this.#followed = followed;
    this.#results = starts.map(() => undefined);
  }

  async run(): Promise<readonly StartResult[]> {
    // What is under way already does not queue for a place.
    const underWay = this.#starts.filter(({ watch }) => watch !== undefined).length;
    const lanes = Array.from({ length: maxInFlight + underWay }, () => this.#lane());
    await Promise.all(lanes);
    return this.#results.filter((result) => result !== undefined);
  }

  /** Begins nothing more, and cancels what is under way; what cannot be cancelled goes on to its end. */
  async cancel(): Promise<void> {
    this.#stopped = new DOMException('Cancelled', 'AbortError');
    const open = [...this.#watches.keys()];
    await Promise.allSettled(open.map((id) => this.#jobs.cancel(id)));
  }

  message(): string {
    const done = this.#results.filter((result) => result !== undefined).length;
    const [first] = this.#jobs.list().filter(({ id }) => this.#watches.has(id));
    const elapsed = elapsedText(Date.now() - this.#began);
    return first === undefined
      ? vscode.l10n.t('{0} of {1} done ({2})', done, this.#starts.length, elapsed)
      : vscode.l10n.t(
          '{0} of {1} done; "{2}" {3} ({4})',
          done,
          this.#starts.length,
          first.target.name,
          stateText(first),
          elapsed,
        );
  }

  async #lane(): Promise<void> {
    for (;;) {
      const index = this.#next;
      const start = this.#starts[index];
      if (start === undefined) return;
      this.#next += 1;
      this.#results[index] = await this.#one(start);
    }
  }

  async #one(start: Start): Promise<StartResult> {
    if (start.watch !== undefined) return { ...start, watch: await this.#toItsEnd(start.watch) };
    if (this.#stopped !== undefined) return { ...start, error: this.#stopped };
    let watch: Watch;
    try {
      watch = await this.#jobs.start(start.target);
    } catch (error) {
      // The quota is the whole site's: the others would only be refused too.
      if (isTableauError(error, 'tooManyRequests', 'signIn', 'sessionExpired'))
        this.#stopped ??= error;
      return { ...start, error };
    }
    if (watch.target.group !== start.target.group) await this.#onJoined(watch);
    return { ...start, watch: await this.#toItsEnd(watch) };
  }

  async #toItsEnd(watch: Watch): Promise<Watch> {
    const isOurs = !this.#followed.has(watch.id);
    if (isOurs) this.#followed.add(watch.id);
    this.#watches.set(watch.id, watch);
    try {
      // Started while Cancel was pressed.
      if (this.#stopped?.name === 'AbortError') await this.#cancelLate(watch);
      return await this.#jobs.ended(watch.id);
    } finally {
      this.#watches.delete(watch.id);
      if (isOurs) this.#followed.delete(watch.id);
    }
  }

  async #cancelLate(watch: Watch): Promise<void> {
    // A refusal changes nothing: the true end is awaited all the same, and told in the summing-up.
    await Promise.allSettled([this.#jobs.cancel(watch.id)]);
  }
}
