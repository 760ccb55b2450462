/** What VS Code itself says of a task's fields in `tasks.json`, from the definition in our manifest: wrong ones are marked, right ones offered. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

describe('the fields of a task of ours', function () {
  this.timeout(60_000);
  let folder: string;

  before(() => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    folder = join(first.uri.fsPath, '.vscode');
    mkdirSync(folder, { recursive: true });
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    rmSync(join(folder, 'tasks.json'), { force: true });
  });

  const opened = async (task: string): Promise<vscode.TextDocument> => {
    const path = join(folder, 'tasks.json');
    writeFileSync(path, `{ "version": "2.0.0", "tasks": [\n${task}\n] }\n`);
    const document = await vscode.workspace.openTextDocument(path);
    await vscode.window.showTextDocument(document);
    return document;
  };
  const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
    for (let tries = 0; tries < 80; tries++) {
      const found = await look();
      if (found !== undefined) return found;
      await delay(250);
    }
    throw new Error(`${what} did not come`);
  };

  it('are offered with what each is for', async () => {
    const document = await opened('{ "type": "tableau", "action": "refresh",  }');
    const at = document.positionAt(document.getText().indexOf(',  }') + 2);
    const offered = await until('the completion', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      );
      const names = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return names.includes('incremental') ? items : undefined;
    });
    const names = offered.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const name of ['item', 'incremental', 'site']) assert.ok(names.includes(name), name);
    const item = offered.find(({ label }) => label === 'item');
    assert.match(JSON.stringify(item?.documentation ?? ''), /LUID/u);
  });

  it('are marked where they are wrong', async () => {
    const document = await opened(
      '{ "label": "x", "type": "tableau", "action": "refesh", "item": [], "incremental": "yes" }',
    );
    const marks = await until('the marks', async () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length >= 3 ? found : undefined;
    });
    const marked = marks.map(({ range }) => document.getText(range));
    for (const wrong of ['"refesh"', '[]', '"yes"'])
      assert.ok(marked.includes(wrong), `${wrong} in ${marked.join(', ')}`);
  });
});
