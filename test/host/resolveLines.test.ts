/** Several lines at once, whatever they are: selected, copied, and pasted into the box of one line. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openCodeBed, type CodeBed } from './support/codeBed';
import { closeEditors, pressingEnter } from './support/pressing';

const paths = ['Finance/Tax', 'Marketing/Channel Mix'];

describe('Resolve Anything of several lines', function () {
  this.timeout(60_000);
  let bed: CodeBed;
  let restore: () => void;
  let boxes: vscode.QuickPick<vscode.QuickPickItem>[];
  beforeEach(async () => {
    bed = await openCodeBed();
    boxes = [];
    await vscode.env.clipboard.writeText('');
    const { showInformationMessage, createQuickPick } = vscode.window;
    const put = (
      name: 'showInformationMessage' | 'createQuickPick',
      value: (...given: never[]) => unknown,
    ): void => void Object.defineProperty(vscode.window, name, { configurable: true, value });
    // "Copy as TSV" is pressed as soon as it is offered.
    put('showInformationMessage', async (_words: string, ...labels: string[]) => labels[0]);
    put('createQuickPick', () => {
      const box = createQuickPick();
      boxes.push(box);
      return box;
    });
    restore = () => {
      put('showInformationMessage', showInformationMessage);
      put('createQuickPick', createQuickPick);
    };
  });
  afterEach(async () => {
    restore();
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await closeEditors();
    await bed.close();
  });

  async function offered(words: RegExp): Promise<void> {
    const until = Date.now() + 20_000;
    for (;;) {
      const [row] = boxes[0]?.items ?? [];
      if (row !== undefined && words.test(row.label)) return;
      assert.ok(Date.now() < until, `no row ${String(words)}, but ${row?.label}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  async function resolved(command: Promise<void>): Promise<readonly (string | undefined)[]> {
    await pressingEnter(command);
    const rows = (await vscode.env.clipboard.readText()).split('\n');
    assert.match(rows[0] ?? '', /^given\t/u);
    return rows.slice(1).map((row) => row.split('\t')[5]);
  }
  const luids = (): readonly string[] =>
    ['Tax', 'Channel Mix'].map((name) => bed.workbook(name).luid);

  it('offers a table of the lines that are selected, whatever they are', async () => {
    const document = await bed.text(`Tax\n${paths[1]}\n`, 'plaintext');
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, 2, 0);
    const command = bed.run('vizport.resolve', []);
    await offered(/^Resolve the 2 selected lines$/u);
    assert.deepEqual(await resolved(command), luids());
  });

  it('offers a table of paths or numbers on the clipboard, and of no other text', async () => {
    const numbers = [...bed.fake.model.workbooks.all()].filter(({ luid }) =>
      luids().includes(luid),
    );
    for (const lines of [
      paths,
      numbers.map(({ vizportalUrlId }) => `workbook ${vizportalUrlId}`),
    ]) {
      boxes = [];
      await vscode.env.clipboard.writeText(lines.join('\n'));
      const command = bed.run('vizport.resolve', []);
      await offered(/^Resolve 2 lines from the clipboard$/u);
      assert.deepEqual(new Set(await resolved(command)), new Set(luids()));
    }
    boxes = [];
    await vscode.env.clipboard.writeText('const a = 1;\nconst b = 2;\n');
    const command = bed.run('vizport.resolve', []);
    while (boxes.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(boxes[0]?.items, []);
    boxes[0]?.hide();
    await command;
  });

  it('knows the lines again that are pasted into its box', async () => {
    await vscode.env.clipboard.writeText(paths.join('\n'));
    const command = bed.run('vizport.resolve', []);
    await offered(/from the clipboard$/u);
    const [box] = boxes;
    assert.ok(box);
    box.value = paths.join(' ');
    await offered(/^Resolve these 2 as a table$/u);
    assert.deepEqual(await resolved(command), luids());
  });
});
