/** Credentials in the words of `POST auth/signin` (field guide §1.1). */
import { impersonationOf, type Credentials } from '../credentials';
import type { HttpTransport } from '../http/transport';
import type { SiteRef } from '../model';
import { externalJwt } from './externalJwt';
import { mintJwt } from './jwt';

export interface Proof {
  readonly body: Readonly<Record<string, unknown>>;
  /** Who will be signed in, where the credentials tell. */
  readonly userName?: string;
}

export async function proofOf(
  http: HttpTransport,
  site: SiteRef,
  credentials: Credentials,
  apiVersion: string,
  signal?: AbortSignal,
): Promise<Proof> {
  switch (credentials.method) {
    case 'personalAccessToken':
      return {
        body: {
          personalAccessTokenName: credentials.name,
          personalAccessTokenSecret: credentials.secret,
          ...user(credentials),
        },
        ...userName(impersonationOf(credentials)?.username),
      };
    case 'connectedApp':
      return {
        body: { jwt: await mintJwt(credentials, apiVersion, http.clock.now()) },
        userName: credentials.username,
      };
    case 'password':
      return {
        body: {
          name: credentials.username,
          password: credentials.password,
          ...user(credentials),
        },
        userName: impersonationOf(credentials)?.username ?? credentials.username,
      };
    case 'oauthTrust':
    case 'unifiedAccessToken': {
      const jwt = await externalJwt(http, site, credentials, apiVersion, signal);
      const unified = credentials.method === 'unifiedAccessToken' ? { isUat: true } : {};
      return { body: { jwt: jwt.token, ...unified }, ...userName(jwt.userName) };
    }
  }
  credentials satisfies never;
}

function user(credentials: Credentials): { readonly user?: { readonly id: string } } {
  const luid = impersonationOf(credentials)?.userLuid;
  return luid === undefined ? {} : { user: { id: luid } };
}

function userName(name: string | undefined): { readonly userName?: string } {
  return name === undefined ? {} : { userName: name };
}
