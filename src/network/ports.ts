/** The parts of VS Code that the network needs, cut so that the real objects fit as they are. */
import type { Log } from '../base/log';
import type { Environment, HttpSettings } from './httpSettings';

/** Fits `vscode.SecretStorage`. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Fits `vscode.Memento`. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface NetworkPorts {
  /** The settings of now: the same object while they are the same. */
  readonly settings: () => HttpSettings;
  readonly environment: Environment;
  readonly memory: Memory;
  readonly secrets: SecretStore;
  readonly log: Log;
}
