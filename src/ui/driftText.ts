/** What is told of a row of a mapping table that is no longer true, one sentence and the button that mends it; and of them all. */
import { l10n } from 'vscode';
import type { Drift } from '../mapping/drift';

export function driftText(drift: Drift): string {
  const name = drift.row.cells.name?.value ?? '';
  switch (drift.kind) {
    case 'renamed':
      return l10n.t('Renamed: "{0}" is called "{1}" now.', name, drift.now.name);
    case 'moved':
      return l10n.t(
        'Moved: "{0}" is in {1} now.',
        name,
        drift.now.projectPath || l10n.t('no project'),
      );
    case 'readdressed':
      return l10n.t(
        'Another address: {0} of "{1}" is "{2}" now.',
        drift.field,
        name,
        drift.field === 'content_url' ? drift.now.contentUrl : drift.now.vizportalId,
      );
    case 'republished':
      return l10n.t(
        'Published anew: "{0}" is at this path with another LUID now, {1}.',
        name,
        drift.now.luid,
      );
    case 'gone':
      return l10n.t(
        'Gone: nothing on the site has the LUID of "{0}", or you may not see it any more.',
        name,
      );
    default:
      return drift satisfies never;
  }
}

export function remedyText(drift: Drift): string {
  switch (drift.kind) {
    case 'renamed':
      return l10n.t('Write the new name, "{0}"', drift.now.name);
    case 'moved':
      return l10n.t('Write the new path, "{0}"', drift.now.projectPath);
    case 'readdressed':
      return l10n.t('Write the new {0}', drift.field);
    case 'republished':
      return l10n.t('Write the new LUID, {0}', drift.now.luid);
    case 'gone':
      return l10n.t('Remove the row');
    default:
      return drift satisfies never;
  }
}

/** Of rows that were compared and are true; `all` are those of the table. */
export function asOnSiteText(compared: number, all: number): string {
  if (all === 0) return l10n.t('The table has no rows.');
  if (compared === 0) return l10n.t('No row was compared.');
  return compared === 1
    ? l10n.t('One row is as on the site.')
    : l10n.t('All {0} rows are as on the site.', compared);
}

export function noLongerTrueText(wrong: number, all: number): string {
  return wrong === 1
    ? l10n.t('One of {0} rows is no longer true.', all)
    : l10n.t('{0} of {1} rows are no longer true.', wrong, all);
}
