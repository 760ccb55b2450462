/** Hovers, quick fixes and completion as VS Code asks for them, in real documents and notebooks, over a fake Tableau. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { openCodeBed, type CodeBed } from './support/codeBed';

describe('Tableau in editors', () => {
  let bed: CodeBed;
  beforeEach(async () => {
    bed = await openCodeBed();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await bed.close();
  });

  const open = (content: string, language = 'python') => bed.text(content, language);
  async function hover(document: vscode.TextDocument, line = 0, column?: number): Promise<string> {
    const text = document.lineAt(line).text;
    const at = column ?? /[\da-f]{8}-|https?:/i.exec(text)?.index ?? 0;
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(line, at + 2),
    );
    return found
      .flatMap(({ contents }) => contents)
      .map((one) => (one instanceof vscode.MarkdownString ? one.value : ''))
      .join('\n')
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  }
  async function actions(document: vscode.TextDocument, range?: vscode.Range) {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range ?? new vscode.Range(0, 0, document.lineCount, 0),
    );
    return found.filter(({ command }) => command?.command.startsWith('vizport.') === true);
  }
  const run = (action: vscode.CodeAction | undefined): Promise<void> => {
    assert.ok(action?.command);
    return bed.run(action.command.command, action.command.arguments ?? []);
  };
  const workbook = (name = 'Tax') => bed.workbook(name);

  it('tell what a LUID is, by one request, and by none the second time', async () => {
    const { luid } = workbook();
    const document = await open(`workbook_id = "${luid}"`);
    const text = await hover(document);
    assert.match(text, /\*\*Tax\*\* · Workbook/);
    assert.match(text, /Path: .+\/Tax/);
    assert.match(text, /Owner: /);
    assert.match(text, new RegExp(`LUID: ${luid}`));
    assert.match(text, /command:vizport\.actOnItem/);
    bed.fake.log.clear();
    assert.match(await hover(document), /Tax/);
    assert.equal(bed.fake.log.length, 0);
  });

  it('trust no command but ours', async () => {
    const { luid } = workbook();
    const document = await open(`workbook_id = "${luid}"`);
    const [found] = await bed.hoverProvider(document, new vscode.Position(0, 20));
    assert.ok(found instanceof vscode.MarkdownString);
    const trusted = found.isTrusted as { readonly enabledCommands: readonly string[] };
    assert.ok(trusted.enabledCommands.every((id) => id.startsWith('vizport.')));
    assert.notEqual(found.supportHtml, true);
  });

  it('ask nobody about other ids, about secrets, and in lock files', async () => {
    const { luid } = workbook();
    bed.fake.log.clear();
    for (const text of [`id = "${luid}"`, `TABLEAU_SECRET_ID = "${luid}"`])
      assert.equal(await hover(await open(text)), '', text);
    const lock = await bed.file('poetry.lock', `tableau luid = "${luid}"`);
    assert.equal(await hover(lock), '', lock.uri.path);
    assert.deepEqual(await actions(lock), []);
    // In words, so that a request that comes from elsewhere says where from.
    assert.deepEqual(
      bed.fake.log.map(({ method, path, query }) => `${method} ${path}?${query}`),
      [],
    );
  });

  it('say that an id beside Tableau’s words is nobody’s, and remember it', async () => {
    const document = await open(`luid = "${randomUUID()}"`);
    assert.match(await hover(document), /No item that you can see has this LUID/);
    bed.fake.log.clear();
    assert.match(await hover(document), /Ask Again/);
    assert.equal(bed.fake.log.length, 0);
  });

  it('tell what an address leads to, and that a site is not signed in without asking it', async () => {
    const { url } = workbook();
    assert.match(await hover(await open(`# see ${url}.`)), /\*\*Tax\*\*/);
    bed.fake.log.clear();
    const elsewhere = 'https://10ax.online.tableau.com/#/site/nobodys/workbooks/1';
    assert.match(await hover(await open(`# ${elsewhere}`)), /not signed in to 10ax/);
    assert.equal(await hover(await open('# https://example.com/projects/12')), '');
    assert.equal(bed.fake.log.length, 0);
  });

  it('work in the cells of a notebook', async () => {
    const { luid } = workbook();
    const cell = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      `workbook_id = "${luid}"`,
      'python',
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    const document = notebook.cellAt(0).document;
    assert.match(await hover(document), /\*\*Tax\*\*/);
  });

  it('put a name literally, whatever it is made of', async () => {
    const item = bed.fake.model.workbooks;
    const target = [...item.all()].find(({ luid }) => luid === workbook().luid);
    assert.ok(target);
    target.name = '[x](command:evil) <b> , & 😀 تقرير';
    const [found] = await bed.hoverProvider(
      await open(`workbook_id = "${target.luid}"`),
      new vscode.Position(0, 20),
    );
    assert.ok(found instanceof vscode.MarkdownString);
    assert.doesNotMatch(found.value, /\]\(command:evil|<b>/);
    assert.match(found.value, /😀/u);
  });

  it('replace addresses with LUIDs, for a selection all at once', async () => {
    const [one, other] = [workbook('Tax'), workbook('Quarterly Margin')];
    const document = await open(`a = "${one.url}"\nb = ("${other.url}", "${one.url}")\n`);
    bed.fake.log.clear();
    const found = await actions(document);
    assert.equal(bed.fake.log.length, 0, 'nothing is asked before one is chosen');
    await run(found.find(({ title }) => title === 'Replace 3 URLs with LUIDs'));
    assert.equal(document.getText(), `a = "${one.luid}"\nb = ("${other.luid}", "${one.luid}")\n`);
  });

  it('add names as comments in the way of the language, and not to JSON', async () => {
    const { luid } = workbook();
    const other = workbook('Quarterly Margin');
    const document = await open(`workbook_id: ${luid}\nluids: [${luid}, ${other.luid}]\n`, 'yaml');
    const found = await actions(document);
    await run(found.find(({ title }) => title === 'Add the names of 3 items as comments'));
    assert.equal(
      document.getText(),
      `workbook_id: ${luid}  # Tax\nluids: [${luid}, ${other.luid}]  # Tax, Quarterly Margin\n`,
    );
    const json = await open(`{"workbook_id": "${luid}"}`, 'json');
    assert.deepEqual(await actions(json), []);
  });

  it('offer to ask about another id', async () => {
    const document = await open(`key = "${workbook().luid}"`);
    const found = await actions(document);
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Ask Tableau About This ID'],
    );
  });

  it('complete LUIDs by name, of the kind that is wanted', async () => {
    const { luid } = workbook();
    const document = await open('workbook_id = "tax"');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 18),
    );
    const item = list.items.find(({ insertText }) => insertText === luid);
    assert.ok(item, 'the workbook is offered');
    assert.equal(typeof item.label === 'string' ? item.label : item.label.label, 'Tax');
    const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
    assert.deepEqual([range?.start.character, range?.end.character], [15, 18]);
    bed.fake.log.clear();
    await vscode.commands.executeCommand(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 16),
    );
    assert.equal(bed.fake.log.length, 0, 'typing asks nobody');
  });

  it('are silent when they are switched off', async () => {
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('vizport.code.enabled', false, true);
    try {
      const document = await open(`workbook_id = "${workbook().luid}"`);
      assert.equal(await hover(document), '');
      assert.deepEqual(await actions(document), []);
    } finally {
      await configuration.update('vizport.code.enabled', undefined, true);
    }
  });
});
