/** What is wrong with a certificate, or with a file of them, in sentences; each says who can put it right. */
import { l10n } from 'vscode';
import type { TableauError } from '../tableau/errors';

/** Undefined where the error is about something else. */
export function certificateText(error: TableauError, host: string): string | undefined {
  const { code = '', details } = error;
  const file = details.file ?? '';
  switch (code) {
    case 'CA_FILE_MISSING':
      return l10n.t(
        'The certificate file {0} cannot be read. Put it back, or choose another in "Tableau: Connection Settings".',
        file,
      );
    case 'CA_FILE_NOT_PEM':
      return l10n.t(
        '{0} holds no certificate in PEM form (text with "BEGIN CERTIFICATE"). Choose another file in "Tableau: Connection Settings".',
        file,
      );
    case 'CERT_HAS_EXPIRED':
      return l10n.t(
        'The certificate of {0} has expired. Those who run the server must renew it; check the clock of this computer, too.',
        host,
      );
    case 'CERT_NOT_YET_VALID':
      return l10n.t(
        'The certificate of {0} is not valid yet. Most likely the clock of this computer is wrong: set it right.',
        host,
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return l10n.t(
        'The certificate of {0} was made for another name. Use the name that your administrator gives for the server; if that is what you did, something else answers in its place.',
        host,
      );
    case 'UND_ERR_PRX_TLS':
      return l10n.t(
        'The certificate of the proxy {0} was made for another name. Check the setting http.proxy.',
        details.proxyHost ?? host,
      );
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return l10n.t(
        'The certificate of {0} is signed by itself, so nothing vouches for it. If it is yours, choose its PEM file in "Tableau: Connection Settings".',
        host,
      );
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return l10n.t(
        'The certificate of {0} comes from an authority that this computer does not know, such as your company’s own. Ask for its PEM file and choose it in "Tableau: Connection Settings".',
        host,
      );
    case 'CERT_REVOKED':
    case 'CERT_REJECTED':
    case 'CERT_UNTRUSTED':
    case 'INVALID_CA':
      return l10n.t(
        'The certificate of {0} was withdrawn or is refused ({1}). Ask those who run the server.',
        host,
        code,
      );
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'ERR_SSL_HTTP_REQUEST':
    case 'EPROTO':
      return l10n.t(
        '{0} does not speak https at this port. Check the port; if the server has no certificate, begin the address with http://.',
        host,
      );
  }
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE/u.test(code))
    return l10n.t(
      '{0} ends the secure connection ({1}): it may want a client certificate, which Vizport does not send.',
      host,
      code,
    );
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/u.test(code))
    return l10n.t(
      'The secure connection to {0} cannot be trusted ({1}). "Tableau: Test Connection" looks at its certificate.',
      host,
      code,
    );
  return undefined;
}
