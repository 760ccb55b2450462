/** What each way of signing in asks for: a registry, so that a new way is one entry. */
import { l10n } from 'vscode';
import type { Credentials, SignInMethod } from '../tableau/credentials';

export interface SignInField {
  readonly key: string;
  readonly prompt: () => string;
  readonly placeholder?: () => string;
  readonly secret?: boolean;
}

export interface SignInWay {
  readonly label: () => string;
  /** When it is the right one, and what Tableau must have switched on. */
  readonly detail: () => string;
  readonly icon: string;
  readonly fields: readonly SignInField[];
  /** `answers` hold a text for each field's key. */
  credentials(answers: Readonly<Record<string, string>>): Credentials;
}

/** Undefined where the answer will do; else a sentence. Secrets are opaque: only blank ones are refused. */
export function checkField(field: SignInField, text: string): string | undefined {
  if (text.trim() === '') return l10n.t('This may not be empty.');
  if (field.secret !== true && text !== text.trim())
    return l10n.t('Remove the blanks at the ends.');
  return undefined;
}

const username: SignInField = {
  key: 'username',
  prompt: () =>
    l10n.t('User name, exactly as Tableau knows it; on Tableau Cloud the e-mail address'),
  placeholder: () => l10n.t('ana@example.com'),
};

export const signInWays: { readonly [M in SignInMethod]: SignInWay } = {
  personalAccessToken: {
    label: () => l10n.t('Personal access token'),
    detail: () =>
      l10n.t(
        'The usual way. Make a token of its own for the editor: a token holds one session at a time.',
      ),
    icon: 'key',
    fields: [
      {
        key: 'name',
        prompt: () =>
          l10n.t('Name of the token (Tableau: My Account Settings > Personal Access Tokens)'),
        placeholder: () => l10n.t('vscode'),
      },
      {
        key: 'secret',
        prompt: () =>
          l10n.t('Secret of the token; it is kept in the secret storage of VS Code only'),
        secret: true,
      },
    ],
    credentials: (answers) => ({
      method: 'personalAccessToken',
      name: answers['name'] ?? '',
      secret: (answers['secret'] ?? '').trim(),
    }),
  },
  connectedApp: {
    label: () => l10n.t('Connected app (direct trust)'),
    detail: () =>
      l10n.t(
        'Many sessions at once. A site administrator creates and enables it; Tableau 2022.3 or newer.',
      ),
    icon: 'plug',
    fields: [
      { key: 'clientId', prompt: () => l10n.t('Client ID of the connected app') },
      { key: 'secretId', prompt: () => l10n.t('Secret ID of the connected app') },
      {
        key: 'secretValue',
        prompt: () =>
          l10n.t(
            'Secret value of the connected app; it is kept in the secret storage of VS Code only',
          ),
        secret: true,
      },
      username,
    ],
    credentials: (answers) => ({
      method: 'connectedApp',
      clientId: answers['clientId'] ?? '',
      secretId: answers['secretId'] ?? '',
      secretValue: (answers['secretValue'] ?? '').trim(),
      username: answers['username'] ?? '',
    }),
  },
  password: {
    label: () => l10n.t('User name and password'),
    detail: () =>
      l10n.t(
        'Tableau Server without single sign-on. Tableau Cloud refuses it where sign-in needs MFA or SSO.',
      ),
    icon: 'account',
    fields: [
      username,
      {
        key: 'password',
        prompt: () => l10n.t('Password; it is kept in the secret storage of VS Code only'),
        secret: true,
      },
    ],
    credentials: (answers) => ({
      method: 'password',
      username: answers['username'] ?? '',
      password: answers['password'] ?? '',
    }),
  },
};
