/** The client's library, with what it does told to the audit trail: there is no other way to a server. */
import type { ServerChange, TableauLibrary } from '../tableau/client';
import type { Credentials } from '../tableau/credentials';
import { isTableauError } from '../tableau/errors';
import type { SiteRef } from '../tableau/model';

export function auditedLibrary(
  library: TableauLibrary,
  changed: (change: ServerChange) => void,
  nameOf: (credentials: Credentials) => string,
): TableauLibrary {
  return {
    ...library,
    createTransport: (options) => library.createTransport({ ...options, onChange: changed }),
    async signIn(transport, site, credentials, signal) {
      const report = (at: SiteRef, end: Pick<ServerChange, 'outcome' | 'code'>): void =>
        changed({ method: 'POST auth/signin', site: at, who: nameOf(credentials), ...end });
      try {
        const session = await library.signIn(transport, site, credentials, signal);
        report(session.site, { outcome: 'accepted' });
        return session;
      } catch (error) {
        report(
          site,
          isTableauError(error)
            ? { outcome: 'refused', code: error.code ?? error.kind }
            : { outcome: 'unknown', code: 'cancelled' },
        );
        throw error;
      }
    },
  };
}
