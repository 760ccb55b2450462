/** All remembered sites: who is signed in where, and how one gets there. */
import { Disposables } from '../base/disposables';
import { Emitter, type Disposable } from '../base/emitter';
import type { ServerInfo, TableauClient } from '../tableau/client';
import {
  credentialsToKeep,
  forOtherSite,
  type AppSecret,
  type Credentials,
} from '../tableau/credentials';
import { TableauError } from '../tableau/errors';
import { siteKey, type SignedIn, type SiteRef } from '../tableau/model';
import { entryAt, hostOf } from './addresses';
import { CredentialTurns } from './credentialTurns';
import { forgetAll, type Forgotten } from './forgetAll';
import { OneTableau, type ClientPorts } from './oneTableau';
import type { Memory, SecretStore } from './ports';
import { addSecret, switchSecret } from './secondSecret';
import type { SessionNotice, SessionsContract, SiteEntry } from './sessionsContract';
import { opened as openedIn, takenBack } from './sharedNote';
import { openSession } from './sharedSignIn';
import type { FindSession, LoadSharing } from './sharing';
import { accountOf, credentialKey, revoke } from './signInOnce';
import {
  heldSession,
  refusalElsewhere,
  sitesSharing,
  supersede,
  tellShared,
} from './sharedCredentials';
import type { SiteProfile } from './siteProfile';
import { SiteProfiles } from './siteProfiles';
import { SiteRecord } from './siteRecord';
import { SiteSession } from './siteSession';
import { newlyHeld, siteKeyOfSecret, StoredSecrets } from './storedSecrets';
import { WindowsApart } from './windowsApart';

export interface SessionsPorts extends ClientPorts {
  readonly memory: Memory;
  readonly secrets: SecretStore;
  /** How windows share sessions, loaded with the first sign-in; without it this window is by itself. */
  readonly loadSharing?: LoadSharing;
}

export class Sessions implements SessionsContract, Disposable {
  readonly #owned = new Disposables();
  readonly #ports: SessionsPorts;
  readonly #changed = this.#owned.add(new Emitter<SiteRef | undefined>());
  readonly #noticed = this.#owned.add(new Emitter<SessionNotice>());
  readonly #profiles: SiteProfiles;
  readonly #secrets: StoredSecrets;
  readonly #sites = new Map<string, SiteSession>();
  readonly #turns: CredentialTurns;
  readonly #tableau: OneTableau;
  readonly #apart: WindowsApart;

  active: SiteRef | undefined;

  readonly #notice = (notice: SessionNotice): void => this.#noticed.fire(notice);
  readonly #tell = (site: SiteRef): void => this.#changed.fire(site);
  readonly onDidChange = this.#changed.event;
  readonly onDidNotice = this.#noticed.event;

  /** Asks nothing of the network, and nothing waits for what it asks of secret storage. */
  constructor(ports: SessionsPorts) {
    this.#ports = ports;
    this.#tableau = this.#owned.add(
      new OneTableau(ports, (origin, failure) => this.#reached(origin, failure)),
    );
    this.#apart = new WindowsApart(ports.memory, this, this.#tell, this.#notice);
    const find: FindSession = (key, fence) => heldSession(this.#sites.values(), key, fence);
    this.#turns = this.#owned.add(
      new CredentialTurns(ports.loadSharing, find, ports.log, this.#apart.become),
    );
    this.#profiles = new SiteProfiles(ports.memory);
    this.#secrets = new StoredSecrets(ports.secrets);
    for (const profile of this.#profiles.read()) this.#sync(this.#add(profile));
    this.#owned.add(ports.secrets.onDidChange(({ key }) => this.#secretChanged(key)));
  }

  list(): readonly SiteEntry[] {
    return [...this.#sites.values()].map((site) => site.record.entry);
  }

  find(site: SiteRef): SiteEntry | undefined {
    return this.#sites.get(siteKey(site))?.record.entry;
  }

  findByAddress(origin: string, contentUrl: string): SiteEntry | undefined {
    return entryAt(this.list(), origin, contentUrl);
  }

  async serverInfo(server: string, signal?: AbortSignal): Promise<ServerInfo> {
    const { library, transport } = await this.#tableau.open();
    return library.serverInfo(transport, server, signal);
  }

  async signIn(
    site: SiteRef,
    credentials: Credentials,
    options: { readonly aliases?: readonly string[] } = {},
    signal?: AbortSignal,
  ): Promise<SignedIn> {
    const { method } = credentials;
    const account = accountOf(credentials);
    const parts = this.#signInParts();
    const { accepted, replaced } = await this.#turns.take(
      credentialKey(site, method, account),
      async (turn) => {
        const typed = newlyHeld(credentials);
        const opened = await openSession(parts, turn, site, typed, signal);
        const held = { ...typed, credentials: credentialsToKeep(credentials, opened) };
        // It may have been sent on to another address: a new site is remembered by that one, a known one stays what it is.
        const known = this.#sites.get(siteKey(opened.site)) ?? this.#sites.get(siteKey(site));
        const entry = known ?? this.#add({ site: opened.site, method, account });
        const before = await entry.accept(held, opened, options.aliases, site);
        await turn.change(openedIn(takenBack(turn.note), turn.number, opened, entry.record.site));
        if (known === undefined) this.#changed.fire(undefined);
        if (known === undefined) tellShared(entry.record.entry.profile, this.list(), this.#notice);
        return { accepted: entry, replaced: before };
      },
      signal,
    );
    const [signedIn] = await Promise.all([
      accepted.details(signal),
      replaced === undefined ? undefined : revoke(parts, replaced),
    ]);
    return signedIn;
  }

  async resume(site: SiteRef, signal?: AbortSignal): Promise<SignedIn> {
    return this.#get(site).resume(signal);
  }

  addSecret(site: SiteRef, secret: AppSecret, signal?: AbortSignal): Promise<'kept' | 'inUse'> {
    return addSecret(this.#signInParts(), this.#get(site), secret, signal);
  }

  switchSecret(site: SiteRef, signal?: AbortSignal): Promise<void> {
    return switchSecret(this.#signInParts(), this.#get(site), signal);
  }

  async signOut(site: SiteRef): Promise<void> {
    await this.#get(site).signOut();
  }

  async remove(site: SiteRef): Promise<void> {
    await this.#get(site).remove();
    this.#sites.delete(siteKey(site));
    await this.#profiles.forget(site);
    this.#changed.fire(undefined);
  }

  async signInLike(known: SiteRef, site: SiteRef, signal?: AbortSignal): Promise<SignedIn> {
    const { held } = await this.#secrets.read(known);
    if (held === undefined) throw new TableauError('sessionExpired', { code: 'SECRET_MISSING' });
    return this.signIn(site, forOtherSite(held.credentials), {}, signal);
  }

  forgetAll(): Promise<Forgotten> {
    const sites = this.list().map(({ profile }) => profile.site);
    const remove = (site: SiteRef): Promise<void> => this.remove(site);
    return forgetAll(sites, remove, this.#ports.secrets, this.#signInParts());
  }

  async client(site: SiteRef): Promise<TableauClient> {
    return this.#get(site).client();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async checkTokens(): Promise<void> {
    for (const site of this.#sites.values()) await site.checkToken();
  }

  #get(site: SiteRef): SiteSession {
    const found = this.#sites.get(siteKey(site));
    if (found !== undefined) return found;
    const host = hostOf(site.server);
    throw new TableauError('sessionExpired', { code: 'SITE_UNKNOWN', ...(host && { host }) });
  }

  #add(profile: SiteProfile): SiteSession {
    const record = new SiteRecord(profile, {
      secrets: this.#secrets,
      changed: this.#tell,
      remember: (changed) => this.#profiles.save(changed),
      isApart: () => this.#apart.areApart,
    });
    const site = new SiteSession(record, {
      ...this.#signInParts(),
      tookToken: (taker) => supersede(this.#sites, this.#sharing(taker)),
      notice: this.#notice,
      refusedElsewhere: (asking, credentials) =>
        refusalElsewhere(this.#secrets, this.#sharing(asking), credentials),
    });
    this.#sites.set(siteKey(profile.site), site);
    return site;
  }

  #sharing(profile: SiteProfile): readonly SiteProfile[] {
    return sitesSharing(profile, this.list());
  }

  /** Another window may have added or removed the site, signed in to it or out of it. */
  #secretChanged(key: string): void {
    const changed = siteKeyOfSecret(key);
    if (changed === undefined) return;
    const known = this.#sites.get(changed);
    if (known !== undefined) return this.#sync(known);
    const profile = this.#profiles.read().find(({ site }) => siteKey(site) === changed);
    if (profile === undefined) return;
    this.#sync(this.#add(profile));
    this.#changed.fire(undefined);
  }

  #sync(site: SiteSession): void {
    this.#takeOver(site).catch((error: unknown) => {
      // The next sign-in looks again, and fails in front of the user if storage still does.
      this.#ports.log.warn(`Secret storage cannot be read: ${String(error)}`);
    });
  }

  async #takeOver(site: SiteSession): Promise<void> {
    const held = await site.record.sync();
    if (held !== undefined) return;
    const key = siteKey(site.record.site);
    const remembered = this.#profiles.read().some((profile) => siteKey(profile.site) === key);
    // Removed in another window, which took the secrets away too.
    if (remembered || !this.#sites.delete(key)) return;
    this.#changed.fire(undefined);
    // Also what this window wrote before it heard of that.
    await site.record.forget();
  }

  #signInParts() {
    const { clock, log } = this.#ports;
    return { clock, log, turns: this.#turns, tableau: () => this.#tableau.open() };
  }

  #reached(origin: string, failure: TableauError | undefined): void {
    const host = hostOf(origin);
    for (const site of this.#sites.values())
      if (hostOf(site.record.site.server) === host) site.reached(failure);
  }
}
