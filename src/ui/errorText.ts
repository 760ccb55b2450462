/** Errors in sentences: what happened, and what to do. */
import { l10n } from 'vscode';
import { isTableauError } from '../tableau/errors';

/** Never shows a stack, a header or a body. Tableau's own words are quoted where they help. */
export function errorText(error: unknown): string {
  if (isTableauError(error)) return sentences().tableauErrorText(error);
  if (error instanceof Error && error.name === 'HumanError') return error.message;
  const words = error instanceof Error ? error.message : String(error);
  return l10n.t(
    'Something in Vizport went wrong: {0}. The log has the details.',
    words.replace(/[.\s]+$/u, ''),
  );
}

/** They are many, so they are a bundle of their own, loaded with the first error; and at once, because rows and tooltips do not wait. */
function sentences(): typeof import('./tableauErrorText') {
  // oxlint-disable-next-line typescript/no-require-imports -- `import()` would have everybody wait
  return require('./tableauErrorText') as typeof import('./tableauErrorText');
}
