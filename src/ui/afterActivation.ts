/** What need not stand when `activate` returns: it is made right after, so that VS Code does not wait for it. */
import type { Disposable } from '../base/emitter';

/**
 * Owns what is made, in this order; `report` is told when making one of them fails, and the others are made all the same.
 * A maker may have nothing to hand over.
 */
export function afterActivation(
  report: (error: unknown) => unknown,
  ...makers: readonly (() => Disposable | undefined)[]
): Disposable {
  const owned: Disposable[] = [];
  const turn = setImmediate(() => {
    for (const make of makers)
      try {
        const made = make();
        if (made !== undefined) owned.push(made);
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
