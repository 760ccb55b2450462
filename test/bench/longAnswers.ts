/** Stands before a fake server and answers two queries itself, with more rows than the fake company has. */
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LongAnswers {
  readonly url: string;
  close(): Promise<void>;
}

/** Names of operations, and how many characters each of their 100,000 rows has beside its ids. */
export const longQueries = { Rows100k: 20, Answer30MB: 190 } as const;
const rows = 100_000;

export async function longAnswers(behind: string): Promise<LongAnswers> {
  const bodies = new Map(
    Object.entries(longQueries).map(([name, padding]) => [name, bodyOf(padding)]),
  );
  const server: Server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const body = Buffer.concat(chunks);
      const text = body.toString('utf8');
      const known = [...bodies].find(([name]) => text.includes(`query ${name}`));
      if (known !== undefined) {
        answer.setHeader('content-type', 'application/json');
        answer.end(known[1]);
        return;
      }
      const { method, headers, url = '/' } = asked;
      const on = forward(
        `${behind}${url}`,
        { method, headers: { ...headers, host: new URL(behind).host } },
        (reply) => {
          answer.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(answer);
        },
      );
      on.on('error', () => answer.destroy());
      on.end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function bodyOf(padding: number): string {
  const nodes = Array.from({ length: rows }, (_, n) => ({
    luid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    name: `Workbook ${(n * 7919) % rows}`,
    description: 'x'.repeat(padding),
    owner: { username: `person${n % 97}@example.com` },
    updatedAt: new Date(1_700_000_000_000 + n * 60_000).toISOString(),
  }));
  return JSON.stringify({ data: { workbooks: nodes } });
}
