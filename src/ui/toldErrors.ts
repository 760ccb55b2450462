/** One message for a session that cannot go on, however many commands meet it; what they wanted is done once it goes on. */
import type { Disposable } from '../base/emitter';
import type { SessionNotice, SessionsContract } from '../session/sessionsContract';
import { siteKey } from '../tableau/model';

interface Told {
  readonly at: number;
  readonly error: unknown;
  readonly again: (() => void)[];
}

/** What meets the same error later was asked for after the message, and gets one of its own. */
const sameMomentMs = 3_000;

export class ToldErrors implements Disposable {
  readonly #listening: readonly Disposable[];
  readonly #told = new Map<string, Told>();
  readonly #now: () => number;

  constructor(sessions: SessionsContract, now: () => number) {
    this.#now = now;
    this.#listening = [
      sessions.onDidNotice((notice) => this.#tell(notice)),
      sessions.onDidChange((site) => {
        if (site === undefined || sessions.find(site)?.state.status !== 'signedIn') return;
        const told = this.#told.get(siteKey(site));
        this.#told.delete(siteKey(site));
        for (const run of told?.again ?? []) run();
      }),
    ];
  }

  /** True for an error whose message is shown already: `again` is run when the site has a session. */
  takes(error: unknown, again: () => void): boolean {
    const told = [...this.#told.values()].find((one) => one.error === error);
    if (told === undefined || this.#now() - told.at > sameMomentMs) return false;
    told.again.push(again);
    return true;
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
  }

  #tell(notice: SessionNotice): void {
    if (!('error' in notice)) return;
    this.#told.set(siteKey(notice.site), { at: this.#now(), error: notice.error, again: [] });
  }
}
