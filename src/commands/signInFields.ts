/** The questions that ways of signing in ask, each written once. */
import { l10n } from 'vscode';
import type { JwtSource } from '../tableau/credentials';
import { bareJwt } from '../tableau/auth/jwtShape';

export type Answers = Readonly<Record<string, string>>;

export type SignInField =
  | {
      readonly kind: 'text';
      readonly key: string;
      readonly prompt: () => string;
      readonly placeholder?: () => string;
      readonly secret?: boolean;
    }
  /** Which command prints the JWT, or that it is pasted. */
  | { readonly kind: 'jwtSource'; readonly key: 'source' }
  /** Shows what will be run, and runs it on Enter. */
  | { readonly kind: 'runCommand'; readonly key: 'run'; readonly command: string }
  | { readonly kind: 'pastedJwt'; readonly key: 'jwt' };

export type TextField = Extract<SignInField, { kind: 'text' }>;

/** Undefined where the answer will do; else a sentence. Secrets are opaque: only blank ones are refused. */
export function checkField(field: TextField, text: string): string | undefined {
  if (text.trim() === '') return l10n.t('This may not be empty.');
  if (field.secret !== true && text !== text.trim())
    return l10n.t('Remove the blanks at the ends.');
  return undefined;
}

export const username: TextField = {
  kind: 'text',
  key: 'username',
  prompt: () =>
    l10n.t('User name, exactly as Tableau knows it; on Tableau Cloud the e-mail address'),
  placeholder: () => l10n.t('ana@example.com'),
};

export const password: TextField = {
  kind: 'text',
  key: 'password',
  prompt: () => l10n.t('Password; it is kept in the secret storage of VS Code only'),
  secret: true,
};

export const tokenName: TextField = {
  kind: 'text',
  key: 'name',
  prompt: () => l10n.t('Name of the token (Tableau: My Account Settings > Personal Access Tokens)'),
  placeholder: () => l10n.t('vscode'),
};

export const tokenSecret: TextField = {
  kind: 'text',
  key: 'secret',
  prompt: () => l10n.t('Secret of the token; it is kept in the secret storage of VS Code only'),
  secret: true,
};

export const clientId: TextField = {
  kind: 'text',
  key: 'clientId',
  prompt: () => l10n.t('Client ID of the connected app'),
};

export const secretId: TextField = {
  kind: 'text',
  key: 'secretId',
  prompt: () => l10n.t('Secret ID of the connected app'),
};

export const secretValue: TextField = {
  kind: 'text',
  key: 'secretValue',
  prompt: () =>
    l10n.t('Secret value of the connected app; it is kept in the secret storage of VS Code only'),
  secret: true,
};

export const otherUser: TextField = {
  kind: 'text',
  key: 'as',
  prompt: () =>
    l10n.t(
      'User name of the person to sign in as, as Tableau shows it; the site is marked with it',
    ),
  placeholder: () => l10n.t('ben, or company\\ben'),
};

export const pasteChoice = 'paste';
const commandPrefix = 'command:';

export function commandChoice(name: string): string {
  return `${commandPrefix}${name}`;
}

function commandOf({ source }: Answers): string | undefined {
  return source?.startsWith(commandPrefix) === true
    ? source.slice(commandPrefix.length)
    : undefined;
}

export function jwtFields(answers: Answers): readonly SignInField[] {
  const command = commandOf(answers);
  return [
    { kind: 'jwtSource', key: 'source' },
    command === undefined
      ? { kind: 'pastedJwt', key: 'jwt' }
      : { kind: 'runCommand', key: 'run', command },
  ];
}

export function jwtSource(answers: Answers): JwtSource {
  const command = commandOf(answers);
  return command === undefined
    ? { from: 'pasted', token: bareJwt(answers['jwt'] ?? '') }
    : { from: 'command', name: command };
}
