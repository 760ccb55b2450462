/** Tells what may be otherwise a moment later from what asking again would not change. */
import { isTableauError, type TableauError } from './errors';

/** True for bad weather between us and the server: no answer, half of one, a gateway's page, "later". */
export function isPassing(error: unknown): boolean {
  if (
    isTableauError(
      error,
      'network',
      'notTableau',
      'tooManyRequests',
      'answerLost',
      'sessionExpired',
    )
  )
    return true;
  return isTableauError(error, 'server') && (error.httpStatus ?? 0) >= 500;
}

const saidOff = new Set(['FEATURE_DISABLED', 'SITE_DISABLED', 'ACCESS_DENIED']);

/**
 * True when the Metadata API is off, or this user's questions are refused: in its own words, or by a status that nobody
 * answers in passing (field guide §5.1). A 503 or a page may be a gateway's on a bad day, although an API that is off is
 * reported to answer so, too: those are worth another question later.
 */
export function isMetadataOff(error: unknown): error is TableauError {
  if (!isTableauError(error, 'metadataUnavailable')) return false;
  return saidOff.has(error.code ?? '') || error.httpStatus === 404 || error.httpStatus === 501;
}
