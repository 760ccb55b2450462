/** Errors in sentences: what happened, and what to do. Translated here, decided by kind and code below. */
import { l10n } from 'vscode';
import { isTableauError, type TableauError } from '../tableau/errors';

/** Never shows a stack, a header or a body. Tableau's own words are quoted where they help. */
export function errorText(error: unknown): string {
  if (isTableauError(error)) return tableauErrorText(error);
  if (error instanceof Error && error.name === 'HumanError') return error.message;
  const words = error instanceof Error ? error.message : String(error);
  return l10n.t(
    'Something in Vizport went wrong: {0}. The log has the details.',
    words.replace(/[.\s]+$/u, ''),
  );
}

function tableauErrorText(error: TableauError): string {
  const host = error.details.host ?? l10n.t('the server');
  switch (error.kind) {
    case 'network':
      return networkText(error, host);
    case 'notTableau':
      return notTableauText(error, host);
    case 'signIn':
      return signInText(error);
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

function networkText(error: TableauError, host: string): string {
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return l10n.t('{0} cannot be found. Check the address, your network and VPN.', host);
    case 'ECONNREFUSED':
      return l10n.t('{0} refuses the connection. Check the address and the port.', host);
    case 'TIMEOUT':
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return l10n.t(
        '{0} did not answer in time. Try again; if it stays so, check your network and VPN.',
        host,
      );
    default:
      if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|EPROTO|SSL/u.test(error.code ?? ''))
        return l10n.t(
          'The secure connection to {0} cannot be trusted ({1}). Its certificate may come from a private authority that this computer does not know.',
          host,
          error.code ?? '',
        );
      return l10n.t(
        '{0} cannot be reached ({1}). Check your network and VPN, then try again.',
        host,
        error.code ?? l10n.t('no answer'),
      );
  }
}

function notTableauText(error: TableauError, host: string): string {
  const { suggestedServer, redirectHost } = error.details;
  if (suggestedServer !== undefined)
    return l10n.t('{0} is not the address to sign in at: use {1}.', host, suggestedServer);
  if (redirectHost !== undefined)
    return l10n.t(
      '{0} sends sign-ins on to {1}. If you trust that host, use its address instead.',
      host,
      redirectHost,
    );
  if (error.code === 'TRUNCATED')
    return l10n.t('The answer of {0} was cut off half-way. Try again.', host);
  if (error.httpStatus === 405)
    return l10n.t(
      '{0} does not take sign-ins. On Tableau Cloud use the address of your site’s pod, as in the browser: https://10ax.online.tableau.com/#/site/…; otherwise check http and https.',
      host,
    );
  return l10n.t(
    '{0} did not answer like Tableau (a web page came instead). It may be another host, a proxy or a login page in the way, or Tableau under maintenance.',
    host,
  );
}

/** Meanings from Tableau's troubleshooting page for connected apps; the list is not complete. */
function subCodeText(subCode: string): string | undefined {
  switch (subCode) {
    case '5':
      return l10n.t('Tableau does not know this user: check the user name, its case counts.');
    case '16':
      return l10n.t(
        'The user name is not one that may sign in, or the clock of this computer is off.',
      );
    case '126':
      return l10n.t(
        'Tableau does not know this connected app: check the client ID, and that the app is enabled.',
      );
    case '127':
      return l10n.t('The connected app has no such secret: check the secret ID.');
    case '67':
    case '128':
    case '10083':
    case '10084':
    case '10085':
      return l10n.t(
        'Tableau could not accept the token: check client ID, secret ID and secret value.',
      );
    default:
      return undefined;
  }
}

function signInText(error: TableauError): string {
  const { clockSkewMs, jwtSubCode } = error.details;
  const parts = [
    l10n.t('Tableau refused the sign-in. Check the credentials and the name of the site.'),
  ];
  if (jwtSubCode !== undefined) parts.push(subCodeText(jwtSubCode) ?? '');
  if (clockSkewMs !== undefined) {
    const minutes = Math.max(1, Math.round(Math.abs(clockSkewMs) / 60_000));
    parts.push(
      clockSkewMs > 0
        ? l10n.t(
            'The clock of this computer is {0} min behind the server’s: set it right.',
            minutes,
          )
        : l10n.t(
            'The clock of this computer is {0} min ahead of the server’s: set it right.',
            minutes,
          ),
    );
  } else if (jwtSubCode === undefined) {
    parts.push(l10n.t('A token may be expired or revoked; a user may be locked or unlicensed.'));
  }
  const said = words(error);
  if (said !== '') parts.push(l10n.t('Tableau says: {0}', said));
  return parts.filter((part) => part !== '').join(' ');
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
