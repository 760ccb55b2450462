/** A small SOCKS5 proxy (RFC 1928, CONNECT alone) that knows names which no other computer knows. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SocksProxy {
  /** `socks5://127.0.0.1:PORT` */
  readonly url: string;
  /** `host:port` of each tunnel. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** With a login it takes no client without one (RFC 1929). */
export async function startSocksProxy(login?: {
  readonly username: string;
  readonly password: string;
}): Promise<SocksProxy> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    client.once('data', (methods: Buffer) => {
      if (login === undefined) {
        client.write(Buffer.from([5, 0]));
        client.once('data', goOn);
      } else if (!methods.subarray(2).includes(2)) {
        client.end(Buffer.from([5, 255]));
      } else {
        client.write(Buffer.from([5, 2]));
        client.once('data', (given: Buffer) => {
          const isRight = sameLogin(given, login);
          client.write(Buffer.from([1, isRight ? 0 : 1]));
          if (isRight) client.once('data', goOn);
          else client.end();
        });
      }
      function goOn(request: Buffer): void {
        const [host, port] = target(request);
        asked.push(`${host}:${port}`);
        const inner = connect(port, host.endsWith('.example') ? '127.0.0.1' : host);
        inner.once('connect', () => {
          client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          client.pipe(inner).pipe(client);
        });
        inner.on('error', () => client.destroy());
        client.once('close', () => inner.destroy());
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function sameLogin(
  given: Buffer,
  { username, password }: { readonly username: string; readonly password: string },
): boolean {
  const end = 2 + (given[1] ?? 0);
  return (
    given.toString('utf8', 2, end) === username && given.toString('utf8', end + 1) === password
  );
}

/** By name (3) or by IPv4 address (1). */
function target(request: Buffer): readonly [host: string, port: number] {
  const byName = request[3] === 3;
  const length = byName ? (request[4] ?? 0) : 4;
  const start = byName ? 5 : 4;
  const bytes = request.subarray(start, start + length);
  return [
    byName ? bytes.toString('latin1') : bytes.join('.'),
    request.readUInt16BE(start + length),
  ];
}
