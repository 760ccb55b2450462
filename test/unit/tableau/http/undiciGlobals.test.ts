/** Checks, each time in a process of its own, that loading the client leaves undici's process-wide symbols as they were. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../../../..');
const source = path.join(root, 'src/tableau/library.ts');

/** Runs a script that may `load()` the client, and gives what it printed. */
function inChild(script: string): string {
  const load = `const load = () => require(${JSON.stringify(source)});`;
  return execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', `${load}\n${script}`], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
}

const symbolsOfUndici = `
  const undicis = () => Reflect.ownKeys(globalThis).filter((key) => String(key).includes('undici')).map(String);`;

describe('loading library.ts', () => {
  it("adds no symbol of undici and no other global, and Node's own fetch goes on working, not through us", () => {
    const out = inChild(`${symbolsOfUndici}
      const { createServer } = require('node:http');
      const before = Reflect.ownKeys(globalThis).map(String);
      const { library } = load();
      const after = Reflect.ownKeys(globalThis).map(String);
      const found = { new: after.filter((key) => !before.includes(key)), undicis: undicis() };
      const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
      const transport = library.createTransport({ log });
      const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1', async () => {
        const text = await (await fetch('http://127.0.0.1:' + server.address().port)).text();
        console.log(JSON.stringify({ ...found, text, ours: transport.requestCount, headers: typeof Headers }));
        transport.dispose();
        server.close();
        server.closeAllConnections();
      });`);
    assert.deepEqual(JSON.parse(out), {
      new: [],
      undicis: [],
      text: 'hello',
      ours: 0,
      headers: 'function',
    });
  });

  it('leaves a dispatcher that somebody else set exactly as it was', () => {
    const out = inChild(`
      const names = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'];
      const theirs = { dispatch() {} };
      for (const name of names) Object.defineProperty(globalThis, Symbol.for(name), { value: theirs, writable: true, enumerable: false, configurable: false });
      const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, Symbol.for(name)));
      load();
      const after = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, Symbol.for(name)));
      console.log(JSON.stringify({
        same: after.every((one) => one.value === theirs),
        descriptors: JSON.stringify(before) === JSON.stringify(after) }));`);
    assert.deepEqual(JSON.parse(out), { same: true, descriptors: true });
  });

  it('would be noticed if it did not restore: undici alone does set them', () => {
    const out = inChild(`${symbolsOfUndici} require('undici'); console.log(undicis().length);`);
    assert.ok(Number(out) >= 1);
  });
}).timeout(30_000);
