/** A TLS server in front of a plain one: what stands before most Tableau Servers. */
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { KeyPair } from './certificates';

export interface TlsFront {
  readonly port: number;
  /** Connections whose handshake succeeded. */
  readonly handshakes: number;
  close(): Promise<void>;
}

/** Hands every byte on to `target`, an address such as `http://127.0.0.1:4711`. */
export async function startTlsFront(target: string, pair: KeyPair): Promise<TlsFront> {
  const open = new Set<Socket>();
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  let handshakes = 0;
  const server = createServer({ key: pair.key, cert: pair.cert }, (client) => {
    handshakes += 1;
    const inner = connect(Number(new URL(target).port), '127.0.0.1');
    keep(client);
    keep(inner);
    // A side that goes away takes the other with it; which of them broke is not this server's affair.
    client.on('error', () => inner.destroy()).pipe(inner);
    inner.on('error', () => client.destroy()).pipe(client);
    client.once('close', () => inner.destroy());
    inner.once('close', () => client.destroy());
  });
  // Clients that do not trust the certificate hang up: that is what some tests are about.
  server.on('tlsClientError', () => undefined);
  server.on('connection', keep);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get handshakes() {
      return handshakes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
