/** What is wrong with a JWT before it is sent, in sentences. */
import { l10n } from 'vscode';

/** `problem` is one of `JwtProblem` in `tableau/auth/jwtShape.ts`. */
export function jwtProblemText(problem: string): string {
  switch (problem) {
    case 'encrypted':
      return l10n.t('The token is encrypted: Tableau reads signed tokens only.');
    case 'expired':
      return l10n.t(
        'The token has expired, by the clock of this computer. Get a new one: it lives ten minutes at most.',
      );
    case 'notYetValid':
      return l10n.t('The token is not valid yet, by the clock of this computer.');
    case 'livesTooLong':
      return l10n.t('The token is valid for more than the ten minutes that Tableau allows.');
    case 'noExpiry':
      return l10n.t('The token does not say when it expires ("exp").');
    case 'audience':
      return l10n.t(
        'The token is not meant for Tableau: its audience ("aud") should be "tableau".',
      );
    case 'issuer':
      return l10n.t('The token does not say who issued it ("iss").');
    case 'noUser':
      return l10n.t('The token names no user ("sub").');
    case 'noKeyId':
      return l10n.t('The header of the token has no key ID ("kid").');
    case 'symmetric':
      return l10n.t(
        'The token is not signed with a private key (RS, PS, ES or EdDSA): it may be meant for something else.',
      );
    case 'noScopes':
      return l10n.t('The token asks for no scopes ("scp"), such as tableau:content:read.');
    case 'noTenant':
      return l10n.t('The token names no tenant ("https://tableau.com/tenantId").');
    default:
      return l10n.t(
        'This is no JWT: three parts with dots between them, the first beginning with "eyJ".',
      );
  }
}
