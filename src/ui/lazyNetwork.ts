/** The one `Network` of this window, loaded when it is first needed; forgets what it knew of a server with the server's last site. */
import type * as vscode from 'vscode';
import type { Disposable } from '../base/emitter';
import type { Log } from '../base/log';
import type { Network } from '../network/network';
import type { SessionsContract } from '../session/sessionsContract';
import type { TableauLibrary } from '../tableau/client';
import { HttpSettingsReader } from './httpSettings';

export class LazyNetwork implements Disposable {
  readonly #context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>;
  readonly #log: Log;
  readonly #owned: Disposable[] = [];
  #network: Promise<Network> | undefined;
  #library: Promise<TableauLibrary> | undefined;

  constructor(context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>, log: Log) {
    this.#context = context;
    this.#log = log;
  }

  get(): Promise<Network> {
    this.#network ??= this.#load();
    return this.#network;
  }

  /** The client's bundle, whose requests go the network's way. */
  library(): Promise<TableauLibrary> {
    this.#library ??= this.#loadLibrary();
    return this.#library;
  }

  /** From now on. */
  follow(sessions: SessionsContract, report: (error: unknown) => Promise<void>): void {
    const servers = (): Set<string> =>
      new Set(sessions.list().map(({ profile }) => profile.site.server));
    let before = servers();
    const heard = sessions.onDidChange((site) => {
      if (site !== undefined) return;
      const now = servers();
      const gone = [...before].filter((server) => !now.has(server));
      before = now;
      if (gone.length > 0) this.#forget(gone).catch(report);
    });
    this.#owned.push(heard);
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }

  async #forget(servers: readonly string[]): Promise<void> {
    const network = await this.get();
    for (const server of servers) await network.servers.forget(server);
  }

  async #loadLibrary(): Promise<TableauLibrary> {
    try {
      const [network, { library }] = await Promise.all([this.get(), import('../tableau/library')]);
      return network.equip(library);
    } catch (error) {
      this.#library = undefined;
      throw error;
    }
  }

  async #load(): Promise<Network> {
    try {
      const loaded = await import('../network/network');
      const settings = new HttpSettingsReader();
      const network = new loaded.Network({
        settings: () => settings.now(),
        environment: process.env,
        memory: this.#context.globalState,
        secrets: this.#context.secrets,
        log: this.#log,
      });
      const heard = this.#context.secrets.onDidChange(({ key }) => network.logins.changed(key));
      this.#owned.push(settings, heard);
      return network;
    } catch (error) {
      this.#network = undefined;
      throw error;
    }
  }
}
