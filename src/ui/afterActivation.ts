/** What need not stand when `activate` returns: it is made right after, so that VS Code does not wait for it. */
import type { Disposable } from '../base/emitter';

/** Owns what is made; `report` is told when making it fails. */
export function afterActivation(
  make: () => readonly Disposable[],
  report: (error: unknown) => unknown,
): Disposable {
  const owned: Disposable[] = [];
  const turn = setImmediate(() => {
    try {
      owned.push(...make());
    } catch (error) {
      report(error);
    }
  });
  return {
    dispose() {
      clearImmediate(turn);
      for (const one of owned.reverse()) one.dispose();
    },
  };
}
