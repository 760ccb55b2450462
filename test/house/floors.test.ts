/** Imports point down: the picture in docs/architecture.md, held true. */
import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { importsOf, packageOf, sourcesBelow, type SourceFile } from './sources';

/** Each room, and the rooms (or single files) that it may import. `api` is the one interface that we show outside. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  tableau: ['base'],
  content: ['tableau', 'base'],
  session: ['tableau', 'base'],
  network: ['tableau', 'base'],
  jobs: ['tableau', 'base'],
  audit: ['tableau', 'base'],
  freshness: ['content', 'tableau', 'base'],
  ui: ['mapping', 'api', 'freshness', 'content', 'session', 'network', 'jobs', 'tableau', 'base'],
  views: ['ui', 'freshness', 'content', 'session', 'network', 'jobs', 'tableau', 'base'],
  commands: [
    'ui',
    'pipelines',
    'mapping',
    'audit',
    'freshness',
    'content',
    'session',
    'network',
    'jobs',
    'tableau',
    'base',
  ],
  query: [],
  metadata: [
    'ui',
    'session',
    'query',
    'tableau',
    'base',
    'webview/protocol',
    'webview/resultsProtocol',
    'webview/resultStrings',
  ],
  references: ['content', 'tableau', 'base'],
  pipelines: [],
  mapping: ['pipelines', 'content', 'tableau', 'base'],
  editor: ['ui', 'references', 'content', 'session', 'jobs', 'tableau', 'base'],
  tasks: ['ui', 'mapping', 'content', 'session', 'jobs', 'tableau', 'base'],
  agents: ['ui', 'content', 'session', 'jobs', 'tableau', 'base'],
  webview: ['query', 'base'],
};
const seesVscode = new Set(['ui', 'views', 'commands', 'metadata', 'editor', 'tasks', 'agents']);
/** The roof: builds everything, so it may know everything. */
const roof = new Set([
  'src/extension.ts',
  'src/onDemand.ts',
  'src/freshnessPart.ts',
  'src/automationPart.ts',
  'src/jobsRoom.ts',
  'src/panelPart.ts',
  'src/codePart.ts',
  'src/pipelinesPart.ts',
  'src/api.ts',
]);

/** Packages, and the rooms that may know them. */
const packages: Readonly<Record<string, readonly string[]>> = {
  undici: ['tableau'],
  'fast-xml-parser': ['tableau'],
  jose: ['tableau'],
  'graphql-request': ['tableau'],
  graphql: ['tableau', 'metadata', 'query', 'webview'],
  'graphql-language-service': ['metadata'],
  picomatch: ['freshness'],
  'jsonc-parser': ['mapping'],
};
const webviewPackages =
  /^(react|react-dom|graphiql|@graphiql\/[\w-]+|monaco-editor|monaco-graphql|graphql-language-service|jsonc-parser|@tanstack\/react-virtual)$/;

/** What is wrong with the imports of one file. */
export function wrongImports(file: SourceFile): string[] {
  const wrong: string[] = [];
  const room = /^src\/([^/]+)\//.exec(file.path)?.[1];
  if (room === undefined && !roof.has(file.path)) return ['it stands in no room'];
  if (room !== undefined && !(room in mayImport)) return [`the room ${room} is in no table`];
  for (const name of importsOf(file)) {
    if (name.startsWith('src/')) {
      const to = name.slice('src/'.length);
      if (room === undefined || to.startsWith(`${room}/`)) continue;
      const allowed = mayImport[room] ?? [];
      if (!allowed.some((one) => to === one || to.startsWith(`${one}/`))) wrong.push(name);
    } else if (name === 'vscode') {
      if (room !== undefined && !seesVscode.has(room)) wrong.push(name);
    } else if (isBuiltin(name)) {
      if (room === 'webview') wrong.push(name);
    } else if (!mayUse(room, packageOf(name))) wrong.push(name);
  }
  return wrong;
}

function mayUse(room: string | undefined, name: string): boolean {
  if (room === 'webview' && webviewPackages.test(name)) return true;
  return room !== undefined && (packages[name]?.includes(room) ?? false);
}

describe('the floors', () => {
  const files = sourcesBelow('src');

  it('hold: no file imports what stands above it or beside it', () => {
    const wrong = files.flatMap((file) =>
      wrongImports(file).map((name) => `${file.path} imports ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('are built of files that were looked at', () => {
    assert.ok(files.length > 20, `${files.length} files`);
  });

  const example = (path: string, text: string) => wrongImports({ path, text });

  it('are guarded against every form of import', () => {
    assert.deepEqual(example('src/base/a.ts', "import { x } from '../tableau/model';"), [
      'src/tableau/model',
    ]);
    assert.deepEqual(example('src/content/a.ts', "export * from '../session/sessions';"), [
      'src/session/sessions',
    ]);
    assert.deepEqual(example('src/jobs/a.ts', "const v = await import('vscode');"), ['vscode']);
    assert.deepEqual(example('src/session/a.ts', "type T = import('vscode').Uri;"), ['vscode']);
    assert.deepEqual(example('src/session/a.ts', "const u = require('undici');"), ['undici']);
    assert.deepEqual(example('src/webview/a.ts', "import 'node:fs';"), ['node:fs']);
    assert.deepEqual(example('src/metadata/a.ts', "import '../webview/main';"), [
      'src/webview/main',
    ]);
    assert.deepEqual(example('src/cellar/a.ts', ''), ['the room cellar is in no table']);
  });

  it('let pass what points down', () => {
    assert.deepEqual(example('src/tableau/a.ts', "import 'undici'; import '../base/emitter';"), []);
    assert.deepEqual(example('src/ui/a.ts', "import 'vscode'; import '../jobs/x';"), []);
    assert.deepEqual(example('src/metadata/a.ts', "import '../webview/protocol';"), []);
    assert.deepEqual(example('src/extension.ts', "import './views/x'; import 'vscode';"), []);
  });
});
