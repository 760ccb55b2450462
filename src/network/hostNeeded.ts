/** When it is worth asking whether the host's own fetch gets through where our connection does not. */
import { isTableauError } from '../tableau/errors';

/** The network stood in the way: a proxy that we do not know of, a login that we cannot give, an authority that we do not know. */
export function ownFails(error: unknown): boolean {
  if (!isTableauError(error, 'network')) return false;
  const code = error.code ?? '';
  // The user's own file or setting is wrong, or the server's certificate is: another way would only hide it.
  return !/^(?:CA_FILE|PROXY_UNREADABLE|CERT_HAS_EXPIRED|CERT_NOT_YET|ERR_TLS_CERT_ALTNAME)/u.test(
    code,
  );
}
