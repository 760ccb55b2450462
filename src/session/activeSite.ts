/** The site that this window is about: last used or picked, and remembered for the workspace. */
import { Disposables } from '../base/disposables';
import { Emitter, type Disposable } from '../base/emitter';
import type { Log } from '../base/log';
import { siteKey, type SiteRef } from '../tableau/model';
import type { Memory } from './ports';
import type { SessionsContract, SiteEntry } from './sessionsContract';

const memoryKey = 'vizport.activeSite';

export class ActiveSite implements Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new Emitter<SiteEntry | undefined>());
  readonly #sessions: SessionsContract;
  readonly #memory: Memory;
  readonly #log: Log;

  /** After another site became active, and after any change to the active one. */
  readonly onDidChange = this.#changed.event;

  /** `memory` is the workspace's. */
  constructor(sessions: SessionsContract, memory: Memory, log: Log) {
    this.#sessions = sessions;
    this.#memory = memory;
    this.#log = log;
    const kept = memory.get<{ readonly key?: unknown }>(memoryKey)?.key;
    sessions.active = sessions.list().find(({ profile }) => siteKey(profile.site) === kept)
      ?.profile.site;
    this.#owned.add(sessions.onDidChange(() => this.#changed.fire(this.entry)));
  }

  /** Where nothing was used yet, or the one that was is gone, the first. */
  get entry(): SiteEntry | undefined {
    const { active } = this.#sessions;
    const known = active === undefined ? undefined : this.#sessions.find(active);
    return known ?? this.#sessions.list()[0];
  }

  use(site: SiteRef | undefined): void {
    const { active } = this.#sessions;
    if (site === undefined || this.#sessions.find(site) === undefined) return;
    if (active !== undefined && siteKey(active) === siteKey(site)) return;
    this.#sessions.active = site;
    this.#changed.fire(this.entry);
    this.#memory.update(memoryKey, { key: siteKey(site) }).then(undefined, (error: unknown) => {
      // It holds for this window all the same. (VS Code for the web writes down what is remembered every five seconds only:
      // a choice right before a reload is lost there, which costs a click and is not worth a store of our own.)
      this.#log.debug(`The active site was not remembered: ${String(error)}`);
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
