/** Events that fit VS Code's, for code that must not know VS Code. */

/** What an owner calls when it no longer wants something. Fits `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Subscribes a listener; disposing the result unsubscribes it. Fits `vscode.Event` used with one argument. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Keep the emitter private and publish `event`. A listener that throws does not keep the others from hearing. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    const errors: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'A listener failed');
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
