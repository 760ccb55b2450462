/** The demo's own extension: shows Vizport's view and signs it in, through what Vizport offers while it is developed. */
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { DevelopmentApi } from '../../../src/api';
import type { DemoSite } from '../demoSite';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  await vscode.commands.executeCommand('workbench.view.extension.vizport');
  const file = vscode.Uri.joinPath(context.extensionUri, 'demo.json').fsPath;
  const demo = JSON.parse(readFileSync(file, 'utf8')) as DemoSite;
  const vizport = vscode.extensions.getExtension<DevelopmentApi | undefined>('vizport.vizport');
  const api = await vizport?.activate();
  if (!api) throw new Error('Vizport is not loaded from its folder: the demo cannot sign it in.');
  await api.addSite({ server: demo.server, contentUrl: demo.contentUrl }, demo.credentials);
}
