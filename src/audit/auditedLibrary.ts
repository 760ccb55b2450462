/** The client's library, with what it does told to the audit trail: there is no other way to a server. */
import type { ServerChange, TableauLibrary } from '../tableau/client';
import type { Credentials } from '../tableau/credentials';

export function auditedLibrary(
  library: TableauLibrary,
  changed: (change: ServerChange) => void,
  nameOf: (credentials: Credentials) => string,
): TableauLibrary {
  return {
    ...library,
    createTransport: (options) =>
      library.createTransport({
        ...options,
        onChange: changed,
        onSignIn: (change, credentials) => changed({ ...change, who: nameOf(credentials) }),
      }),
  };
}
