/** Find the Same Item on Another Site, Insert LUID…, Ask About an ID and dragged rows, in a real VS Code over a fake Tableau. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { insertLuid } from '../../src/editor/insertLuid';
import type { Content } from '../../src/tableau/model';
import { HumanError } from '../../src/ui/messages';
import type { FindOptions } from '../../src/ui/quickFind';
import { contentViewOptions } from '../../src/views/dragLuids';
import { openCodeBed, type CodeBed } from './support/codeBed';
import { closeEditors, commandsHeard, pressingEnter } from './support/pressing';

describe('the commands about LUIDs', () => {
  let bed: CodeBed;
  beforeEach(async () => {
    bed = await openCodeBed();
    await vscode.env.clipboard.writeText('as it was');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('notifications.clearAll');
    await closeEditors();
    await bed.close();
  });

  async function content(...path: readonly string[]): Promise<Content> {
    const row = await bed.walk(...path);
    assert.ok(row.type === 'content');
    return row.content;
  }
  const onOtherSite = (item: Content): Promise<void> => bed.run('vizport.findOnOtherSite', [item]);

  describe('find the same item on another site', () => {
    it('at the same path, of several with its name', async () => {
      await bed.signIn('PeopleHub');
      const here = await content('Finance', 'Reports', 'Overview');
      const { model, company } = bed.fake;
      const there = model.workbooks
        .ofSite(company.second.site.luid)
        .filter(({ name }) => name === 'Overview');
      assert.equal(there.length, 1);
      // Another with the name, elsewhere: it is not meant.
      const elsewhere = model.projects
        .ofSite(company.second.site.luid)
        .find(({ name }) => name === 'Recruiting');
      assert.ok(there[0] && elsewhere);
      model.workbooks.add({
        ...there[0],
        luid: '0aaaaaaa-0000-4000-8000-00000000000c',
        projectLuid: elsewhere.luid,
      });
      const heard = commandsHeard();
      try {
        await pressingEnter(onOtherSite(here));
      } finally {
        heard.stop();
      }
      const [id, found] = heard.commands.find(([name]) => name === 'vizport.copyLuid') ?? [];
      assert.ok(id, JSON.stringify(heard.commands));
      assert.equal((found as Content).luid, there[0].luid);
      assert.equal((found as Content).site.contentUrl, 'PeopleHub');
    });

    it('and say where there is none, with a search by its name to go on with', async () => {
      await bed.signIn('PeopleHub');
      const here = await content('Finance', 'Tax');
      const heard = commandsHeard();
      const original = vscode.window.showWarningMessage;
      const said: string[] = [];
      Object.defineProperty(vscode.window, 'showWarningMessage', {
        configurable: true,
        value: async (words: string, ...labels: string[]) => {
          said.push(words);
          return labels[0];
        },
      });
      try {
        await onOtherSite(here);
      } finally {
        heard.stop();
        Object.defineProperty(vscode.window, 'showWarningMessage', {
          configurable: true,
          value: original,
        });
      }
      assert.match(said[0] ?? '', /People Hub.*nothing.*Finance\/Tax/u);
      assert.deepEqual(
        heard.commands.filter(([name]) => name === 'vizport.resolve'),
        [['vizport.resolve', 'Tax']],
      );
    });

    it('and ask nobody where there is no other site, or no path', async () => {
      const here = await content('Finance', 'Tax');
      bed.fake.log.clear();
      await assert.rejects(onOtherSite(here), HumanError);
      await assert.rejects(onOtherSite({ ...here, kind: 'customView' }), HumanError);
      assert.equal(bed.fake.log.length, 0);
    });

    it('and leave out a site that the user has signed out of', async () => {
      await bed.signIn('PeopleHub');
      const here = await content('Finance', 'Reports', 'Overview');
      await bed.sessions.signOut({ ...bed.site, contentUrl: 'PeopleHub' as never });
      bed.fake.log.clear();
      await assert.rejects(onOtherSite(here), HumanError);
      assert.equal(bed.fake.log.length, 0);
    });
  });

  describe('insert a LUID', () => {
    async function editorWith(text: string, language: string): Promise<vscode.TextEditor> {
      return vscode.window.showTextDocument(await bed.text(text, language));
    }
    /** As if the row of this item were chosen, by Enter or by its button. */
    const choosing = (item: Content, how: 'enter' | 'button') =>
      insertLuid({
        async findContent(options: FindOptions) {
          if (how === 'enter') return item;
          await options.buttons?.[0]?.run(item);
          return undefined;
        },
      })();

    it('at every cursor, in place of what is selected', async () => {
      const item = await content('Finance', 'Tax');
      const editor = await editorWith('a = "x"\nb = "y"\n', 'python');
      editor.selections = [0, 1].map((line) => new vscode.Selection(line, 5, line, 6));
      await choosing(item, 'enter');
      assert.equal(editor.document.getText(), `a = "${item.luid}"\nb = "${item.luid}"\n`);
    });

    it('with the name as a comment by the button, where the language has comments', async () => {
      const item = await content('Finance', 'Tax');
      const python = await editorWith('a = ""', 'python');
      python.selection = new vscode.Selection(0, 5, 0, 5);
      await choosing(item, 'button');
      assert.equal(python.document.getText(), `a = "${item.luid}"  # Tax`);
      const environment = await editorWith('A=', 'dockerfile');
      environment.selection = new vscode.Selection(0, 2, 0, 2);
      await choosing(item, 'button');
      assert.equal(environment.document.getText(), `# Tax\nA=${item.luid}`);
      const json = await editorWith('""', 'json');
      json.selection = new vscode.Selection(0, 1, 0, 1);
      await choosing(item, 'button');
      assert.equal(json.document.getText(), '""', 'there is no button');
    });

    it('with the name above where the end of a line takes no comment, whatever was selected', async () => {
      const item = await content('Finance', 'Tax');
      const empty = await editorWith('\nB=1', 'dockerfile');
      empty.selection = new vscode.Selection(0, 0, 0, 0);
      await choosing(item, 'button');
      assert.equal(empty.document.getText(), `# Tax\n${item.luid}\nB=1`);
      const lines = await editorWith('A=x\nB=y\nC=', 'dockerfile');
      lines.selections = [new vscode.Selection(0, 2, 1, 3), new vscode.Selection(2, 2, 2, 2)];
      await choosing(item, 'button');
      assert.equal(lines.document.getText(), `# Tax\nA=${item.luid}\n# Tax\nC=${item.luid}`);
    });

    it('with the name as a comment where a setting asks for it', async () => {
      const item = await content('Finance', 'Tax');
      const configuration = vscode.workspace.getConfiguration();
      await configuration.update('vizport.code.nameAsComment', true, true);
      try {
        const editor = await editorWith('a: ', 'yaml');
        editor.selection = new vscode.Selection(0, 3, 0, 3);
        await choosing(item, 'enter');
        assert.equal(editor.document.getText(), `a: ${item.luid}  # Tax`);
      } finally {
        await configuration.update('vizport.code.nameAsComment', undefined, true);
      }
    });

    it('nowhere where no file is open', async () => {
      await closeEditors();
      await assert.rejects(bed.run('vizport.insertLuid', []), HumanError);
    });
  });

  it('ask about no id of a lock file', async () => {
    const { luid } = bed.workbook('Tax');
    const document = await bed.file('poetry.lock', `id = "${luid}"`);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 8, 0, 8);
    bed.fake.log.clear();
    await assert.rejects(bed.run('vizport.askAboutId', []), HumanError);
    assert.equal(bed.fake.log.length, 0);
  });

  it('give for rows that are dragged their LUIDs, one a line, each once', async () => {
    const rows = [
      await bed.walk('Finance', 'Tax'),
      await bed.walk('Finance', 'Reports', 'Overview'),
      await bed.walk('Finance', 'Tax'),
      await bed.walk(),
    ];
    const data = new vscode.DataTransfer();
    const { token } = new vscode.CancellationTokenSource();
    await contentViewOptions.dragAndDropController.handleDrag?.(rows, data, token);
    const text = await data.get('text/plain')?.asString();
    const [tax, overview] = [
      await content('Finance', 'Tax'),
      await content('Finance', 'Reports', 'Overview'),
    ];
    assert.equal(text, `${tax.luid}\n${overview.luid}`);
    const none = new vscode.DataTransfer();
    await contentViewOptions.dragAndDropController.handleDrag?.([await bed.walk()], none, token);
    assert.equal(none.get('text/plain'), undefined, 'a site has no LUID that anything asks for');
  });
});
