/** Where Vizport runs, for reports: versions and kinds, no names. */
import * as os from 'node:os';
import * as vscode from 'vscode';

export function circumstances(
  extension: vscode.Extension<unknown>,
): readonly (readonly [label: string, value: string])[] {
  const { version } = extension.packageJSON as { version: string };
  const where =
    extension.extensionKind === vscode.ExtensionKind.UI
      ? vscode.l10n.t('beside the window')
      : vscode.l10n.t('with the workspace');
  return [
    [vscode.l10n.t('Vizport'), vscode.l10n.t('{0}, running {1}', version, where)],
    [
      vscode.l10n.t('VS Code'),
      `${vscode.version} (${vscode.env.appName}, ${vscode.env.appHost}, ${vscode.env.language})`,
    ],
    [vscode.l10n.t('Remote'), remoteKind()],
    [vscode.l10n.t('System'), `${os.platform()} ${os.release()} ${os.arch()}`],
    [vscode.l10n.t('Node'), process.versions.node],
  ];
}

/** `ssh-remote`, `wsl`, `codespaces`; a VS Code in the browser may give the host itself, which is nobody's business. */
function remoteKind(): string {
  const name = vscode.env.remoteName;
  if (name === undefined) return vscode.l10n.t('none');
  return /^[a-z]+(?:-[a-z]+)*$/u.test(name) ? name : vscode.l10n.t('a server of its own');
}
