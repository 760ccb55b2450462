/** What is to be said of pages that were fetched, and of items that were left out. */
import { l10n } from 'vscode';
import type { PagedFetch } from '../../tableau/metadata/paging/fetchPages';
import type { Note } from '../../webview/protocol';

export function pageNotes(pages: PagedFetch): readonly Note[] {
  const notes: Note[] = [];
  if (pages.halvedTo !== undefined)
    notes.push(
      information(
        l10n.t(
          'Tableau cut pages that were too long, so they were asked for again in smaller ones, down to {0} items each. Nothing is missing for it.',
          pages.halvedTo,
        ),
      ),
    );
  if (pages.cut > 0)
    notes.push({
      level: 'warning',
      message: l10n.t(
        'The lists inside of {0} items are cut: even one item alone touches more than Tableau allows. Ask for fewer of its fields, or for its lists as a …Connection(first: 50).',
        pages.cut,
      ),
    });
  return notes;
}

export function keptNote(kept: number, of: number, tests: readonly string[]): Note {
  return information(l10n.t('{0} of {1} items are shown: {2}.', kept, of, tests.join(', ')));
}

export function olderNote(): Note {
  return information(
    l10n.t(
      'This server is older than some fields of this question, so it was asked without them. The query that was asked is the one that its answer is shown for.',
    ),
  );
}

export function tooOld(since: string): string {
  return l10n.t('This question needs Tableau {0} or newer; this server is older.', since);
}

/** The query's own remark says something that we do not know: to go on would show items that its author does not want. */
export function unknownRemark(line: string): string {
  return l10n.t(
    'The comment "{0}" is no instruction that Vizport knows, so nothing was sent. Write for example "# @only extractLastRefreshTime is older than 30 days", "# @only tags is empty", "# @only projectName is "Sales"" or "# @pages all".',
    line,
  );
}

function information(message: string): Note {
  return { level: 'information', message };
}
