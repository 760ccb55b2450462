/** What it means that windows cannot share a token's session, and what to do. */
import * as vscode from 'vscode';

export function windowsApartText(): string {
  return vscode.l10n.t(
    'The windows of VS Code cannot share the session of this token here, so each of them signs in for itself and ends the session of the others. Use the site in one window at a time, or sign in by a connected app or a password, which may have many sessions.',
  );
}
