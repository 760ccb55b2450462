/** Turns what went wrong into what the page shows. */
import { RpcError } from '../base/rpc';
import { isAbort, isTableauError } from '../tableau/errors';
import type { Failure } from '../webview/protocol';
import type { PanelNeeds } from './metadataPanels';

type Tells = Pick<PanelNeeds, 'log' | 'errorText'>;

/** @throws the error itself when the work was cancelled: that is no failure. */
export function failureOf(what: 'schema' | 'query', error: unknown, tells: Tells): Failure {
  if (isAbort(error)) throw error;
  // Our own words, for a panel without a site.
  if (error instanceof RpcError) return { message: error.message, remedy: 'signIn' };
  const known = isTableauError(error) ? error : undefined;
  tells.log.warn(
    `Metadata ${what} failed: ${[known?.kind ?? String(error), known?.code].join(' ').trimEnd()}`,
  );
  return {
    message: tells.errorText(error),
    ...(known?.code === undefined ? {} : { code: known.code }),
    remedy: remedyOf(error),
  };
}

function remedyOf(error: unknown): Failure['remedy'] {
  if (isTableauError(error, 'signIn', 'sessionExpired')) return 'signIn';
  // The same words would be refused again.
  return isTableauError(error, 'graphql') ? 'none' : 'retry';
}
