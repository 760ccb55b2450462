/** The ways to prove who one is. Secrets pass through here and rest in SecretStorage only. */

export type Credentials =
  | {
      readonly method: 'personalAccessToken';
      readonly name: string;
      /** Opaque: never split, lower-cased or decoded. */
      readonly secret: string;
    }
  | {
      readonly method: 'connectedApp';
      readonly clientId: string;
      readonly secretId: string;
      readonly secretValue: string;
      /** The Tableau user to sign in as; case-sensitive, on Cloud the e-mail address. */
      readonly username: string;
    }
  | { readonly method: 'password'; readonly username: string; readonly password: string };

export type SignInMethod = Credentials['method'];
