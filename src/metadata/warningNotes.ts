/** What the Metadata API says beside its data, in sentences that tell what to do about it. */
import { l10n } from 'vscode';
import type { GraphqlWarning } from '../tableau/client';
import type { Note } from '../webview/protocol';

/** What is about the site and not about the answer: Tableau says it beside each (field guide §5.4). */
const ofTheSite = new Set<string | undefined>(['BACKFILL_RUNNING']);

/** One note for each kind of warning; those of the site only where they are news. */
export function warningNotes(
  warnings: readonly GraphqlWarning[],
  isNews: (message: string) => boolean,
): readonly Note[] {
  const notes = new Map<string, Note>();
  for (const warning of warnings) {
    const note = noteOf(warning);
    if (!ofTheSite.has(warning.code) || isNews(note.message)) notes.set(note.message, note);
  }
  return [...notes.values()];
}

function noteOf(warning: GraphqlWarning): Note {
  switch (warning.code ?? codeOf(warning.message)) {
    case 'NODE_LIMIT_EXCEEDED':
      return warn(
        l10n.t(
          'Only a part of the answer is here: the query touched more items than Tableau allows. Ask for fewer at a time, for example {0}.',
          '…Connection(first: 50)',
        ),
      );
    case 'TIME_LIMIT_EXCEEDED':
      return warn(
        l10n.t(
          'Only a part of the answer is here: Tableau ran out of time. Ask for fewer items or fewer fields.',
        ),
      );
    case 'MAX_PAGE_SIZE_EXCEEDED':
      return warn(l10n.t('Tableau gave fewer items than asked for: a page holds at most 1,000.'));
    case 'BACKFILL_RUNNING':
      return warn(
        l10n.t('Tableau is still building its index: items may be missing until it is done.'),
      );
    case 'LINKED_RESULTS_INCOMPLETE':
    case 'INHERITANCE_INCOMPLETE':
      return warn(
        l10n.t('Linked items that you may not see are left out, so links may be incomplete.'),
      );
    case 'USER_VISIBILITY_IS_LIMITED':
      return warn(l10n.t('The order was dropped: it depends on users that you may not see.'));
    case 'PERMISSIONS_MODE_SWITCHED':
      // The data is right; only what may not be seen is left out rather than blanked (field guide §5.4).
      return {
        level: 'information',
        message: l10n.t('Items that you may not see are left out, because of the filter.'),
      };
    default:
      return warn(l10n.t('Tableau says: {0}', warning.message));
  }
}

/** The soft time limit comes without a code. */
function codeOf(message: string): string | undefined {
  return /PT\d+S|time limit/iu.test(message) ? 'TIME_LIMIT_EXCEEDED' : undefined;
}

function warn(message: string): Note {
  return { level: 'warning', message };
}
