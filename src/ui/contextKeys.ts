/** The only place that sets context keys: their names, types, and values last set. */
import * as vscode from 'vscode';

export interface ContextKeyTypes {
  /** At least one site is remembered. */
  'vizport.hasSites': boolean;
  /** The content view shows only what matches a filter. */
  'vizport.filtered': boolean;
  /** The Jobs view shows only what matches a filter. */
  'vizport.jobsFiltered': boolean;
}

export async function setContextKey<K extends keyof ContextKeyTypes>(
  key: K,
  value: ContextKeyTypes[K],
): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}
