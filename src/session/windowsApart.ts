/** Whether windows can share the session of a token. Where they cannot each signs in for itself, and people are told so once. */
import type { SiteRef } from '../tableau/model';
import type { Memory } from './ports';
import type { SessionNotice, SessionsContract } from './sessionsContract';

const toldKey = 'vizport.toldApart';

type Sites = Pick<SessionsContract, 'list' | 'onDidChange'>;

export class WindowsApart {
  readonly #memory: Memory;
  readonly #sites: Sites;
  readonly #changed: (site: SiteRef) => void;
  readonly #notice: (notice: SessionNotice) => void;
  #areApart = false;
  #told = false;

  constructor(
    memory: Memory,
    sites: Sites,
    changed: (site: SiteRef) => void,
    notice: (notice: SessionNotice) => void,
  ) {
    this.#memory = memory;
    this.#sites = sites;
    this.#changed = changed;
    this.#notice = notice;
    // Its end is that of the sessions, whose event it is.
    sites.onDidChange(() => this.#tellOnce());
  }

  get areApart(): boolean {
    return this.#areApart;
  }

  readonly become = (apart: boolean): void => {
    if (apart === this.#areApart) return;
    this.#areApart = apart;
    for (const { profile } of this.#sites.list()) this.#changed(profile.site);
  };

  #tellOnce(): void {
    if (!this.#areApart || this.#told) return;
    const site = this.#sites.list().find((entry) => entry.apart === true)?.profile.site;
    if (site === undefined) return;
    this.#told = true;
    if (this.#memory.get<boolean>(toldKey) === true) return;
    this.#notice({ kind: 'windowsApart', site });
    this.#memory.update(toldKey, true).then(undefined, () => {
      // Then it is said once more after the next start; the row says it anyway.
    });
  }
}
