/**
 * The few ways in which Tableau says no, named for what the caller can do about them.
 *
 * The client is a bundle of its own, so a class may exist twice in the process: tell errors apart with
 * `isTableauError(error, 'signIn')`, never with `instanceof`. The sentence a person reads is made in `ui/errorText.ts`.
 */

export type TableauErrorKind =
  /** No answer: unreachable host, refused or dropped connection, TLS, time-out. */
  | 'network'
  /** An answer that is not Tableau's: HTML, a login page, a proxy, cut off half-way. */
  | 'notTableau'
  /** The credentials were refused (401001 and relatives). Never repeated by machine. */
  | 'signIn'
  /** Nothing was sent: there is no JWT to sign in with, or the command that prints it failed. */
  | 'jwtNeeded'
  /** Signing in as somebody else is not for these credentials, this server, or that user. */
  | 'impersonation'
  /** The session could not be renewed because nothing to sign in with is there. */
  | 'sessionExpired'
  /** 401002 right after a fresh sign-in: this session may not call this method (field guide §0.2.1). */
  | 'notAllowedWithSession'
  | 'notPermitted'
  | 'notFound'
  /** 409093, 409094: news, not a failure. */
  | 'alreadyQueued'
  /** 403104, 409090, 409082: there is nothing to refresh, or the site does not allow it. */
  | 'notRefreshable'
  | 'tooManyRequests'
  /** The Metadata API is off or out of reach for this user. */
  | 'metadataUnavailable'
  /** GraphQL answered with errors and no data. */
  | 'graphql'
  /** A change was sent and its answer was lost: it may have happened. */
  | 'answerLost'
  /** Everything else that Tableau's error bodies say. */
  | 'server';

export interface TableauErrorDetails {
  /** Tableau's code, a string such as `409093`; where there is none, one of ours such as `ECONNREFUSED`, `HTML`. */
  readonly code?: string;
  readonly httpStatus?: number;
  /** Tableau's own words, translated by the server: for showing, never for deciding. */
  readonly summary?: string;
  readonly detail?: string;
  /** The parenthesised number at the end of a refused JWT's detail. */
  readonly jwtSubCode?: string;
  /** How a refused sign-in proved who it was: a value of `SignInMethod`. */
  readonly method?: string;
  /** The user name that was to be signed in as. */
  readonly impersonated?: string;
  /** The role of somebody who may not sign in as others. */
  readonly siteRole?: string;
  /** For `jwtNeeded`: the command's name in the settings, its program, how it ended, and what is wrong with its token. */
  readonly command?: string;
  readonly program?: string;
  readonly exitCode?: number;
  readonly jwtProblem?: string;
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number;
  /** Difference of the server's clock from ours, when it exceeds a minute. Positive: the server is ahead. */
  readonly clockSkewMs?: number;
  /** For `network`: something may have reached the server. */
  readonly mayHaveArrived?: true;
  /** Host only, no path: what was asked. */
  readonly host?: string;
  /** For `network`: host and port of the proxy that the request went through. */
  readonly proxyHost?: string;
  /** For `network`: the user's own file that stands in the way. */
  readonly file?: string;
  /** For `notTableau` at sign-in: where the server wanted to send us. */
  readonly redirectHost?: string;
  /** The URL origin to try instead, when it is the same server's (https for http); never a host that a redirect named. */
  readonly suggestedServer?: string;
  readonly cause?: unknown;
}

export class TableauError extends Error {
  readonly kind: TableauErrorKind;
  readonly code: string | undefined;
  readonly httpStatus: number | undefined;
  readonly details: TableauErrorDetails;

  constructor(kind: TableauErrorKind, details: TableauErrorDetails = {}) {
    const words = [details.code, details.summary, details.detail].filter(Boolean).join(': ');
    super(words === '' ? kind : words, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'TableauError';
    this.kind = kind;
    this.code = details.code;
    this.httpStatus = details.httpStatus;
    this.details = details;
  }
}

/** True for our errors from whichever bundle; with kinds, only for those. */
export function isTableauError(
  error: unknown,
  ...kinds: TableauErrorKind[]
): error is TableauError {
  if (!(error instanceof Error) || error.name !== 'TableauError') return false;
  return kinds.length === 0 || kinds.includes((error as Error & Pick<TableauError, 'kind'>).kind);
}

/** True when work ended because somebody cancelled it: says nothing to the user. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
