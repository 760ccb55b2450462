/** The entry of the client's bundle (`dist/client.js`), loaded at the first request. */
import { signIn, signOut } from './auth/signIn';
import type { TableauLibrary, Transport, TransportOptions } from './client';
import { HttpTransport } from './http/transport';
import { serverInfo } from './serverInfo';
import { createClient } from './siteClient';

function createTransport(options: TransportOptions): Transport {
  return new HttpTransport(options);
}

export const library: TableauLibrary = {
  createTransport,
  serverInfo,
  signIn,
  signOut,
  createClient,
};

export { createTransport, serverInfo, signIn, signOut, createClient };
