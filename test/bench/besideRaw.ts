/**
 * Measures work through the client's production bundle beside the raw listing: the same pages, with the same fields, by plain
 * undici and `JSON.parse`, in parallel because their number is known to it. Prints the milliseconds of every round.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Agent, request } from 'undici';
import type { TableauClient, TableauLibrary } from '../../src/tableau/client';
import type { ContentUrl, SiteRef } from '../../src/tableau/model';

export const total = 10_000;
const pageSize = 1000;
const pageCount = total / pageSize;

interface Work {
  /** What is listed besides workbooks: of each kind there is one page, which is empty. */
  readonly besides?: readonly string[];
  /** Requests at a time of the raw listing; all at once where nothing is said. */
  readonly atOnce?: number;
  run(client: TableauClient, site: SiteRef): Promise<void>;
}

/** Arguments of the process: the bundle, the server's port, the rounds. */
export async function besideRaw({
  besides = [],
  atOnce = pageCount + besides.length,
  run,
}: Work): Promise<void> {
  const [bundle = '', port = '', rounds = '9'] = process.argv.slice(2);
  const server = `http://127.0.0.1:${port}`;
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
  const client = library.createClient(transport, site, {
    current: () => Promise.resolve(session),
    renew: () => Promise.reject(new Error('Nobody ends this session')),
  });
  const dispatcher = new Agent({ connections: atOnce });
  const throughClient = (): Promise<void> => run(client, site);
  const raw = (): Promise<void> => rawListing(dispatcher, server, besides);

  // Both warm: connections open, code compiled, and the client knows the list's length from the last time.
  for (let n = 0; n < 3; n++) {
    await throughClient();
    await raw();
  }
  const measured: { readonly client: number; readonly floor: number }[] = [];
  for (let n = 0; n < Number(rounds); n++) {
    // Taking turns at going first, so that neither always pays for the other's garbage.
    if (n % 2 === 0) {
      const first = await timed(throughClient);
      measured.push({ client: first, floor: await timed(raw) });
    } else {
      const floor = await timed(raw);
      measured.push({ client: await timed(throughClient), floor });
    }
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  transport.dispose();
  await dispatcher.close();
}

async function rawListing(
  dispatcher: Agent,
  server: string,
  besides: readonly string[],
): Promise<void> {
  const fields = '_default_,hasExtracts,sheetCount,owner.name,owner.fullName';
  const query = `sort=${encodeURIComponent('name:asc,createdAt:asc')}&fields=${encodeURIComponent(fields)}&pageSize=${pageSize}`;
  const page = async (kind: string, number: number): Promise<readonly unknown[]> => {
    const answer = await request(
      `${server}/api/3.29/sites/s/${kind}?${query}&pageNumber=${number}`,
      { dispatcher },
    );
    const read = JSON.parse(await answer.body.text()) as Record<string, Record<string, unknown[]>>;
    return read[kind]?.[kind.slice(0, -1)] ?? [];
  };
  const pages = await Promise.all([
    ...Array.from({ length: pageCount }, (_, n) => page('workbooks', n + 1)),
    ...besides.map((kind) => page(kind, 1)),
  ]);
  assert.ok(pages.flat().length >= total);
}

async function timed(work: () => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const began = performance.now();
  await work();
  return performance.now() - began;
}
