/** The features in editors over a fake Tableau with a site that is signed in, registered with the real VS Code. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { systemClock } from '../../../src/base/clock';
import { codePart } from '../../../src/codePart';
import { browserUrl } from '../../../src/content/contentKinds';
import type { Freshness } from '../../../src/editor/codeNeeds';
import { registerCode, type CodeCommand, type CodePart } from '../../../src/ui/lazyCode';
import { contentPicker } from '../../../src/ui/pickContent';
import { ReadOnlyTexts } from '../../../src/ui/readOnlyText';
import { contentTargets } from '../../../src/views/treeTargets';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { openTreeBed, type TreeBed } from './treeBed';

export interface CodeBed extends TreeBed {
  readonly part: CodePart;
  workbook(name: string): { readonly luid: string; readonly url: string };
  run(id: string, args: readonly unknown[]): Promise<void>;
  hoverProvider(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<readonly unknown[]>;
  /** From then on editors do without. */
  unregister(): void;
  file(name: string, text: string): Promise<vscode.TextDocument>;
  /**
   * In a file of its own: under the name of a new untitled document VS Code may still have the one that was closed before,
   * and hands that out.
   */
  text(content: string, language: string): Promise<vscode.TextDocument>;
}

export async function openCodeBed(
  options: FakeTableauOptions = {},
  freshness: Freshness = {
    lookAnyway: () => ({ facts: [] }),
    onDidChange: () => ({ dispose: () => undefined }),
  },
): Promise<CodeBed> {
  const bed = await openTreeBed(options);
  await bed.signIn();
  const { sessions, contents, fake } = bed;
  const contentOf = (site: Parameters<typeof contents.of>[0]) => contents.of(site);
  const texts = new ReadOnlyTexts();
  const folder = mkdtempSync(join(tmpdir(), 'vizport-code-'));
  let files = 0;
  const file = async (name: string, text: string): Promise<vscode.TextDocument> => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return vscode.workspace.openTextDocument(path);
  };
  const report = (error: unknown): void => assert.fail(String(error));
  const part = codePart({
    sessions,
    contentOf,
    texts,
    clock: systemClock,
    browserUrl: (content) => browserUrl(content, content.site.server),
    freshness,
    itemsOf: (clicked, selected) => contentTargets(clicked, selected),
    report,
    ...contentPicker({ sessions, contentOf }),
  });
  const registered = registerWithoutUris(part);
  return {
    ...bed,
    part,
    workbook(name) {
      const { site } = fake.company.main;
      const found = [...fake.model.workbooks.all()].find(
        (item) => item.name === name && item.siteLuid === site.luid,
      );
      assert.ok(found, name);
      const url = `${fake.url}/#/site/${site.contentUrl}/workbooks/${found.vizportalUrlId}/views`;
      return { luid: found.luid, url };
    },
    run: (id, args) => part.run(id as CodeCommand, args),
    async hoverProvider(document, position) {
      const hover = await part.hover.provideHover(
        document,
        position,
        new vscode.CancellationTokenSource().token,
      );
      return hover?.contents ?? [];
    },
    unregister() {
      registered.dispose();
    },
    file,
    async text(content, language) {
      files += 1;
      const document = await file(`text-${files}.txt`, content);
      return vscode.languages.setTextDocumentLanguage(document, language);
    },
    async close() {
      registered.dispose();
      part.dispose();
      texts.dispose();
      rmSync(folder, { recursive: true, force: true });
      await bed.close();
    },
  };
}

/** The extension under test has the handler of addresses, of which there can be one. */
function registerWithoutUris(part: CodePart): vscode.Disposable {
  const original = vscode.window.registerUriHandler;
  Object.defineProperty(vscode.window, 'registerUriHandler', {
    configurable: true,
    value: () => ({ dispose: () => undefined }),
  });
  try {
    const { owned, registerProviders } = registerCode(
      () => Promise.resolve(part),
      () => true,
      (error) => assert.fail(String(error)),
    );
    return vscode.Disposable.from(owned, registerProviders());
  } finally {
    Object.defineProperty(vscode.window, 'registerUriHandler', {
      configurable: true,
      value: original,
    });
  }
}
