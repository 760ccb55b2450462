/** An extension whose one command opens GraphiQL 5 as it comes, in a webview like ours: what `panel-open` is measured against. */
import { buildSync } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeManifest } from '../../vscode/writeManifest';

const root = resolve(__dirname, '../../..');

export const bareCommand = 'Bench: Open Bare GraphiQL';

/** Its schema comes from the extension host too, as ours does. */
const page = `
  import 'graphiql/style.css';
  import { GraphiQL } from 'graphiql';
  import { createElement } from 'react';
  import { createRoot } from 'react-dom/client';
  import { provideWorkers } from './src/webview/workers';

  provideWorkers(document.currentScript.src);
  const api = acquireVsCodeApi();
  const waiting = new Map();
  window.addEventListener('message', ({ data }) => waiting.get(data.id)?.(data.answer));
  let calls = 0;
  const fetcher = () =>
    new Promise((resolve) => {
      calls += 1;
      waiting.set(calls, resolve);
      api.postMessage({ id: calls });
    });
  const kept = new Map();
  const storage = {
    get length() { return kept.size; },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
  createRoot(document.getElementById('root')).render(
    createElement(GraphiQL, { fetcher, storage, defaultQuery: 'query Q { workbooks { luid } }' }),
  );
`;

const host = `
  const vscode = require('vscode');
  const fs = require('node:fs');
  const path = require('node:path');
  exports.activate = (context) => {
    const schema = path.join(__dirname, 'schema.json');
    context.subscriptions.push(
      vscode.commands.registerCommand('bench.openBare', () => {
        const assets = vscode.Uri.file(path.join(__dirname, 'page'));
        const panel = vscode.window.createWebviewPanel('bench.bare', 'Bare GraphiQL', 1, {
          enableScripts: true,
          localResourceRoots: [assets],
        });
        const { webview } = panel;
        webview.onDidReceiveMessage(({ id }) => {
          webview.postMessage({ id, answer: JSON.parse(fs.readFileSync(schema, 'utf8')) });
        });
        const at = (file) => webview.asWebviewUri(vscode.Uri.joinPath(assets, file)).toString();
        const source = webview.cspSource;
        webview.html =
          '<!DOCTYPE html><html><head><meta charset="utf-8">' +
          '<meta http-equiv="Content-Security-Policy" content="default-src \\'none\\'; script-src \\'nonce-bench\\'; style-src ' +
          source + ' \\'unsafe-inline\\'; font-src ' + source + ' data:; img-src ' + source +
          ' data:; worker-src blob:; connect-src ' + source + '">' +
          '<link rel="stylesheet" href="' + at('page.css') + '">' +
          '<style>html, body, #root { height: 100vh; margin: 0; padding: 0; }</style></head>' +
          '<body><div id="root"></div><script nonce="bench" src="' + at('page.js') + '"></script></body></html>';
      }),
    );
  };
`;

/** `introspection`: the answer that every question gets. */
export function makeBareExtension(folder: string, introspection: unknown): void {
  writeManifest(folder, {
    name: 'bare',
    publisher: 'bench',
    contributes: { commands: [{ command: 'bench.openBare', title: bareCommand }] },
  });
  writeFileSync(join(folder, 'extension.js'), host);
  writeFileSync(join(folder, 'schema.json'), JSON.stringify({ data: introspection }));
  const options = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome132',
    legalComments: 'none',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'dataurl', '.svg': 'text' },
  } as const;
  buildSync({
    ...options,
    stdin: { contents: page, resolveDir: root, sourcefile: 'page.js', loader: 'js' },
    outfile: join(folder, 'page/page.js'),
  });
  const monaco = 'node_modules/monaco-editor/esm/vs';
  buildSync({
    ...options,
    entryPoints: {
      'editor.worker': `${monaco}/editor/editor.worker.js`,
      'json.worker': `${monaco}/language/json/json.worker.js`,
      'graphql.worker': 'node_modules/monaco-graphql/esm/graphql.worker.js',
    },
    outdir: join(folder, 'page'),
  });
}
