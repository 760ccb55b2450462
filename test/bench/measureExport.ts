/**
 * In a process of its own: exports 10,000 workbooks as CSV through the client's production bundle, and lists the same through plain
 * undici, alternating; prints the milliseconds of every round. Arguments: the bundle, the server's port, the rounds.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Agent, request } from 'undici';
import { SiteContent } from '../../src/content/siteContent';
import { csv } from '../../src/mapping/formats/csv';
import { mappingRows } from '../../src/mapping/gather';
import type { TableauLibrary } from '../../src/tableau/client';
import type { ContentUrl } from '../../src/tableau/model';

const [bundle = '', port = '', rounds = '9'] = process.argv.slice(2);
const server = `http://127.0.0.1:${port}`;
const pageCount = 10;
const pageSize = 1000;

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
  const client = library.createClient(transport, site, {
    current: () => Promise.resolve(session),
    renew: () => Promise.reject(new Error('Nobody ends this session')),
  });
  const floorAgent = new Agent({ connections: pageCount });

  /** With content that remembers nothing, as the first export in a window has it. */
  const exported = async (): Promise<void> => {
    const content = new SiteContent(site, () => Promise.resolve(client));
    const rows = await mappingRows(
      content,
      { type: 'site' },
      { environment: 'prod', browserUrl: ({ webpageUrl }) => webpageUrl },
    );
    const [{ text }] = csv.files(rows, 'mapping');
    assert.equal(rows.length, pageCount * pageSize);
    assert.ok(text.length > 1_000_000);
    content.dispose();
  };
  const query = 'sort=name%3Aasc&fields=_default_&pageSize=1000';
  const rawListing = async (): Promise<void> => {
    const pages = await Promise.all(
      Array.from({ length: pageCount }, async (_, n) => {
        const path = `/api/3.29/sites/s/workbooks?${query}&pageNumber=${n + 1}`;
        const answer = await request(`${server}${path}`, { dispatcher: floorAgent });
        return JSON.parse(await answer.body.text()) as { workbooks: { workbook: unknown[] } };
      }),
    );
    assert.equal(pages.flatMap((page) => page.workbooks.workbook).length, pageCount * pageSize);
  };

  for (let n = 0; n < 3; n++) {
    await exported();
    await rawListing();
  }
  const measured: { readonly client: number; readonly floor: number }[] = [];
  for (let n = 0; n < Number(rounds); n++) {
    // Taking turns at going first, so that neither always pays for the other's garbage.
    if (n % 2 === 0) {
      const first = await timed(exported);
      measured.push({ client: first, floor: await timed(rawListing) });
    } else {
      const floor = await timed(rawListing);
      measured.push({ client: await timed(exported), floor });
    }
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  transport.dispose();
  await floorAgent.close();
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
