/**
 * Methods that a session may not call. Tableau says so with the 401002 of a dead session (field guide §0.2.1), so what
 * is refused right after a sign-in is remembered: signing in again would not help, and would go round in circles.
 */
import type { TableauSession } from './client';
import { TableauError } from './errors';

export class DeniedMethods {
  /** The token of the session that was refused the method last. */
  readonly #tokenByMethod = new Map<string, string>();

  /** @throws TableauError `notAllowedWithSession` when this very session was refused the method. */
  check(method: string, session: TableauSession): void {
    if (this.#tokenByMethod.get(method) === session.token) throw denied(method);
  }

  /** True when some session of this site was refused the method right after its sign-in. */
  before(method: string): boolean {
    return this.#tokenByMethod.has(method);
  }

  remember(method: string, session: TableauSession): TableauError {
    this.#tokenByMethod.set(method, session.token);
    return denied(method);
  }

  /** The method went through after all: the session has what it needs. */
  forget(method: string): void {
    this.#tokenByMethod.delete(method);
  }
}

function denied(method: string): TableauError {
  return new TableauError('notAllowedWithSession', {
    code: '401002',
    httpStatus: 401,
    detail: method,
  });
}
