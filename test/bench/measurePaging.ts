/**
 * In a process of its own: 10,000 nodes of a Connection in pages of 1,000, through the panel's paging and through plain undici,
 * alternating; prints the milliseconds of every round. Arguments: the client's bundle, how to reach the server (JSON), the rounds.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Agent, request } from 'undici';
import type { TableauLibrary, TableauSession } from '../../src/tableau/client';
import type { ContentUrl } from '../../src/tableau/model';
import { PagedFetch } from '../../src/tableau/metadata/paging/fetchPages';

interface Reached {
  readonly url: string;
  readonly contentUrl: string;
  readonly personalAccessToken: { readonly name: string; readonly secret: string };
}

const [bundle = '', reached = '{}', rounds = '7'] = process.argv.slice(2);
const { url, contentUrl, personalAccessToken } = JSON.parse(reached) as Reached;
const wanted = 10_000;
const fields = 'luid name projectName owner { username }';
const written = `{ workbooksConnection(first: 1000, orderBy: {field: ID, direction: ASC}) { nodes { ${fields} } } }`;

async function main(): Promise<void> {
  const { library } = createRequire(__filename)(bundle) as { library: TableauLibrary };
  const silent = (): void => undefined;
  const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };
  const transport = library.createTransport({ log });
  const site = { server: url, contentUrl: contentUrl as ContentUrl };
  const session: TableauSession = await library.signIn(transport, site, {
    method: 'personalAccessToken',
    ...personalAccessToken,
  });
  const client = library.createClient(transport, site, {
    current: () => Promise.resolve(session),
    renew: () => Promise.reject(new Error('Nobody ends this session')),
  });
  const agent = new Agent({ connections: 1 });

  const throughPaging = async (): Promise<void> => {
    const pages = new PagedFetch(
      { query: written },
      {},
      {
        ask: (asked, signal) => client.metadata.query({ ...asked, patient: false }, signal),
      },
    );
    await pages.go(new AbortController().signal);
    assert.ok(pages.fetched >= wanted, `${pages.fetched}`);
  };
  const throughUndici = async (): Promise<void> => {
    let after = '';
    let count = 0;
    do {
      const query = `{ workbooksConnection(first: 1000${after}, orderBy: {field: ID, direction: ASC}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
      const answer = await request(`${url}/api/metadata/graphql`, {
        dispatcher: agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tableau-auth': session.token },
        body: JSON.stringify({ query }),
      });
      const { data } = JSON.parse(await answer.body.text()) as {
        data: {
          workbooksConnection: {
            nodes: unknown[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        };
      };
      const { nodes, pageInfo } = data.workbooksConnection;
      count += nodes.length;
      after = pageInfo.hasNextPage ? `, after: ${JSON.stringify(pageInfo.endCursor)}` : '';
    } while (after !== '');
    assert.ok(count >= wanted, `${count}`);
  };

  await throughPaging();
  await throughUndici();
  const measured: { readonly paging: number; readonly floor: number }[] = [];
  for (let n = 0; n < Number(rounds); n++) {
    // Taking turns at going first, so that neither always pays for the other's garbage.
    if (n % 2 === 0) {
      const paging = await timed(throughPaging);
      measured.push({ paging, floor: await timed(throughUndici) });
    } else {
      const floor = await timed(throughUndici);
      measured.push({ paging: await timed(throughPaging), floor });
    }
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  transport.dispose();
  await agent.close();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
