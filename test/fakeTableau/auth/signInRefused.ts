// The one refusal of every failed sign-in, with the sub-code that only JWTs get.
import { Refusal } from '../http/errors';

/**
 * What Tableau says is wrong with a JWT, in brackets behind the detail (documented on "Troubleshoot Connected Apps")
 * and in a header of its own (reported). Everything else that fails is a bare 401001.
 */
export const subCodes = {
  userNotFound: 5,
  loginFailed: 16,
  featureNotEnabled: 67,
  appNotFound: 126,
  secretNotFound: 127,
  issuerNotSpecified: 10082,
  badJwt: 10083,
  parseError: 10084,
  keysNotFetched: 10085,
  replayed: 10091,
} as const;

export type SubCode = keyof typeof subCodes;

export function signInRefused(subCode?: SubCode): Refusal {
  if (subCode === undefined) return new Refusal(401001, 'Error signing in to Tableau Server');
  const code = String(subCodes[subCode]);
  return new Refusal(401001, `Error signing in to Tableau Server (${code})`, {
    headers: { tableau_error_code: code },
  });
}
