/** The finding of a check that failed, in the sentence that the same failure has everywhere else. */
import { isTableauError, TableauError } from '../../tableau/errors';
import { errorText } from '../../ui/errorText';
import type { Finding, Remedy } from './check';

/** `about`: what was asked, for failures that come without it. */
export function failureOf(
  error: unknown,
  about: { readonly host: string; readonly proxyHost?: string },
): Finding {
  const told = isTableauError(error) ? error : asNetworkError(error, about);
  const remedy = remedyFor(told);
  return { outcome: 'failed', text: errorText(told), ...(remedy === undefined ? {} : { remedy }) };
}

/** Node's own errors have a code at least; what has none is a defect of ours and told as one. */
function asNetworkError(
  error: unknown,
  about: { readonly host: string; readonly proxyHost?: string },
): unknown {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string'
    ? new TableauError('network', { ...about, code, cause: error })
    : error;
}

function remedyFor(error: unknown): Remedy | undefined {
  if (isTableauError(error, 'signIn')) return 'replaceCredentials';
  if (isTableauError(error, 'sessionExpired')) return 'resumeSite';
  if (!isTableauError(error, 'network')) return undefined;
  const isOurs = /^(?:PROXY_|CA_FILE|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/u.test(error.code ?? '');
  return isOurs || error.details.proxyHost !== undefined ? 'connectionSettings' : undefined;
}
