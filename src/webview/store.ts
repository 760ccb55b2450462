/** A value that React follows and others set. */
import { Emitter } from '../base/emitter';

export interface Store<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T): Store<T> {
  const changed = new Emitter<T>();
  let value = initial;
  return {
    get: () => value,
    set: (next) => {
      value = next;
      changed.fire(next);
    },
    subscribe: (listener) => {
      const listening = changed.event(listener);
      return () => listening.dispose();
    },
  };
}
