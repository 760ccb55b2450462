/** Links from outside, with VS Code's own messages and clipboard: who is asked, and what is never done by itself. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { HumanError } from '../../src/ui/messages';
import { openCodeBed, type CodeBed } from './support/codeBed';

describe('deep links', () => {
  let bed: CodeBed;
  const ran: (readonly unknown[])[] = [];
  let execute: typeof vscode.commands.executeCommand;
  beforeEach(async () => {
    bed = await openCodeBed();
    ran.length = 0;
    execute = vscode.commands.executeCommand;
    Object.defineProperty(vscode.commands, 'executeCommand', {
      configurable: true,
      value: async (...args: unknown[]) => void ran.push(args),
    });
    bed.fake.log.clear();
  });
  afterEach(async () => {
    Object.defineProperty(vscode.commands, 'executeCommand', {
      configurable: true,
      value: execute,
    });
    await vscode.commands.executeCommand('notifications.clearAll');
    await bed.close();
  });

  const link = (action: string, query: Readonly<Record<string, string>>): vscode.Uri =>
    vscode.Uri.from({
      scheme: vscode.env.uriScheme,
      authority: 'vizport.vizport',
      path: `/${action}`,
      query: new URLSearchParams(query).toString(),
    });
  const toTax = () => ({
    server: bed.fake.url,
    site: 'sales',
    kind: 'workbook',
    luid: bed.workbook('Tax').luid,
  });
  const commands = (): readonly unknown[] => ran.map(([command]) => command);

  it('reveal their item', async () => {
    await bed.part.handleUri(link('item', toTax()));
    assert.deepEqual(commands(), ['vizport.revealInTree']);
    const [first = []] = ran;
    assert.equal((first[1] as { readonly name: string }).name, 'Tax');
  });

  it('are refused with a sentence where they are malformed, and ask nobody', async () => {
    for (const uri of [
      link('delete', toTax()),
      link('item', { ...toTax(), luid: 'x' }),
      link('item', { ...toTax(), kind: 'user' }),
      link('refresh', { ...toTax(), server: '' }),
    ])
      await assert.rejects(bed.part.handleUri(uri), (error) => error instanceof HumanError);
    assert.equal(bed.fake.log.length, 0);
    assert.deepEqual(commands(), []);
  });

  it('to a host of nobody’s ask nothing of it, and sign nobody in', async () => {
    const uri = link('refresh', { ...toTax(), server: 'https://evil.example' });
    const other = link('refresh', { ...toTax(), site: 'not-mine' });
    for (const one of [uri, other]) {
      // The message waits for somebody.
      void bed.part.handleUri(one);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.equal(bed.fake.log.length, 0);
    assert.deepEqual(commands(), []);
  });

  it('are made for the editor that runs', async () => {
    const { luid } = bed.workbook('Tax');
    const site = bed.site;
    await bed.run('vizport.copyDeepLink', [{ site, kind: 'workbook', luid, name: 'Tax' }]);
    const copied = vscode.Uri.parse(await vscode.env.clipboard.readText());
    assert.equal(copied.scheme, vscode.env.uriScheme);
    assert.equal(copied.authority, 'vizport.vizport');
    await bed.part.handleUri(copied);
    assert.deepEqual(commands(), ['vizport.revealInTree']);
  });

  it('and links in hovers run nothing for what names no item', async () => {
    await assert.rejects(bed.run('vizport.actOnItem', [{ kind: 'workbook' }, 'reveal']));
    await assert.rejects(
      bed.run('vizport.actOnItem', [
        { site: bed.site, kind: 'workbook', luid: bed.workbook('Tax').luid },
        'workbench.action.quit',
      ]),
    );
    assert.deepEqual(commands(), []);
    await bed.run('vizport.actOnItem', [
      { site: bed.site, kind: 'workbook', luid: bed.workbook('Tax').luid },
      'refresh',
    ]);
    assert.deepEqual(commands(), ['vizport.refreshExtract']);
  });
});
