/** Checks, each time in a process of its own, that loading the client's bundle leaves undici's process-wide symbols as they were. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../../../..');

/** Runs a script that may `load()` the client, and gives what it printed as JSON. */
function inChild(load: string, script: string, options: readonly string[] = []): unknown {
  const source = `const load = () => require(${JSON.stringify(load)});
    const undicis = () => Reflect.ownKeys(globalThis).filter((key) => String(key).includes('undici')).map(String);
    ${script}`;
  const printed = execFileSync(process.execPath, [...options, '--eval', source], {
    cwd: root,
    encoding: 'utf8',
  });
  return JSON.parse(printed);
}

/** Loads the client, sends a request through it, then one through Node's own fetch. */
const ownFetch = `
  const { createServer } = require('node:http');
  const before = Reflect.ownKeys(globalThis).map(String);
  const { library } = load();
  const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const transport = library.createTransport({ log });
  const answer = '{"serverInfo":{"restApiVersion":"3.20"}}';
  const server = createServer((_, response) => response.end(answer)).listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    const { apiVersion } = await library.serverInfo(transport, url);
    const added = Reflect.ownKeys(globalThis).map(String).filter((key) => !before.includes(key));
    const text = await (await fetch(url)).text();
    console.log(JSON.stringify({ added, apiVersion, fetched: text === answer, ours: transport.requestCount }));
    transport.dispose();
    server.close();
    server.closeAllConnections();
  });`;

describe('loading library.ts', function () {
  this.timeout(60_000);
  let folder = '';
  let bundle = '';

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vizport-client-'));
    execFileSync(
      process.execPath,
      ['esbuild.js', '--production', '--only', 'client', '--dist', folder],
      {
        cwd: root,
      },
    );
    bundle = path.join(folder, 'client.js');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("adds no symbol of undici and no other global, sends requests, and Node's own fetch goes on working without us", () => {
    const wanted = { added: [], apiVersion: '3.20', fetched: true, ours: 1 };
    assert.deepEqual(inChild(bundle, ownFetch), wanted);
  });

  it('has all of undici that a tunnel through a proxy needs', () => {
    const out = inChild(
      bundle,
      `const { createServer } = require('node:net');
      const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
      const { library } = load();
      let asked = '';
      const proxy = createServer((socket) => socket.once('data', (data) => {
        asked = String(data).split('\\r\\n')[0];
        socket.end('HTTP/1.1 407 No\\r\\ncontent-length: 0\\r\\n\\r\\n');
      })).listen(0, '127.0.0.1', async () => {
        const route = { via: 'proxy', proxy: 'http://127.0.0.1:' + proxy.address().port, trust: { verify: true } };
        const transport = library.createTransport({ log, routeOf: async () => route });
        const { code } = await library.serverInfo(transport, 'https://tableau.example').catch((error) => error);
        console.log(JSON.stringify({ asked, code }));
        transport.dispose();
        proxy.close();
      });`,
    );
    assert.deepEqual(out, { asked: 'CONNECT tableau.example:443 HTTP/1.1', code: 'PROXY_LOGIN' });
  });

  it('leaves a dispatcher that somebody else set exactly as it was', () => {
    const out = inChild(
      bundle,
      `const names = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'];
      const theirs = { dispatch() {} };
      for (const name of names) {
        Object.defineProperty(globalThis, Symbol.for(name), { value: theirs, writable: true, enumerable: false, configurable: false });
      }
      const look = () => names.map((name) => Object.getOwnPropertyDescriptor(globalThis, Symbol.for(name)));
      const before = look();
      load();
      console.log(JSON.stringify({
        same: look().every((one) => one.value === theirs),
        descriptors: JSON.stringify(before) === JSON.stringify(look()) }));`,
    );
    assert.deepEqual(out, { same: true, descriptors: true });
  });

  it('would be noticed if it did not: undici by itself does set them', () => {
    const out = inChild(require.resolve('undici'), 'load(); console.log(undicis().length)');
    assert.ok(Number(out) >= 1);
  });

  it("keeps Node's own fetch working when it runs from source, too", () => {
    const source = path.join(root, 'src/tableau/library.ts');
    const out = inChild(source, ownFetch, ['--require', 'tsx/cjs']) as Record<string, unknown>;
    assert.deepEqual([out['apiVersion'], out['fetched'], out['ours']], ['3.20', true, 1]);
  });
});
