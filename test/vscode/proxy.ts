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

export interface ProxyOptions {
  /** The port of VS Code's server. */
  readonly target: number;
  /** Ours; 0 for any free one. */
  readonly port: number;
  /** Where `/` alone leads, so that a person has a short address to type. */
  readonly home: (address: string) => string;
  /** Shows notifications though a test driver is on, see `withToasts`. */
  readonly toasts: boolean;
}

/**
 * `POST /mint-key` answers the half of the key that secrets are encrypted with: without it every secret is gone after
 * a reload.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { target } = options;
  const keyHalf = randomBytes(32);
  const sockets = new Set<Socket>();
  let address = '';

  const server = createServer((incoming, answer) => {
    if (incoming.method === 'POST' && incoming.url === '/mint-key') {
      answer.writeHead(200, { 'content-type': 'application/octet-stream' }).end(keyHalf);
    } else if (incoming.url === '/') {
      answer.writeHead(302, { location: options.home(address) }).end();
    } else if (forwardedPort.test(incoming.url ?? '')) {
      // code-server's VS Code opens an address of this machine as a path that code-server would forward.
      const location = incoming.url?.replace(forwardedPort, 'http://127.0.0.1:$1/');
      answer.writeHead(302, { location }).end();
    } else if (options.toasts && incoming.url?.endsWith('/browser/workbench/workbench.js')) {
      forwardChanged(target, incoming, answer, withToasts);
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
    server.listen(options.port, '127.0.0.1', resolve);
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

const forwardedPort = /^\/proxy\/(\d+)\//;

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

/** A file whose text is changed on its way. */
function forwardChanged(
  target: number,
  incoming: IncomingMessage,
  answer: ServerResponse,
  change: (text: string) => string,
): void {
  const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
  const outgoing = request({ ...onward(target, incoming), headers }, (reply) => {
    const chunks: Buffer[] = [];
    reply.on('data', (chunk: Buffer) => chunks.push(chunk));
    reply.once('end', () => {
      const text = change(Buffer.concat(chunks).toString());
      const { 'content-length': _, 'transfer-encoding': __, ...kept } = reply.headers;
      answer.writeHead(reply.statusCode ?? 502, kept).end(text);
    });
  });
  outgoing.on('error', () => answer.writeHead(502).end());
  outgoing.end();
}

/**
 * VS Code for the web loads extensions from their folders only when a test drives it, and then it shows no notification
 * at all. A demo without messages would show half of the product: that one condition is taken out of the workbench.
 */
function withToasts(script: string): string {
  const condition = '!this.environmentService.enableSmokeTestDriver&&';
  const shown = '!this.isNotificationsCenterVisible&&';
  return script.replace(`${shown}${condition}`, shown);
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
