/** Everything that an error says: its words, its stack, its details and its causes. */

export function errorWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const details = 'details' in error ? JSON.stringify(error.details) : '';
  const cause = error.cause === undefined ? '' : errorWords(error.cause);
  return [error.message, error.stack ?? '', details, cause].join('\n');
}
