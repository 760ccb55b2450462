/** Hovers tell how fresh an item is also where the tree is told to be silent about it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Content, SiteRef } from '../../src/tableau/model';
import { FreshnessGate, type FreshLook, type FreshnessPart } from '../../src/views/freshnessGate';
import { openCodeBed, type CodeBed } from './support/codeBed';

const setting = 'vizport.freshness.showInTree';

describe('freshness in hovers', () => {
  let bed: CodeBed;
  let gate: FreshnessGate;
  let changed: vscode.EventEmitter<SiteRef | undefined>;
  let looked: Content[];
  beforeEach(async () => {
    changed = new vscode.EventEmitter();
    looked = [];
    // As the part does: nothing is known at the first look, and the change comes after it.
    const look = (content: Content): FreshLook | undefined => {
      looked.push(content);
      if (looked.length === 1) {
        setImmediate(() => changed.fire(content.site));
        return undefined;
      }
      return { text: 'refreshed today', facts: [{ label: 'Freshness', value: 'refreshed today' }] };
    };
    gate = new FreshnessGate(
      async () =>
        ({
          look,
          onDidChange: changed.event,
          dispose: () => undefined,
        }) as Partial<FreshnessPart> as FreshnessPart,
      (error) => assert.fail(String(error)),
    );
    bed = await openCodeBed({}, gate);
  });
  afterEach(async () => {
    await vscode.workspace.getConfiguration().update(setting, undefined, true);
    await bed.close();
    gate.dispose();
    changed.dispose();
  });

  async function hover(): Promise<string> {
    const { luid } = bed.workbook('Tax');
    const document = await bed.text(`workbook_id = "${luid}"`, 'python');
    const [found] = await bed.hoverProvider(document, new vscode.Position(0, 20));
    assert.ok(found instanceof vscode.MarkdownString);
    return found.value.replaceAll(/&#(\d+);/gu, (_, code: string) =>
      String.fromCodePoint(Number(code)),
    );
  }

  for (const shown of [true, false])
    it(`is told with ${setting} ${shown ? 'on' : 'off'}`, async () => {
      await vscode.workspace.getConfiguration().update(setting, shown, true);
      assert.match(await hover(), /Freshness: refreshed today/u);
      const [item] = looked;
      assert.ok(item);
      assert.equal(gate.look(item)?.text, shown ? 'refreshed today' : undefined);
    });
});
