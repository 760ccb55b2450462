/** The only place that reads settings: what they are called, and of what type each value is. */
import * as vscode from 'vscode';

/** As package.json declares them. What a person wrote may be of another type: objects are checked where they are used. */
export interface Settings {
  'vizport.freshness.rules': unknown;
  'vizport.freshness.showInTree': boolean;
}

/** The value in force now, the default of package.json where nobody has set one. */
export function setting<K extends keyof Settings>(key: K): Settings[K] {
  return vscode.workspace.getConfiguration().get(key) as Settings[K];
}

/** Calls back when one of these settings has another value. */
export function onSettings(
  keys: readonly (keyof Settings)[],
  changed: () => void,
): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (keys.some((key) => event.affectsConfiguration(key))) changed();
  });
}
