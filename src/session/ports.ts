/** The parts of VS Code that sessions need, cut so that the real objects fit as they are. */
import type { Event } from '../base/emitter';

/** Fits `vscode.SecretStorage`. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /** Editors that lag behind VS Code may not have it. */
  keys?(): PromiseLike<readonly string[]>;
  readonly onDidChange: Event<{ readonly key: string }>;
}

/** Fits `vscode.Memento`. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}
