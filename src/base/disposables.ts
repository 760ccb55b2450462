/** One owner for everything that must be let go of. */
import type { Disposable } from './emitter';

/** Disposes its members in reverse order; one that throws does not save the rest; late arrivals are disposed at once. */
export class Disposables implements Disposable {
  readonly #members: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(member: T): T {
    if (this.#disposed) member.dispose();
    else this.#members.push(member);
    return member;
  }

  dispose(): void {
    this.#disposed = true;
    const errors: unknown[] = [];
    for (const member of this.#members.splice(0).reverse()) {
      try {
        member.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'A member failed to dispose');
  }
}
