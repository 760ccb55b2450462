/** What the network did, in sentences: nobody answered, a proxy stood in the way, a certificate will not do. */
import { l10n } from 'vscode';
import type { TableauError } from '../tableau/errors';
import { certificateText } from './certificateText';

/** Hosts of Tableau's that lead to sites and are none: a site of Tableau Cloud is called at its pod. */
const entrances =
  /^(?:(?:www|sso|prod-sso)\.)?online\.tableau\.com$|\.cloud\.tableau\.com$|^(?:www\.)?tableau\.com$/iu;

export function networkText(error: TableauError, host: string): string {
  const { code = '', details } = error;
  const { proxyHost } = details;
  if (code.startsWith('PROXY_')) return proxyText(error, host);
  const about = certificateText(error, host);
  if (about !== undefined) return about;
  if (proxyHost !== undefined && isUnreachable(code))
    return l10n.t(
      'The proxy {0} cannot be reached ({1}). Check the setting http.proxy, the proxy variables of the environment, and your VPN.',
      proxyHost,
      code,
    );
  if (isCloudEntrance(host)) return podText(host);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return l10n.t('{0} cannot be found. Check the address, your network and VPN.', host);
    case 'ECONNREFUSED':
      return l10n.t('{0} refuses the connection. Check the address and the port.', host);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return l10n.t('There is no way to {0}. Check your network and VPN.', host);
    case 'TIMEOUT':
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return l10n.t(
        '{0} did not answer in time. Try again; if it stays so, check your network and VPN.',
        host,
      );
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return l10n.t(
        '{0} broke the connection off. A firewall may be in the way, or a proxy that VS Code does not know of (setting http.proxy). Try again.',
        host,
      );
    case 'TOO_LARGE':
      return l10n.t('The answer of {0} is too large to be read.', host);
    default:
      return l10n.t(
        '{0} cannot be reached ({1}). Check your network and VPN, then try again.',
        host,
        code === '' ? l10n.t('no answer') : code,
      );
  }
}

function proxyText(error: TableauError, host: string): string {
  const proxy = error.details.proxyHost ?? l10n.t('of your network');
  const status = error.httpStatus ?? 0;
  if (error.code === 'PROXY_LOGIN')
    return l10n.t(
      'The proxy {0} wants a login. Enter its user name and password in "Tableau: Connection Settings".',
      proxy,
    );
  if (error.code === 'PROXY_UNREADABLE')
    return l10n.t(
      'The proxy in {0} is not an address that can be read. Write it as http://host:port or socks5://host:port.',
      error.details.detail ?? 'http.proxy',
    );
  if (status >= 500)
    return l10n.t(
      'The proxy {0} cannot reach {1} ({2}). Check the address. A server inside your network may have to be named in http.noProxy.',
      proxy,
      host,
      status,
    );
  return l10n.t(
    'The proxy {0} does not let you through to {1} ({2}). Ask those who run the proxy to allow it. A server inside your network may have to be named in http.noProxy.',
    proxy,
    host,
    status,
  );
}

function isUnreachable(code: string): boolean {
  return /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/u.test(
    code,
  );
}

export function isCloudEntrance(host: string): boolean {
  return entrances.test(host);
}

function podText(host: string): string {
  return l10n.t(
    '{0} leads to sites of Tableau Cloud and is none. Use the address of your site’s pod, as the browser shows it when you are signed in: https://10ax.online.tableau.com/#/site/…',
    host,
  );
}

/** An answer came, and it was not Tableau's. */
export function notTableauText(error: TableauError, host: string): string {
  const { suggestedServer, redirectHost, summary } = error.details;
  if (isCloudEntrance(host)) return podText(host);
  if (suggestedServer !== undefined)
    return suggestedServer.startsWith('https:')
      ? l10n.t('{0} wants a secure connection: use {1}.', host, suggestedServer)
      : l10n.t('{0} is not the address to sign in at: use {1}.', host, suggestedServer);
  switch (error.code) {
    case 'LOGIN_PAGE':
      return loginPageText(host, summary);
    case 'LOGIN_REDIRECT':
      return loginPageText(host, redirectHost === host ? undefined : redirectHost);
    case 'TRUNCATED':
      return l10n.t('The answer of {0} was cut off half-way. Try again.', host);
    default:
      break;
  }
  if (redirectHost !== undefined)
    return l10n.t(
      '{0} sends sign-ins on to {1}. If you trust that host, use its address instead.',
      host,
      redirectHost,
    );
  if (error.httpStatus === 511) return loginPageText(host, summary);
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

function loginPageText(host: string, name: string | undefined): string {
  return name === undefined || name === ''
    ? l10n.t(
        'A login page stands in the way of {0}: that of a network (hotel, guest Wi-Fi) or of a gateway. Open {0} in the browser and sign in there; a gateway must let the REST API (/api) pass.',
        host,
      )
    : l10n.t(
        'A login page ({1}) stands in the way of {0}: that of a network (hotel, guest Wi-Fi) or of a gateway. Open {0} in the browser and sign in there; a gateway must let the REST API (/api) pass.',
        host,
        name,
      );
}
