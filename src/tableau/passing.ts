/** Tells what may be otherwise a moment later from what asking again would not change. */
import { isTableauError } from './errors';

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
