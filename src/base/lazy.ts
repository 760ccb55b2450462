/** Something that is made when it is first asked for. */
import type { Disposable } from './emitter';

export interface Lazy<T> {
  (): Promise<T>;
  /** Already made: not made for this. */
  made(): T | undefined;
}

/** A failure is not kept: who asks next tries again. */
export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let making: Promise<T> | undefined;
  let made: T | undefined;
  const get = (): Promise<T> => {
    making ??= make().then(
      (value) => (made = value),
      (error: unknown) => {
        making = undefined;
        throw error;
      },
    );
    return making;
  };
  return Object.assign(get, { made: () => made });
}

/** Owns what will be made, or never is. */
export const disposeIfMade = (...parts: readonly Lazy<Disposable>[]): Disposable => ({
  dispose() {
    for (const part of parts) part.made()?.dispose();
  },
});
