/** Generate Refresh Code in a real VS Code: where what it made is put. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { generateRefreshCode } from '../../src/commands/pipelines/generateRefreshCode';
import { browserUrl } from '../../src/content/contentKinds';
import { python } from '../../src/pipelines/targets/python';
import type { Content } from '../../src/tableau/model';
import { openCodeBed, type CodeBed } from './support/codeBed';
import { closeEditors, pressingEnter } from './support/pressing';

describe('generateRefreshCode', () => {
  let bed: CodeBed;
  let tax: Content;
  beforeEach(async () => {
    bed = await openCodeBed();
    const row = await bed.walk('Finance', 'Tax');
    assert.ok(row.type === 'content');
    tax = row.content;
    await closeEditors();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await closeEditors();
    await bed.close();
  });

  /** With Enter for every question: what was chosen the last time stands first. */
  async function generate(): Promise<ReadonlyMap<string, unknown>> {
    const kept = new Map<string, unknown>([
      ['vizport.refreshCode', { target: 'python', place: 'atCursor' }],
    ]);
    const memory: vscode.Memento = {
      keys: () => [...kept.keys()],
      get: <T>(key: string): T | undefined => kept.get(key) as T | undefined,
      update: async (key, value) => void kept.set(key, value),
    };
    const command = generateRefreshCode({
      memory,
      contentOf: (site) => bed.contents.of(site),
      browserUrl: (content) => browserUrl(content, content.site.server),
      pickContents: () => assert.fail('an item was given'),
    });
    await pressingEnter(command([tax]));
    return kept;
  }

  const inFront = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;

  function expected(): string {
    const { server, contentUrl } = bed.site;
    const { kind, luid, name } = tax;
    assert.ok(kind === 'workbook');
    const item = { kind, luid, name, projects: ['Finance'] };
    const site = { server, contentUrl, product: 'cloud' as const };
    return python.generate([item], site, { startedBy: 'task' }).text;
  }

  it('puts the code at the cursor, in place of what is selected, and leaves the rest of the file alone', async () => {
    const document = await bed.text('above\nhere\nbelow', 'python');
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 1, 4);
    const kept = await generate();
    assert.equal(document.getText(), `above\n${expected()}\nbelow`);
    assert.equal(inFront(), document, 'the file stays in front');
    assert.deepEqual(kept.get('vizport.refreshCode'), {
      target: 'python',
      place: 'atCursor',
      startedBy: 'task',
    });
  });

  it('offers no cursor where no file is open, and makes a file', async () => {
    assert.equal(inFront(), undefined);
    await generate();
    const made = inFront();
    assert.equal(made?.isUntitled, true);
    assert.equal(made.languageId, 'python');
    assert.equal(made.getText(), expected());
  });
});
