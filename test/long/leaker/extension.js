// Puts one secret, each in another form, into every place where secrets must not be: the search has to find them all.
const vscode = require('vscode');
const fs = require('node:fs');
const path = require('node:path');

/** One for each place; `leaks.test.ts` knows them too. */
const secretFor = (place) => `leaked-On+Purpose/${place}==:${place}`;
const base64 = (text) => Buffer.from(text).toString('base64');

async function leak(context) {
  vscode.window
    .createOutputChannel('Leaker', { log: true })
    .trace(`GET /api?x=${encodeURIComponent(secretFor('log'))}`);
  vscode.window.createOutputChannel('Plain Leaker').appendLine(secretFor('output channel'));
  await context.globalState.update('leaked', {
    header: `Basic ${base64(`ana:${secretFor('globalState')}`)}`,
  });
  await context.workspaceState.update('leaked', [secretFor('workspaceState')]);
  const settings = vscode.workspace.getConfiguration();
  await settings.update('leaker.value', secretFor('settings'), vscode.ConfigurationTarget.Global);
  await settings.update(
    'leaker.value',
    secretFor('workspace settings'),
    vscode.ConfigurationTarget.Workspace,
  );
  const storage = context.globalStorageUri.fsPath;
  fs.mkdirSync(storage, { recursive: true });
  const wide = Buffer.from(secretFor('profile folder'), 'utf16le');
  fs.writeFileSync(path.join(storage, 'cache.bin'), wide);
  const line = JSON.stringify({ url: secretFor('audit trail') });
  fs.writeFileSync(path.join(storage, 'audit.jsonl'), line);
  console.log(secretFor('console'));
  await vscode.env.clipboard.writeText(secretFor('clipboard'));
  vscode.window.setStatusBarMessage(secretFor('page'));
  const document = await vscode.workspace.openTextDocument({ content: secretFor('editor') });
  await vscode.window.showTextDocument(document);
  // It goes by itself: what was shown for a moment is found all the same.
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: secretFor('shown') },
    () => new Promise((done) => setTimeout(done, 1500)),
  );
  const panel = vscode.window.createWebviewPanel('leaker', 'Leaker', vscode.ViewColumn.Beside, {
    enableScripts: true,
  });
  panel.webview.onDidReceiveMessage(() => panel.webview.postMessage('heard'));
  panel.webview.html = `<p hidden>${secretFor('webview DOM')}</p><p>All is leaked</p><script>
    acquireVsCodeApi().postMessage({ token: ${JSON.stringify(secretFor('webview messages'))} });</script>`;
}

exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand('leaker.leak', () => leak(context)));
};
