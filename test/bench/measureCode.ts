/** Runs inside a VS Code's extension host: hovers on ids, names a thousand of them, and types among them. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { openCodeBed, type CodeBed } from '../host/support/codeBed';
import { codeMark, type CodeTimes } from './codeMark';

const askers = 20;
const keys = 150;
const ids = 1_000;

const hoverAt = (document: vscode.TextDocument, line: number): Thenable<vscode.Hover[]> =>
  vscode.commands.executeCommand(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line, document.lineAt(line).text.length - 10),
  );

async function timed(work: () => Thenable<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const open = (content: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument({ content, language: 'python' });

/** What VS Code calls. */
export async function run(): Promise<void> {
  const bed = await openCodeBed();
  try {
    const times = await measure(bed);
    console.log(`${codeMark}${JSON.stringify(times)}`);
    // The console travels by messages.
    await new Promise((resolve) => setTimeout(resolve, 500));
  } finally {
    await bed.close();
  }
}

async function measure(bed: CodeBed): Promise<CodeTimes> {
  // The tree is open, as it is in life: the projects are known.
  await bed.contents.of(bed.site).projects();
  const document = await open(`workbook_id = "${bed.workbook('Tax').luid}"`);
  bed.fake.log.clear();
  await Promise.all(Array.from({ length: askers }, () => hoverAt(document, 0)));
  const unknownRequests = bed.fake.log.length;
  const known: number[] = [];
  const round: number[] = [];
  for (let n = 0; n < 60; n++) {
    known.push(await timed(() => bed.hoverProvider(document, new vscode.Position(0, 20))));
    round.push(await timed(() => hoverAt(document, 0)));
  }
  const { site } = bed.fake.company.main;
  const real = [...bed.fake.model.workbooks.all(), ...bed.fake.model.datasources.all()]
    .filter(({ siteLuid }) => siteLuid === site.luid)
    .map(({ luid }) => luid);
  const all = Array.from({ length: ids }, (_, n) => real[n] ?? randomUUID());
  const full = await open(all.map((luid) => `luid = "${luid}"`).join('\n'));
  const editor = await vscode.window.showTextDocument(full);
  bed.fake.log.clear();
  const asked = bed.run('vizport.addNames', [
    full.uri.toString(),
    new vscode.Range(0, 0, full.lineCount, 0),
  ]);
  // It ends with a message that somebody would close.
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 8_000))]);
  const namesRequests = bed.fake.log.length;
  const named = full.getText().split('#').length - 1;
  bed.fake.log.clear();
  const typing = await type(editor);
  const typingRequests = bed.fake.log.length;
  bed.unregister();
  const typingWithout = await type(editor);
  return {
    known: known.slice(10),
    round: round.slice(10),
    unknownRequests,
    askers,
    namesRequests,
    named,
    typing,
    typingWithout,
    typingRequests,
  };
}

/** Among the ids, in a string that awaits one, at the speed of somebody who types fast. */
async function type(editor: vscode.TextEditor): Promise<readonly number[]> {
  const line = 500;
  const end = editor.document.lineAt(line).range.end;
  editor.selection = new vscode.Selection(end, end);
  const times: number[] = [];
  for (let n = 0; n < keys; n++) {
    times.push(await timed(() => vscode.commands.executeCommand('type', { text: 'x' })));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return times.slice(20);
}
