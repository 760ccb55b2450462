/** The ways to prove who one is. Secrets pass through here and rest in SecretStorage only. */
import type { SignedIn } from './model';

export type Credentials =
  | {
      readonly method: 'personalAccessToken';
      readonly name: string;
      /** Opaque: never split, lower-cased or decoded. */
      readonly secret: string;
      readonly as?: Impersonation;
    }
  | {
      readonly method: 'connectedApp';
      readonly clientId: string;
      readonly secretId: string;
      readonly secretValue: string;
      /** The Tableau user to sign in as; case-sensitive, on Cloud the e-mail address. */
      readonly username: string;
      /** The app's other secret, for when the first is withdrawn. */
      readonly second?: AppSecret;
    }
  | {
      readonly method: 'password';
      readonly username: string;
      readonly password: string;
      readonly as?: Impersonation;
    }
  | {
      /** Signed by somebody else: an identity provider (EAS), or whoever signs unified access tokens. */
      readonly method: 'oauthTrust' | 'unifiedAccessToken';
      readonly jwt: JwtSource;
    };

export type SignInMethod = Credentials['method'];

const methods: { readonly [M in SignInMethod]: true } = {
  personalAccessToken: true,
  connectedApp: true,
  password: true,
  oauthTrust: true,
  unifiedAccessToken: true,
};

/** True for what this Vizport knows; a newer one may have written others. */
export function isSignInMethod(value: unknown): value is SignInMethod {
  return typeof value === 'string' && Object.hasOwn(methods, value);
}

/** The user in whose name a server administrator signs in (Tableau Server only). */
export interface Impersonation {
  readonly username: string;
  /** Known from the first sign-in on, so that a renewal looks nobody up (field guide §0.2.13). */
  readonly userLuid?: string;
}

/** One of the at most two secrets of a connected app. */
export interface AppSecret {
  readonly secretId: string;
  readonly secretValue: string;
}

export type ConnectedApp = Extract<Credentials, { method: 'connectedApp' }>;
export type ExternalJwt = Extract<Credentials, { readonly jwt: JwtSource }>;

export type JwtSource =
  /** The name of a command in the setting `vizport.jwtCommands`; it prints a fresh JWT for each sign-in. */
  | { readonly from: 'command'; readonly name: string }
  /** Pasted for one session: the token is used once and never kept. */
  | { readonly from: 'pasted'; readonly token?: string; readonly username?: string };

/** Who is signed in in the name of somebody else. */
export function impersonationOf(credentials: Credentials): Impersonation | undefined {
  return 'as' in credentials ? credentials.as : undefined;
}

/** What may be kept of credentials that have just opened a session. */
export function credentialsToKeep(credentials: Credentials, opened: SignedIn): Credentials {
  if ('as' in credentials && credentials.as !== undefined)
    return { ...credentials, as: { ...credentials.as, userLuid: opened.userLuid } };
  if (!('jwt' in credentials) || credentials.jwt.from === 'command') return credentials;
  const { userName } = opened;
  return {
    ...credentials,
    jwt: { from: 'pasted', ...(userName === undefined ? {} : { username: userName }) },
  };
}

/** The same app with its secrets the other way round; without a second one nothing changes. */
export function withSecondSecret(app: ConnectedApp): ConnectedApp {
  if (app.second === undefined) return app;
  const { secretId, secretValue, second } = app;
  return { ...app, ...second, second: { secretId, secretValue } };
}

/** The same person at another site of the server, where users have other LUIDs. */
export function forOtherSite(credentials: Credentials): Credentials {
  return 'as' in credentials && credentials.as !== undefined
    ? { ...credentials, as: { username: credentials.as.username } }
    : credentials;
}
