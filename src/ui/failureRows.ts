/** What could not be searched, as rows that search it again when they are chosen. */
import * as vscode from 'vscode';
import type { KindName } from '../tableau/model';
import { kindPlural } from './contentText';
import { errorText } from './errorText';
import { plainLabel } from './plainLabel';

export interface FailureRow<S> extends vscode.QuickPickItem {
  readonly retry: S;
}

/** `whole`: why nothing of the site could be searched. */
export function failureRows<S extends { readonly name: string }>(
  site: S,
  failures: ReadonlyMap<KindName, unknown>,
  whole: unknown,
): readonly FailureRow<S>[] {
  const row = (label: string, error: unknown): FailureRow<S> => ({
    label: plainLabel(label),
    detail: vscode.l10n.t('{0} Press Enter to try again.', errorText(error)),
    iconPath: new vscode.ThemeIcon('error'),
    alwaysShow: true,
    retry: site,
  });
  if (whole !== undefined)
    return [row(vscode.l10n.t('{0} could not be searched', site.name), whole)];
  return [...failures].map(([kind, error]) =>
    row(vscode.l10n.t('{0}: {1} could not be listed', site.name, kindPlural(kind)), error),
  );
}
