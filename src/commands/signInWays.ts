/** The ways to sign in: when each is the right one, where it fits, and what it asks for. A new way is one entry. */
import { l10n } from 'vscode';
import type { SiteProfile } from '../session/siteProfile';
import type { Credentials } from '../tableau/credentials';
import * as fields from './signInFields';
import type { Answers, SignInField } from './signInFields';
import { needsCloud, needsServer, needsVersion, type Misfit, type ServerFacts } from './signInFit';

export type SignInWayName =
  | 'personalAccessToken'
  | 'connectedApp'
  | 'oauthTrust'
  | 'unifiedAccessToken'
  | 'password'
  | 'personalAccessTokenAs'
  | 'passwordAs';

export interface SignInWay {
  readonly label: () => string;
  /** When it is the right one, and what Tableau must have switched on: one line of a quick pick. */
  readonly detail: () => string;
  readonly icon: string;
  /** Why it cannot be used at this server. */
  misfit?(server: ServerFacts): Misfit | undefined;
  /** In their order; an answer may bring further ones. */
  fields(answers: Answers): readonly SignInField[];
  /** `answers` hold a text for each field's key. */
  credentials(answers: Answers): Credentials;
}

export const signInWays: { readonly [W in SignInWayName]: SignInWay } = {
  personalAccessToken: {
    label: () => l10n.t('Personal access token'),
    detail: () =>
      l10n.t('The usual way, if the site allows tokens; a token holds one session at a time.'),
    icon: 'key',
    misfit: needsVersion('3.6', '2019.4'),
    fields: () => [fields.tokenName, fields.tokenSecret],
    credentials: token,
  },
  connectedApp: {
    label: () => l10n.t('Connected app (direct trust)'),
    detail: () =>
      l10n.t('Many sessions at once. An administrator enables the app and gives you a secret.'),
    icon: 'plug',
    misfit: needsVersion('3.17', '2022.3'),
    fields: () => [fields.clientId, fields.secretId, fields.secretValue, fields.username],
    credentials: (answers) => ({
      method: 'connectedApp',
      clientId: answers['clientId'] ?? '',
      secretId: answers['secretId'] ?? '',
      secretValue: (answers['secretValue'] ?? '').trim(),
      username: answers['username'] ?? '',
    }),
  },
  oauthTrust: {
    label: () => l10n.t('Connected app (OAuth 2.0 trust)'),
    detail: () =>
      l10n.t('Your identity provider signs a JWT; an administrator has registered it as issuer.'),
    icon: 'shield',
    misfit: needsVersion('3.17', '2022.3'),
    fields: fields.jwtFields,
    credentials: (answers) => ({ method: 'oauthTrust', jwt: fields.jwtSource(answers) }),
  },
  unifiedAccessToken: {
    label: () => l10n.t('Unified access token'),
    detail: () =>
      l10n.t('Your company signs a JWT; an administrator has set it up in Tableau Cloud Manager.'),
    icon: 'cloud',
    misfit: needsCloud('3.27'),
    fields: fields.jwtFields,
    credentials: (answers) => ({ method: 'unifiedAccessToken', jwt: fields.jwtSource(answers) }),
  },
  password: {
    label: () => l10n.t('User name and password'),
    detail: () =>
      l10n.t('Tableau Server without single sign-on. Tableau Cloud refuses it with MFA or SSO.'),
    icon: 'account',
    fields: () => [fields.username, fields.password],
    credentials: password,
  },
  personalAccessTokenAs: {
    label: () => l10n.t('Personal access token, as another user'),
    detail: () =>
      l10n.t('To see what others see: server administrators, where impersonation is enabled.'),
    icon: 'person-add',
    misfit: (server) => needsServer()(server) ?? needsVersion('3.11', '2021.1')(server),
    fields: () => [fields.tokenName, fields.tokenSecret, fields.otherUser],
    credentials: (answers) => ({ ...token(answers), as: { username: answers['as'] ?? '' } }),
  },
  passwordAs: {
    label: () => l10n.t('User name and password, as another user'),
    detail: () => l10n.t('To see what others see: server administrators of Tableau Server.'),
    icon: 'person-add',
    misfit: needsServer(),
    fields: () => [fields.username, fields.password, fields.otherUser],
    credentials: (answers) => ({ ...password(answers), as: { username: answers['as'] ?? '' } }),
  },
};

export const signInWayNames = Object.keys(signInWays) as readonly SignInWayName[];

function token(answers: Answers) {
  return {
    method: 'personalAccessToken',
    name: answers['name'] ?? '',
    secret: (answers['secret'] ?? '').trim(),
  } as const;
}

function password(answers: Answers) {
  return {
    method: 'password',
    username: answers['username'] ?? '',
    password: answers['password'] ?? '',
  } as const;
}

/** The way in which a remembered site is signed in to. */
export function wayOf({ method, as }: SiteProfile): SignInWayName {
  if (as === undefined) return method;
  return method === 'password' ? 'passwordAs' : 'personalAccessTokenAs';
}

/** What is shown of a site anyway is filled in; secrets are not read back. */
export function answersOf({ method, account, as, jwtFrom }: SiteProfile): Record<string, string> {
  return {
    ...(method === 'personalAccessToken' ? { name: account } : {}),
    ...(method === 'connectedApp' || method === 'password' ? { username: account } : {}),
    ...(as === undefined ? {} : { as }),
    ...(jwtFrom === 'command' ? { source: fields.commandChoice(account) } : {}),
    ...(jwtFrom === 'pasted' ? { source: fields.pasteChoice } : {}),
  };
}
