/** A fake Tableau server behind a relay that keeps what crosses the wire: the tokens it hands out, the JWTs it is sent. */
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFakeTableau, type FakeTableauOptions } from '../../fakeTableau/server';
import type { FakeTableau } from '../../fakeTableau/server';
import type { Planted } from '../../tools/secretForms';

export interface RecordedTableau {
  /** With the relay's address. */
  readonly tableau: FakeTableau;
  /** Session tokens and JWTs that were seen so far. */
  seen(): readonly Planted[];
  /** Every line that was asked for: method, path and query. */
  asked(): readonly string[];
  close(): Promise<void>;
}

/** `origin`: a name for the relay that its clients can reach, without the port. */
export async function recordedTableau(
  options: FakeTableauOptions,
  origin = 'http://127.0.0.1',
): Promise<RecordedTableau> {
  const fake = await startFakeTableau(options);
  const tokens = new Set<string>();
  const jwts = new Set<string>();
  const asked: string[] = [];
  const relay = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    asked.push(`${incoming.method} ${incoming.url}`);
    const token = incoming.headers['x-tableau-auth'];
    if (typeof token === 'string') tokens.add(token);
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const [, jwt] = /"jwt"\s*:\s*"([^"]+)"/u.exec(body.toString()) ?? [];
      if (jwt !== undefined) jwts.add(jwt);
      const { headers, method, url = '/' } = incoming;
      const onward = ask(`${fake.url}${url}`, { method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const url = `${origin}:${(relay.address() as AddressInfo).port}`;
  return {
    tableau: { ...fake, url },
    seen: () => [
      ...[...tokens, ...fake.model.sessions.keys()].flatMap((token, index) => [
        { name: `session token ${index + 1}`, secret: token },
        // A part of it is as good as found.
        { name: `session token ${index + 1}, first part`, secret: token.split('|')[0] ?? token },
      ]),
      ...[...jwts].map((secret, index) => ({ name: `JWT ${index + 1}`, secret })),
    ],
    asked: () => asked,
    close: async () => {
      relay.closeAllConnections();
      await new Promise((resolve) => relay.close(resolve));
      await fake.close();
    },
  };
}
