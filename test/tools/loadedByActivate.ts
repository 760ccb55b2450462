/**
 * Which files of `dist/` are loaded when the extension is loaded and `activate` is called, outside VS Code: everything of
 * the API is there, says yes to everything and does nothing. Prints their names as JSON, and ends the process.
 */
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
interface Loader {
  _load: Load;
  _resolveFilename(request: string, parent: unknown, isMain: boolean): string;
}

const root = resolve(__dirname, '../..');
const entry = join(root, 'dist/extension.js');

/** Can be called, constructed, extended and asked for anything. */
function yes(): unknown {
  const known = new Map<string | symbol, unknown>();
  return new Proxy(function () {}, {
    get(target, name) {
      if (name === 'prototype') return target.prototype as unknown;
      if (name === 'then') return undefined;
      if (name === Symbol.toPrimitive) return () => '';
      if (name === Symbol.iterator) return () => [][Symbol.iterator]();
      if (!known.has(name)) known.set(name, yes());
      return known.get(name);
    },
    apply: () => yes(),
    construct: () => yes() as object,
  });
}

function everythingOfTheApi(): Record<string, unknown> {
  const types = readFileSync(join(root, 'node_modules/@types/vscode/index.d.ts'), 'utf8');
  const exported = /^\texport (?:abstract )?(?:namespace|class|enum|const) (\w+)/gm;
  const names = [...types.matchAll(exported)].map(([, name = '']) => name);
  return Object.fromEntries<unknown>(names.map((name) => [name, yes()]));
}

function context(): Record<string, unknown> {
  const memory = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    globalState: memory,
    workspaceState: memory,
    secrets: { get: () => Promise.resolve(), onDidChange: () => ({ dispose() {} }) },
    subscriptions: [],
    extension: { packageJSON: manifest },
    extensionPath: root,
    extensionUri: yes(),
    globalStorageUri: yes(),
    storageUri: yes(),
    logUri: yes(),
    // ExtensionMode.Production
    extensionMode: 1,
  };
}

function main(): void {
  const api = everythingOfTheApi();
  const loaded: string[] = [];
  const loader = Module as unknown as Loader;
  const original = loader._load;
  loader._load = (request, parent, isMain) => {
    if (request === 'vscode') return api;
    const file = loader._resolveFilename(request, parent, isMain);
    if (dirname(file) === dirname(entry)) loaded.push(basename(file));
    return original.call(loader, request, parent, isMain);
  };
  const extension = Module.createRequire(__filename)(entry) as { activate(given: unknown): void };
  extension.activate(context());
  process.stdout.write(JSON.stringify(loaded));
}

main();
// What was begun for later is nobody's any more.
process.exit();
