// Builds what runs: the extension, the Tableau client (loaded at the first request), and the metadata panel's page.
// `node esbuild.js [--production] [--watch] [--only NAME]... [--dist FOLDER]`
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const args = process.argv.slice(2);
const production = args.includes('--production');
const watch = args.includes('--watch');
const dist = args.includes('--dist') ? args[args.indexOf('--dist') + 1] : 'dist';
const only = args.flatMap((arg, i) => (arg === '--only' ? [args[i + 1]] : []));

/** These imports stay calls at run time, when written `import(…)` or `require(…)`: each is a bundle of its own, loaded when first used. */
const bundlesApart = {
  name: 'bundles-apart',
  setup(build) {
    const apart = [
      { filter: /tableau\/library$/, path: './client.js' },
      { filter: /\/metadataPanel$/, path: './metadata.js' },
      { filter: /\/queryFiles$/, path: './queryFiles.js' },
      { filter: /\/onDemand$/, path: './onDemand.js' },
      { filter: /\/freshnessPart$/, path: './freshness.js' },
      { filter: /\/automationPart$/, path: './automation.js' },
      { filter: /\/jobsRoom$/, path: './jobs.js' },
      { filter: /\/codePart$/, path: './code.js' },
      { filter: /\/pipelinesPart$/, path: './pipelines.js' },
      { filter: /network\/network$/, path: './network.js' },
      { filter: /\/windowSharing$/, path: './windows.js' },
      { filter: /\/tableauErrorText$/, path: './sentences.js' },
      { filter: /\/rowLooks$/, path: './rows.js' },
      { filter: /\/siteContent$/, path: './content.js' },
      { filter: /\/quickFind$/, path: './find.js' },
      { filter: /\/itemHandlers$/, path: './items.js' },
    ];
    for (const { filter, path } of apart) {
      build.onResolve({ filter }, ({ kind }) =>
        kind === 'dynamic-import' || kind === 'require-call' ? { path, external: true } : undefined,
      );
    }
  },
};

/**
 * esbuild cannot leave out what nobody uses of a CommonJS package. Of undici's public entry the client uses two exports,
 * so these are taken from where the entry has them: the bundle loads in half the time, and sets no global of undici's.
 */
const undiciAgentsAlone = {
  name: 'undici-agents-alone',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'agents-alone' }));
    build.onLoad({ filter: /.*/, namespace: 'agents-alone' }, () => {
      const entry = require.resolve('undici');
      const text = fs.readFileSync(entry, 'utf8');
      const exported = ['Agent', 'ProxyAgent'].map((name) => {
        const at = new RegExp(`^const ${name} = require\\('(\\./lib/[\\w/-]+)'\\)$`, 'm');
        const [, file] = at.exec(text) ?? [];
        if (
          file === undefined ||
          !new RegExp(`^module\\.exports\\.${name} = ${name}$`, 'm').test(text)
        ) {
          throw new Error(`undici has its ${name} elsewhere now: look at esbuild.js`);
        }
        return `${name}: require('${file}')`;
      });
      // A ProxyAgent asks for its tunnel with a method that the entry gives to all dispatchers.
      if (!/^Object\.assign\(Dispatcher\.prototype, api\)$/m.test(text)) {
        throw new Error(
          'undici gives its dispatchers their methods elsewhere now: look at esbuild.js',
        );
      }
      const contents = `
        require('./lib/dispatcher/dispatcher').prototype.connect = require('./lib/api/api-connect');
        module.exports = { ${exported.join(', ')} };`;
      return { contents, resolveDir: path.dirname(entry) };
    });
  },
};

/**
 * The API as it is, asked for once by a whole bundle. `import * as vscode` would be turned into a namespace by copying some
 * hundreds of getters, at activation; what TypeScript calls `import vscode = require('vscode')` copies nothing.
 */
const vscodeAsItIs = {
  name: 'vscode-as-it-is',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].+\.ts$/ }, async ({ path: file }) => {
      const text = await fs.promises.readFile(file, 'utf8');
      return {
        contents: text.replace(
          /^import \* as vscode from 'vscode';$/m,
          `import vscode = require('vscode');`,
        ),
        loader: 'ts',
      };
    });
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode-as-it-is'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'vscode-as-it-is' },
    );
    build.onLoad({ filter: /.*/, namespace: 'vscode-as-it-is' }, () => ({
      contents: `module.exports = require('vscode');`,
    }));
  },
};

/** Formatting is 0.7 MB that nobody needs in order to type: files of their own (`formatting` below), loaded when somebody formats. */
const formattingApart = {
  name: 'formatting-apart',
  setup(build) {
    const files = {
      'prettier/standalone': 'standalone',
      'prettier/plugins/graphql': 'graphql',
      'prettier/parser-graphql': 'graphql',
      'prettier/plugins/estree': 'estree',
      'prettier/parser-babel': 'babel',
    };
    build.onResolve({ filter: /^prettier\// }, ({ path: asked, kind }) => {
      const file = files[asked];
      if (kind !== 'dynamic-import' || file === undefined)
        throw new Error(`GraphiQL loads ${asked} in another way now: look at esbuild.js`);
      return { path: `./format.${file}.js`, external: true };
    });
  },
};

/** What Monaco can do and no editor of the panel shows: half a megabyte less to read before somebody can type. */
const monacoInPart = {
  name: 'monaco-in-part',
  setup(build) {
    const left = [
      'browser/widget/diffEditor/diffEditor.contribution',
      'contrib/codelens/browser/codelensController',
      'contrib/colorPicker/browser/colorContributions',
      'contrib/colorPicker/browser/standaloneColorPickerActions',
      'contrib/diffEditorBreadcrumbs/browser/contribution',
      'contrib/dropOrPasteInto/browser/copyPasteContribution',
      'contrib/dropOrPasteInto/browser/dropIntoEditorContribution',
      'contrib/inlayHints/browser/inlayHintsContribution',
      'contrib/inlineCompletions/browser/inlineCompletions.contribution',
      'contrib/inlineEdit/browser/inlineEdit.contribution',
      'contrib/inlineEdits/browser/inlineEdits.contribution',
      'contrib/inlineProgress/browser/inlineProgress',
      'contrib/linkedEditing/browser/linkedEditing',
      'contrib/rename/browser/rename',
      'contrib/sectionHeaders/browser/sectionHeaders',
      'contrib/semanticTokens/browser/documentSemanticTokens',
      'contrib/semanticTokens/browser/viewportSemanticTokens',
      'contrib/stickyScroll/browser/stickyScrollContribution',
      'contrib/suggest/browser/suggestInlineCompletions',
      'standalone/browser/iPadShowKeyboard/iPadShowKeyboard',
      'standalone/browser/inspectTokens/inspectTokens',
      'standalone/browser/referenceSearch/standaloneReferenceSearch',
      'standalone/browser/toggleHighContrast/toggleHighContrast',
    ].map((name) => `./${name}.js`);
    build.onResolve({ filter: /^\.\// }, ({ path: asked, importer }) =>
      left.includes(asked) && /editor[\\/](?:editor\.all|edcore\.main)\.js$/.test(importer)
        ? { path: asked, namespace: 'left-out' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: '' }));
  },
};

const node = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minify: production,
  keepNames: false,
  sourcemap: production ? false : 'linked',
  mainFields: ['module', 'main'],
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  // undici would read it while it loads, and with it load Node's own undici: see src/tableau/http/globalsBefore.ts.
  define: { 'globalThis.Headers': 'undefined' },
};

const browser = {
  bundle: true,
  platform: 'browser',
  target: 'chrome132',
  format: 'iife',
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
  loader: { '.ttf': 'dataurl', '.svg': 'text' },
};

const monaco = 'node_modules/monaco-editor/esm/vs';
const builds = {
  extension: {
    ...node,
    entryPoints: {
      extension: 'src/extension.ts',
      metadata: 'src/metadata/metadataPanel.ts',
      queryFiles: 'src/metadata/files/queryFiles.ts',
      onDemand: 'src/onDemand.ts',
      freshness: 'src/freshnessPart.ts',
      automation: 'src/automationPart.ts',
      jobs: 'src/jobsRoom.ts',
      code: 'src/codePart.ts',
      pipelines: 'src/pipelinesPart.ts',
      network: 'src/network/network.ts',
      windows: 'src/session/windowSharing.ts',
      sentences: 'src/ui/tableauErrorText.ts',
      rows: 'src/views/rowLooks.ts',
      content: 'src/content/siteContent.ts',
      find: 'src/ui/quickFind.ts',
      items: 'src/commands/itemHandlers.ts',
    },
    outdir: dist,
    external: ['vscode'],
    plugins: [bundlesApart, vscodeAsItIs],
    // A dynamic import becomes a plain require: it works in every extension host and bundles nothing.
    supported: { 'dynamic-import': false },
  },
  client: {
    ...node,
    entryPoints: { client: 'src/tableau/library.ts' },
    outdir: dist,
    plugins: [undiciAgentsAlone],
  },
  webview: {
    ...browser,
    entryPoints: { panel: 'src/webview/main.tsx' },
    outdir: `${dist}/webview`,
    jsx: 'automatic',
    tsconfig: 'src/webview/tsconfig.json',
    plugins: [formattingApart, monacoInPart],
  },
  formatting: {
    ...browser,
    format: 'esm',
    entryPoints: Object.fromEntries(
      ['standalone', 'plugins/graphql', 'plugins/estree', 'plugins/babel'].map((name) => [
        `format.${path.basename(name)}`,
        `node_modules/prettier/${name}.mjs`,
      ]),
    ),
    outdir: `${dist}/webview`,
  },
  workers: {
    ...browser,
    entryPoints: {
      'editor.worker': `${monaco}/editor/editor.worker.js`,
      'json.worker': `${monaco}/language/json/json.worker.js`,
      'graphql.worker': 'node_modules/monaco-graphql/esm/graphql.worker.js',
    },
    outdir: `${dist}/webview`,
  },
  demo: {
    ...node,
    entryPoints: { extension: 'test/demo/extension/extension.ts' },
    outdir: `${dist}/test/demo`,
    external: ['vscode'],
  },
  host: {
    ...node,
    minify: false,
    // Packages of the tests tell their errors apart by the names of classes.
    keepNames: true,
    sourcemap: 'inline',
    stdin: {
      // First the module that makes `describe` and `it`, then the files that use them.
      contents: [`export { run } from './test/host/index';`]
        .concat(hostTests().map((file) => `import './${file}';`))
        .join('\n'),
      resolveDir: __dirname,
      sourcefile: 'host-tests.ts',
    },
    outfile: `${dist}/test/host.js`,
    external: ['vscode', 'mocha'],
  },
};

/** In-host tests are found by their name, never by a list. */
function hostTests() {
  const found = [];
  const walk = (folder) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (entry.name.endsWith('.test.ts')) found.push(file);
    }
  };
  if (fs.existsSync('test/host')) walk('test/host');
  return found.sort();
}

/** All that the metadata panel's page loads. */
const panelBuilds = ['webview', 'workers', 'formatting'];

async function main() {
  const wanted = only.length > 0 ? only : ['extension', 'client', ...panelBuilds];
  const chosen = wanted.map((name) => {
    if (builds[name] === undefined) throw new Error(`No build is called ${name}`);
    return [name, builds[name]];
  });
  if (watch) {
    const announce = {
      name: 'announce',
      setup(build) {
        build.onStart(() => console.log('[watch] build started'));
        build.onEnd(() => console.log('[watch] build finished'));
      },
    };
    for (const [, options] of chosen) {
      const plugins = [...(options.plugins ?? []), announce];
      await (await esbuild.context({ ...options, plugins })).watch();
    }
    return;
  }
  const results = await Promise.all(
    chosen.map(async ([name, options]) => [name, await esbuild.build(options)]),
  );
  fs.mkdirSync(`${dist}/meta`, { recursive: true });
  for (const [name, result] of results) {
    fs.writeFileSync(`${dist}/meta/${name}.json`, JSON.stringify(result.metafile));
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
