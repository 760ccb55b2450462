/** A reverse proxy in front of VS Code's server that adds what VS Code for the web expects of the site it is served from. */
import { randomBytes } from 'node:crypto';
import {
  createServer,
  request,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Proxy {
  readonly address: string;
  dispose(): Promise<void>;
}

/**
 * `POST /mint-key` answers the half of the key that secrets are encrypted with: without it every secret is gone after
 * a reload. `/` alone leads to `home(address)`, so that a person has a short address to type.
 */
export async function startProxy(
  target: number,
  port: number,
  home: (address: string) => string,
): Promise<Proxy> {
  const keyHalf = randomBytes(32);
  const sockets = new Set<Socket>();
  let address = '';

  const server = createServer((incoming, answer) => {
    if (incoming.method === 'POST' && incoming.url === '/mint-key') {
      answer.writeHead(200, { 'content-type': 'application/octet-stream' }).end(keyHalf);
    } else if (incoming.url === '/') {
      answer.writeHead(302, { location: home(address) }).end();
    } else {
      forward(target, incoming, answer);
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    forwardUpgrade(target, incoming, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    dispose: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const onward = (target: number, incoming: IncomingMessage): RequestOptions => ({
  host: '127.0.0.1',
  port: target,
  method: incoming.method,
  path: incoming.url,
  headers: incoming.headers, // `host` too: VS Code names its remote by the address in the browser
});

function forward(target: number, incoming: IncomingMessage, answer: ServerResponse): void {
  const outgoing = request(onward(target, incoming), (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  outgoing.on('error', () => {
    // The server is gone or going: the browser hears it as a plain 502.
    if (!answer.headersSent) answer.writeHead(502);
    answer.end();
  });
  answer.once('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

function forwardUpgrade(
  target: number,
  incoming: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const outgoing = request(onward(target, incoming));
  outgoing.on('upgrade', (reply, upstream: Socket, rest: Buffer) => {
    const headers = reply.rawHeaders.map((text, i) => (i % 2 ? `${text}\r\n` : `${text}: `));
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('')}\r\n`);
    socket.write(rest);
    upstream.write(head);
    socket.setNoDelay(true);
    upstream.setNoDelay(true);
    upstream.pipe(socket).pipe(upstream);
    upstream.once('error', () => socket.destroy());
    upstream.once('close', () => socket.destroy());
    socket.once('close', () => upstream.destroy());
  });
  outgoing.once('response', () => socket.destroy());
  outgoing.once('error', () => socket.destroy());
  socket.once('error', () => outgoing.destroy());
  outgoing.end();
}
