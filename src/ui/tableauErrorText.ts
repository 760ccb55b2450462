/** Tableau's refusals in sentences: what happened, and what to do. A bundle of its own (`dist/sentences.js`): see `errorText.ts`. */
import { l10n } from 'vscode';
import type { TableauError } from '../tableau/errors';
import { networkText, notTableauText } from './networkText';
import { impersonationText, jwtNeededText, signInText } from './signInText';

/** Decided by kind and code below. */
export function tableauErrorText(error: TableauError): string {
  const host = error.details.host ?? l10n.t('the server');
  switch (error.kind) {
    case 'network':
      return networkText(error, host);
    case 'notTableau':
      return notTableauText(error, host);
    case 'signIn':
      return signInText(error, words(error));
    case 'jwtNeeded':
      return jwtNeededText(error);
    case 'impersonation':
      return impersonationText(error);
    case 'sessionExpired':
      return sessionExpiredText(error, host);
    case 'notAllowedWithSession':
      return l10n.t(
        'Tableau does not allow this with the way you signed in (401002). A connected app may lack the scope for it; a personal access token usually may.',
      );
    case 'notPermitted':
      return quoted(
        l10n.t(
          'Tableau does not permit this to you. The owner, a project leader or a site administrator could do it.',
        ),
        error,
      );
    case 'notFound':
      return quoted(
        l10n.t(
          'Tableau does not find this item. It may have been deleted or moved: refresh the view.',
        ),
        error,
      );
    case 'alreadyQueued':
      return l10n.t('This is already queued or running on Tableau.');
    case 'notRefreshable':
      return notRefreshableText(error);
    case 'tooManyRequests':
      return tooManyText(error);
    case 'metadataUnavailable':
      return quoted(metadataText(error, host), error);
    case 'graphql':
      return l10n.t(
        'The Metadata API refuses this query: {0}',
        words(error) || l10n.t('no reason given'),
      );
    case 'answerLost':
      return l10n.t(
        'The answer of {0} was lost. The action may have been started; it was not sent again.',
        host,
      );
    case 'server':
      return quoted(l10n.t('Tableau answered with an error.'), error);
    default:
      return error.kind satisfies never;
  }
}

function metadataText(error: TableauError, host: string): string {
  switch (error.code) {
    case 'ACCESS_DENIED':
      return l10n.t('You may not ask the Metadata API for this. A site administrator may.');
    case 'SITE_DISABLED':
      return l10n.t(
        'The Metadata API is switched off for this site. An administrator can switch it on.',
      );
    default:
      return l10n.t(
        'The Metadata API of {0} does not answer. On Tableau Server an administrator can switch it on with "tsm maintenance metadata-services enable" (restarts services, needs no extra licence).',
        host,
      );
  }
}

function sessionExpiredText(error: TableauError, host: string): string {
  switch (error.code) {
    case 'SIGNED_OUT':
      return l10n.t('You are signed out of {0}. Sign in again.', host);
    case 'CONTESTED':
      return l10n.t(
        'Something else keeps signing in to {0} with the same token: a script, another computer, an agent. Tableau allows a token one session, so Vizport has stopped signing in. Give Vizport a token of its own, or take this one back.',
        host,
      );
    case 'SECRET_MISSING':
      return l10n.t(
        'The secret for {0} is gone from the secret storage of this computer. Replace the credentials.',
        host,
      );
    case 'SITE_UNKNOWN':
      return l10n.t('This site on {0} was removed from Vizport. Sign in to it anew.', host);
    default:
      return l10n.t('The session on {0} has ended and could not be renewed. Sign in again.', host);
  }
}

/** Tableau's summary, detail and code, as it said them. */
function words(error: TableauError): string {
  const { summary, detail, code } = error.details;
  const text = [summary, detail].filter((part) => part !== undefined && part !== '').join(': ');
  if (code === undefined) return text;
  return text === '' ? code : `${text} (${code})`;
}

function quoted(sentence: string, error: TableauError): string {
  const said = words(error);
  return said === '' ? sentence : l10n.t('{0} Tableau says: {1}', sentence, said);
}

function notRefreshableText(error: TableauError): string {
  switch (error.code) {
    case '403104':
      return l10n.t(
        'There is no extract to refresh: all its connections are live, or come from a published data source.',
      );
    case '409082':
      return l10n.t(
        'Refreshing on demand ("Run Now") is switched off on this site. A site administrator can switch it on.',
      );
    case 'INCREMENTAL_TOO_OLD':
      return l10n.t(
        'This server speaks version {0} of Tableau’s REST API, and incremental refreshes by hand need 3.28 (Tableau 2026.1). Nothing was started: a refresh that is not incremental fetches everything.',
        error.details.detail ?? '',
      );
    default:
      return quoted(
        l10n.t('Tableau does not allow a refresh of this item: it may hold no extract of its own.'),
        error,
      );
  }
}

function tooManyText(error: TableauError): string {
  const wait = error.details.retryAfterMs;
  if (wait === undefined)
    return l10n.t('Tableau asks for a pause: too many requests. Try again in some minutes.');
  const minutes = Math.max(1, Math.ceil(wait / 60_000));
  return minutes === 1
    ? l10n.t('Tableau asks for a pause: too many requests. Try again in a minute.')
    : l10n.t('Tableau asks for a pause: too many requests. Try again in {0} minutes.', minutes);
}
