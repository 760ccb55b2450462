/** The words about results, translated here because a webview has no `l10n` of its own. */
import { l10n } from 'vscode';
import type { ResultStrings } from '../webview/resultStrings';

export function resultStrings(): ResultStrings {
  return {
    resultView: l10n.t('Show the result as'),
    json: l10n.t('JSON'),
    table: l10n.t('Table'),
    rowsOf: l10n.t('One row for each of'),
    filterRows: l10n.t('Filter rows'),
    columns: l10n.t('Columns'),
    allColumns: l10n.t('All columns'),
    copyRows: l10n.t('Copy'),
    copyRowsHint: l10n.t('Copy the selected cells, or all rows where none are selected'),
    asTsv: l10n.t('Copy for a Spreadsheet (TSV)'),
    asMarkdown: l10n.t('Copy as Markdown'),
    asJson: l10n.t('Copy as JSON'),
    exportRows: l10n.t('Export'),
    exportCsv: l10n.t('Export as CSV…'),
    exportJson: l10n.t('Export as JSON…'),
    exportNdjson: l10n.t('Export as NDJSON…'),
    oneRow: l10n.t('1 row'),
    rowCount: l10n.t('{0} rows'),
    rowsMatching: l10n.t('{0} of {1} rows'),
    rowsSelected: l10n.t('{0} × {1} cells selected'),
    rowsCopied: l10n.t('{0} rows copied'),
    oneRowCopied: l10n.t('1 row copied'),
    noRows: l10n.t('The answer holds no rows.'),
    noRowsMatch: l10n.t('No row matches the filter.'),
    noColumns: l10n.t('All columns are hidden. Choose some under "Columns".'),
    tableKeys: l10n.t(
      'Arrow keys move, with Shift they select, Ctrl+C copies, Enter on a heading sorts.',
    ),
    tableLoading: l10n.t('Making a table…'),
    large: l10n.t(
      'This answer is {0} MB long. Its first lines are shown; the table has all of it.',
    ),
    openInEditor: l10n.t('Open in Editor'),
    saveResult: l10n.t('Save…'),
    saved: l10n.t('Saved as {0}'),
    fetchAll: l10n.t('Fetch All Pages'),
    goOn: l10n.t('Go On'),
    stop: l10n.t('Stop'),
    pagesOffered: l10n.t('{0} of {1} items are here.'),
    pagesOfferedOpen: l10n.t('These {0} items are one page; there may be more.'),
    pagesProgress: l10n.t('{0} of {1} items are here; asking for {2} at a time…'),
    pagesProgressOpen: l10n.t('{0} items are here; asking for {1} at a time…'),
    pagesWaiting: l10n.t('Tableau wants to be left alone for {0} s; then it goes on.'),
    pagesStopped: l10n.t(
      'Only a part of the answer is here: {0} of {1} items, because you stopped it.',
    ),
    pagesStoppedOpen: l10n.t(
      'Only a part of the answer is here: {0} items, because you stopped it.',
    ),
    pagesFailed: l10n.t('Only a part of the answer is here: {0} of {1} items. {2}'),
    pagesFailedOpen: l10n.t('Only a part of the answer is here: {0} items. {1}'),
    pagesComplete: l10n.t('All {0} items are here.'),
  };
}
