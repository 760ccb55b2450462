/** Why a sign-in did not come about, in sentences: Tableau's refusals, missing JWTs, signing in as somebody else. */
import { l10n } from 'vscode';
import type { TableauError } from '../tableau/errors';
import { jwtProblemText } from './jwtText';

/**
 * Meanings from Tableau's pages "Troubleshoot Connected Apps" (5, 16, 67, 126, 127, 10083 to 10085, 10087, 10089, 10090 were
 * read there). What 10081, 10082, 10091, 10094, 10096, 10097 and 10099 mean could not be confirmed: the number stands beside
 * the words, so that it can be looked up.
 */
function subCodeText(subCode: string, direct: boolean): string | undefined {
  switch (subCode) {
    case '5':
      return direct
        ? l10n.t('Tableau does not know this user: check the user name, its case counts.')
        : l10n.t('Tableau does not know the user that the token names; its case counts.');
    case '16':
      return direct
        ? l10n.t('The user name is not one that may sign in, or the clock of this computer is off.')
        : l10n.t(
            'The token names a user who may not sign in, lives longer than ten minutes, was used before, or comes from a clock that is off.',
          );
    case '67':
      return l10n.t('On-demand access is switched off: the user must be one that the site knows.');
    case '126':
    case '10089':
      return direct
        ? l10n.t(
            'Tableau does not know this connected app: check the client ID, and that the app is enabled.',
          )
        : l10n.t('Tableau trusts no issuer of this name: check that its connected app is enabled.');
    case '10090':
      return l10n.t('The connected app is disabled. A site administrator can enable it.');
    case '127':
      return l10n.t('The connected app has no such secret: check the secret ID.');
    case '10081':
    case '10085':
      return direct
        ? l10n.t('Tableau could not check the token: check secret ID and secret value.')
        : l10n.t(
            'Tableau could not fetch the keys of the issuer: it must be reachable from Tableau, and the token’s key ID must be one of its keys.',
          );
    case '10082':
      return l10n.t('The token does not say who issued it, or Tableau does not trust this issuer.');
    case '10083':
      return direct
        ? l10n.t('Tableau could not read the token: check client ID and secret ID.')
        : l10n.t('The header of the token lacks the key ID or the issuer.');
    case '10084':
      return direct
        ? l10n.t('Tableau could not verify the token: check the secret value.')
        : l10n.t('Tableau could not verify the token: check its signature, times and audience.');
    case '10087':
      return l10n.t('Tableau does not accept the algorithm that the token is signed with.');
    case '10091':
      return l10n.t('The token was used before: each one is good for one sign-in.');
    case '10094':
      return l10n.t('The token has no ID of its own ("jti").');
    case '10096':
      return l10n.t('The token lives longer than Tableau allows, which is ten minutes as a rule.');
    case '10097':
    case '10099':
      return l10n.t('The scopes of the token ("scp") are missing or not well formed.');
    default:
      return undefined;
  }
}

export function signInText(error: TableauError, said: string): string {
  const { clockSkewMs, jwtSubCode, impersonated, method } = error.details;
  const direct = method !== 'oauthTrust' && method !== 'unifiedAccessToken';
  const parts = [
    impersonated === undefined
      ? l10n.t('Tableau refused the sign-in. Check the credentials and the name of the site.')
      : l10n.t('Tableau refused to sign you in as {0}.', impersonated),
  ];
  if (impersonated !== undefined) parts.push(impersonationNeeds(method));
  if (jwtSubCode !== undefined) parts.push(subCodeText(jwtSubCode, direct) ?? '');
  if (clockSkewMs !== undefined) parts.push(clockText(clockSkewMs));
  else if (jwtSubCode === undefined && impersonated === undefined)
    parts.push(
      direct
        ? l10n.t('A token may be expired or revoked; a user may be locked or unlicensed.')
        : l10n.t('The token may name a user or a site that Tableau does not know, or be used up.'),
    );
  if (said !== '') parts.push(l10n.t('Tableau says: {0}', said));
  return parts.filter((part) => part !== '').join(' ');
}

function clockText(skewMs: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(skewMs) / 60_000));
  return skewMs > 0
    ? l10n.t('The clock of this computer is {0} min behind the server’s: set it right.', minutes)
    : l10n.t('The clock of this computer is {0} min ahead of the server’s: set it right.', minutes);
}

/** What must be on, by the way of signing in. */
function impersonationNeeds(method: string | undefined): string {
  return method === 'personalAccessToken'
    ? l10n.t(
        'The token must be a server administrator’s, and the server must allow it: "tsm authentication pat-impersonation enable", then "tsm pending-changes apply". The token or the user may also be gone.',
      )
    : l10n.t(
        'You must be a server administrator, with a password that still holds, and the user must exist and be licensed.',
      );
}

export function impersonationText(error: TableauError): string {
  const { impersonated = '', siteRole = '', host = '' } = error.details;
  switch (error.code) {
    case 'CLOUD':
      return l10n.t(
        'Signing in as somebody else is possible on Tableau Server only, not on Cloud.',
      );
    case 'TOO_OLD':
      return l10n.t(
        'With a personal access token nobody can sign in as somebody else before Tableau Server 2021.1. {0} is older: use a user name and password.',
        host,
      );
    case 'NOT_ADMINISTRATOR':
      return l10n.t(
        'Only a server administrator may sign in as somebody else; your role here is {0}. Use a server administrator’s credentials.',
        siteRole,
      );
    case 'USER_UNLICENSED':
      return l10n.t(
        '{0} is unlicensed on this site: nobody can be signed in as this user.',
        impersonated,
      );
    default:
      return l10n.t(
        'There is no user {0} on this site. Enter the user name as Tableau shows it, such as ana or company\\ana.',
        impersonated,
      );
  }
}

export function jwtNeededText(error: TableauError): string {
  const { command = '', program = '', exitCode, detail, summary = '' } = error.details;
  switch (error.code) {
    case 'JWT_PASTED':
      return l10n.t(
        'The session has ended, and the token that was pasted for it is used up. Paste a new one, or name a command that prints one.',
      );
    case 'JWT_COMMAND_UNKNOWN':
      return l10n.t(
        'The setting "vizport.jwtCommands" of this computer has no command "{0}". Add it, or replace the credentials.',
        command,
      );
    case 'JWT_COMMAND_NOT_STARTED':
      return notStartedText(command, program, summary);
    case 'JWT_COMMAND_TIMEOUT':
      return l10n.t(
        'The command "{0}" printed no token within a minute and was ended. Nothing was sent to Tableau.',
        command,
      );
    case 'JWT_COMMAND_OUTPUT':
      return l10n.t(
        'What the command "{0}" printed cannot be used: {1} Nothing was sent to Tableau.',
        command,
        jwtProblemText(error.details.jwtProblem ?? 'notJwt'),
      );
    default:
      return detail === undefined
        ? l10n.t('The command "{0}" failed ({1}) and said nothing.', command, exitCode ?? '–')
        : l10n.t('The command "{0}" failed ({1}): {2}', command, exitCode ?? '–', detail);
  }
}

function notStartedText(command: string, program: string, reason: string): string {
  switch (reason) {
    case 'ENOENT':
      return l10n.t(
        'The program {0} of the command "{1}" is not found. Give its whole path; on Windows with its ending, such as .exe.',
        program,
        command,
      );
    case 'EACCES':
    case 'EPERM':
      return l10n.t(
        'The program {0} of the command "{1}" may not be run by you.',
        program,
        command,
      );
    case 'EINVAL':
      return l10n.t(
        'The program {0} of the command "{1}" cannot be run without a shell, as batch files cannot. Name the program that it calls.',
        program,
        command,
      );
    default:
      return l10n.t(
        'The program {0} of the command "{1}" did not start ({2}).',
        program,
        command,
        reason,
      );
  }
}
