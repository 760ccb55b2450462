/**
 * In a process of its own: lists 10,000 workbooks through the client's production bundle and through plain undici,
 * alternating, and prints the milliseconds of every round. Arguments: the bundle, the server's port, the rounds.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Agent, request } from 'undici';
import type { AuthTokens, TableauLibrary, TableauSession } from '../../src/tableau/client';
import type { ContentUrl, Workbook } from '../../src/tableau/model';

const [bundle = '', port = '', rounds = '9'] = process.argv.slice(2);
const server = `http://127.0.0.1:${port}`;
const pageCount = 10;
const pageSize = 1000;

interface Round {
  readonly client: number;
  readonly floor: number;
}

async function main(): Promise<void> {
  const { library } = createRequire(__filename)(bundle) as { library: TableauLibrary };
  const silent = (): void => undefined;
  const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };
  const transport = library.createTransport({ log });
  const site = { server, contentUrl: 'sales' as ContentUrl };
  const session = await library.signIn(transport, site, {
    method: 'personalAccessToken',
    name: 'n',
    secret: 's',
  });
  const client = library.createClient(transport, site, tokensOf(session));
  const floorAgent = new Agent({ connections: pageCount });

  const throughClient = async (): Promise<void> => {
    const all: Workbook[] = [];
    for await (const page of client.workbooks.pages({}, { ahead: 9 })) all.push(...page);
    assert.equal(all.length, pageCount * pageSize);
    assert.equal(all[9999]?.owner?.fullName, 'Person Number 99');
  };
  // The floor: the same pages, all at once because their number is known to it, and nothing but JSON.parse.
  const query = 'sort=name%3Aasc&fields=_default_&pageSize=1000';
  const throughUndici = async (): Promise<void> => {
    const pages = await Promise.all(
      Array.from({ length: pageCount }, async (_, n) => {
        const path = `/api/3.29/sites/s/workbooks?${query}&pageNumber=${n + 1}`;
        const answer = await request(`${server}${path}`, { dispatcher: floorAgent });
        return JSON.parse(await answer.body.text()) as { workbooks: { workbook: unknown[] } };
      }),
    );
    assert.equal(pages.flatMap((page) => page.workbooks.workbook).length, pageCount * pageSize);
  };

  // Both warm: connections open, code compiled, and the client knows the list's length from the last time.
  for (let n = 0; n < 3; n++) {
    await throughClient();
    await throughUndici();
  }
  const measured: Round[] = [];
  for (let n = 0; n < Number(rounds); n++) {
    // Taking turns at going first, so that neither always pays for the other's garbage.
    if (n % 2 === 0) {
      const client = await timed(throughClient);
      measured.push({ client, floor: await timed(throughUndici) });
    } else {
      const floor = await timed(throughUndici);
      measured.push({ client: await timed(throughClient), floor });
    }
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  transport.dispose();
  await floorAgent.close();
}

function tokensOf(session: TableauSession): AuthTokens {
  return {
    current: () => Promise.resolve(session),
    renew: () => Promise.reject(new Error('Nobody ends this session')),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const began = performance.now();
  await work();
  return performance.now() - began;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
