/** Looks at one leg of the way at a time: the name and the port, the proxy's answer, the server's certificate. For reports. */
import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Route, Trust } from '../tableau/route';

const legMs = 15_000;
const usualPorts: Readonly<Record<string, number>> = { 'https:': 443, 'socks5:': 1080 };

type ProxyRoute = Extract<Route, { via: 'proxy' }>;

/** The addresses of a host that took a connection. @throws an error with a code such as `ENOTFOUND`, or the signal's reason */
export async function reach(address: string, signal: AbortSignal): Promise<readonly string[]> {
  const { hostname, port } = placeOf(address);
  const found = await limited(signal, () => lookup(hostname, { all: true }));
  await limited(signal, (stop) => {
    const socket = connectTcp({ host: hostname, port });
    return opened(socket, 'connect', stop).finally(() => socket.destroy());
  });
  return [...new Set(found.map((one) => one.address))];
}

export interface ProxyAnswer {
  readonly status: number;
  /** How it wants people to sign in: `Basic`, `Negotiate`, `NTLM`. */
  readonly schemes: readonly string[];
  /** With status 200: the tunnel to the server. Whoever asked closes it. */
  readonly tunnel?: Duplex;
}

/** Asks a proxy for a tunnel to the server; for a server that is called with http, for its address. */
export async function askProxy(
  route: ProxyRoute,
  server: string,
  signal: AbortSignal,
): Promise<ProxyAnswer> {
  const proxy = placeOf(route.proxy);
  const target = placeOf(server);
  const isTunnel = server.startsWith('https:');
  const host = `${bracketed(target.hostname)}:${target.port}`;
  const request = route.proxy.startsWith('https:') ? httpsRequest : httpRequest;
  return limited(
    signal,
    (stop) =>
      new Promise<ProxyAnswer>((resolve, reject) => {
        const asked = request({
          host: proxy.hostname,
          port: proxy.port,
          agent: false,
          method: isTunnel ? 'CONNECT' : 'HEAD',
          path: isTunnel ? host : `${server}/`,
          headers: {
            host: isTunnel ? host : new URL(server).host,
            ...(route.authorization === undefined
              ? {}
              : { 'proxy-authorization': route.authorization }),
          },
          ...tlsOptions(route.trust),
        });
        stop.addEventListener('abort', () => asked.destroy(), { once: true });
        asked.once('error', reject);
        asked.once('connect', (answer, socket) => {
          const status = answer.statusCode ?? 0;
          const schemes = schemesOf(answer.headers['proxy-authenticate']);
          if (status === 200) return resolve({ status, schemes, tunnel: socket });
          socket.destroy();
          resolve({ status, schemes });
        });
        asked.once('response', (answer) => {
          const schemes = schemesOf(answer.headers['proxy-authenticate']);
          answer.resume();
          asked.destroy();
          // Whatever the server says to HEAD: the proxy let it through.
          resolve({ status: answer.statusCode === 407 ? 407 : 200, schemes });
        });
        asked.end();
      }),
  );
}

export interface TlsFacts {
  readonly protocol: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: number;
  /** Why it is not trusted, such as `CERT_HAS_EXPIRED`; undefined when it is. */
  readonly problem: string | undefined;
}

/** Shakes hands with the server, through a tunnel where one is given, and trusts nobody with anything. */
export async function shakeHands(
  server: string,
  trust: Trust,
  tunnel: Duplex | undefined,
  signal: AbortSignal,
): Promise<TlsFacts> {
  const { hostname, port } = placeOf(server);
  return limited(signal, async (stop) => {
    const socket = connectTls({
      ...(tunnel === undefined ? { host: hostname, port } : { socket: tunnel }),
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      ...(trust.context === undefined ? {} : { secureContext: trust.context }),
      // To look at a certificate that is refused, and name what is wrong with it. Nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    try {
      await opened(socket, 'secureConnect', stop);
      return factsOf(socket);
    } finally {
      socket.destroy();
    }
  });
}

function factsOf(socket: TLSSocket): TlsFacts {
  const certificate = socket.getPeerCertificate();
  return {
    protocol: socket.getProtocol() ?? '',
    subject: one(certificate.subject?.CN),
    issuer: one(certificate.issuer?.O) || one(certificate.issuer?.CN),
    // Without a date there is nothing to warn of.
    validTo: Date.parse(certificate.valid_to ?? '') || 8.64e15,
    // A string such as CERT_HAS_EXPIRED, whatever its type says.
    problem: socket.authorized ? undefined : String(socket.authorizationError),
  };
}

function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function tlsOptions({ context, verify }: Trust) {
  return {
    ...(context === undefined ? {} : { secureContext: context }),
    ...(verify ? {} : { rejectUnauthorized: false }),
  };
}

function schemesOf(header: string | string[] | undefined): readonly string[] {
  const lines = header === undefined ? [] : [header].flat();
  return [...new Set(lines.map((line) => line.trim().split(/\s/u)[0] ?? ''))].filter(Boolean);
}

function opened(socket: Socket, event: string, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    stop.addEventListener('abort', () => socket.destroy(stop.reason as Error), { once: true });
    socket.once('error', reject);
    socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    socket.once(event, () => resolve());
  });
}

/** @throws an error with code `TIMEOUT` when a leg takes too long */
async function limited<T>(
  signal: AbortSignal,
  work: (stop: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = AbortSignal.timeout(legMs);
  const stop = AbortSignal.any([signal, limit]);
  const ended = new Promise<never>((_, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason as Error), { once: true });
  });
  try {
    return await Promise.race([work(stop), ended]);
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw Object.assign(new Error('TIMEOUT'), { code: 'TIMEOUT' });
    throw error;
  }
}

function placeOf(address: string): { hostname: string; port: number } {
  const url = new URL(address);
  return {
    hostname: url.hostname.replace(/^\[|\]$/gu, ''),
    port: url.port === '' ? (usualPorts[url.protocol] ?? 80) : Number(url.port),
  };
}

function bracketed(hostname: string): string {
  return isIP(hostname) === 6 ? `[${hostname}]` : hostname;
}
