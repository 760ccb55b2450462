/**
 * What all extensions of a window share is left as it was by the client that we ship: its own bundle, in a real extension host,
 * which has put a `fetch` of its own there. (`test/unit/tableau/http/undiciGlobals.test.ts` has the cases of bare Node.)
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TableauLibrary } from '../../src/tableau/client';

const shared: readonly PropertyKey[] = [
  Symbol.for('undici.globalDispatcher.1'),
  Symbol.for('undici.globalDispatcher.2'),
  'fetch',
];

/** Values by identity: another agent or another function is a change, however alike. */
function descriptors(): readonly (PropertyDescriptor | undefined)[] {
  return shared.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
}

const answer = '{"serverInfo":{"restApiVersion":"3.20"}}';
const silent = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe('the first request of the client', () => {
  let server: Server;
  let url = '';

  before(async () => {
    server = createServer((_, response) => response.end(answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });

  it('leaves the global dispatchers and fetch of the extension host as they were, which go on working', async () => {
    const extension = vscode.extensions.getExtension('vizport.vizport');
    assert.ok(extension);
    const bundle = join(extension.extensionPath, 'dist', 'client.js');
    // As in a window that has not asked Tableau for anything yet.
    const load = createRequire(bundle);
    Reflect.deleteProperty(load.cache, bundle);
    const before = descriptors();
    const { library } = load(bundle) as { readonly library: TableauLibrary };
    const transport = library.createTransport({ log: silent });
    try {
      const { apiVersion } = await library.serverInfo(transport, url);
      assert.deepEqual([apiVersion, transport.requestCount], ['3.20', 1]);
      const after = descriptors();
      for (const [at, name] of shared.entries()) {
        const [was, is] = [before[at], after[at]];
        assert.deepEqual(Object.keys(is ?? {}), Object.keys(was ?? {}), String(name));
        for (const key of [
          'value',
          'get',
          'set',
          'writable',
          'enumerable',
          'configurable',
        ] as const)
          assert.ok(Object.is(is?.[key], was?.[key]), `${String(name)}: ${key}`);
      }
      assert.equal(await (await fetch(url)).text(), answer);
      assert.equal(transport.requestCount, 1);
    } finally {
      transport.dispose();
    }
  });
});
