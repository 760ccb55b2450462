/** The only place that reads settings: what they are called, and of what type each value is. */
import * as vscode from 'vscode';

/** As package.json declares them. What a person wrote may be of another type: objects are checked where they are used. */
export interface Settings {
  'vizport.recommendedSite': string;
  'vizport.freshness.rules': unknown;
  'vizport.freshness.showInTree': boolean;
  'vizport.jwtCommands': unknown;
  'vizport.code.enabled': boolean;
  'vizport.code.nameAsComment': boolean;
  'vizport.notifications.jobs': 'all' | 'failures' | 'none';
}

/** The value in force now, the default of package.json where nobody has set one. */
export function setting<K extends keyof Settings>(key: K): Settings[K] {
  return vscode.workspace.getConfiguration().get(key) as Settings[K];
}

/** Of a setting with machine scope: what the user has set on this computer, whatever a workspace says. */
export function machineSetting<K extends keyof Settings>(key: K): Settings[K] | undefined {
  return vscode.workspace.getConfiguration().inspect<Settings[K]>(key)?.globalValue;
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
