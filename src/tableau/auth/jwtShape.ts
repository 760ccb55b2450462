/** What can be said of a JWT before it is sent, without verifying it: its shape, its times, its audience. */
import type { ExternalJwt } from '../credentials';

export type JwtProblem =
  /** Cannot be a JWT that Tableau reads: never sent. */
  | 'notJwt'
  | 'encrypted'
  /** Over by this computer's clock, which may be off. */
  | 'expired'
  | 'notYetValid'
  | 'livesTooLong'
  | 'noExpiry'
  | 'audience'
  | 'issuer'
  | 'noUser'
  | 'noKeyId'
  | 'symmetric'
  | 'noScopes'
  | 'noTenant';

export interface JwtFacts {
  readonly problems: readonly JwtProblem[];
  readonly userName?: string;
  /** In ms since 1970. */
  readonly expiresAt?: number;
}

/** These are sure enough to keep a token from being sent by machine. */
const fatal = new Set<JwtProblem>(['notJwt', 'encrypted', 'expired']);

export function isFatal(problem: JwtProblem): boolean {
  return fatal.has(problem);
}

/** Clocks differ a little. */
const toleranceSeconds = 60;
const longestLifeSeconds = 10 * 60;

/** Without what people copy along: blanks, line breaks, quotes, the word of the header. */
export function bareJwt(text: string): string {
  return text
    .trim()
    .replace(/^(?:authorization:\s*)?bearer\s+/iu, '')
    .replace(/^(["'`])([^]*)\1$/u, '$2')
    .replace(/\s+/gu, '');
}

export function jwtFacts(token: string, method: ExternalJwt['method'], nowMs: number): JwtFacts {
  const parts = token.split('.');
  const header = decoded(parts[0]);
  if (header !== undefined && parts.length === 5) return { problems: ['encrypted'] };
  const claims = decoded(parts[1]);
  if (header === undefined || claims === undefined || parts.length !== 3 || parts[2] === '')
    return { problems: ['notJwt'] };
  const userName = textOf(method === 'oauthTrust' ? claims['sub'] : (claims['email'] ?? undefined));
  const exp = numberOf(claims['exp']);
  return {
    problems: [
      ...timeProblems(claims, method, nowMs),
      ...claimProblems(header, claims, method),
      ...(method === 'oauthTrust' && userName === undefined ? (['noUser'] as const) : []),
    ],
    ...(userName === undefined ? {} : { userName }),
    ...(exp === undefined ? {} : { expiresAt: exp * 1000 }),
  };
}

type Json = Readonly<Record<string, unknown>>;

function timeProblems(claims: Json, method: ExternalJwt['method'], nowMs: number): JwtProblem[] {
  const now = nowMs / 1000;
  const exp = numberOf(claims['exp']);
  const nbf = numberOf(claims['nbf']);
  const problems: JwtProblem[] = [];
  if (exp === undefined) problems.push('noExpiry');
  else if (exp <= now) problems.push('expired');
  // Documented for connected apps; nobody says it of unified access tokens.
  else if (method === 'oauthTrust' && exp - now > longestLifeSeconds + toleranceSeconds)
    problems.push('livesTooLong');
  if (nbf !== undefined && nbf - now > toleranceSeconds) problems.push('notYetValid');
  return problems;
}

/** Field guide §1.6b and §1.6c. */
function claimProblems(header: Json, claims: Json, method: ExternalJwt['method']): JwtProblem[] {
  const problems: JwtProblem[] = [];
  if (!/^(?:RS|PS|ES|Ed)/u.test(textOf(header['alg']) ?? '')) problems.push('symmetric');
  if (textOf(header['kid']) === undefined) problems.push('noKeyId');
  if (textOf(claims['iss'] ?? header['iss']) === undefined) problems.push('issuer');
  if (textsOf(claims['scp'] ?? claims['scope']).length === 0) problems.push('noScopes');
  if (method === 'oauthTrust') {
    if (!textsOf(claims['aud']).includes('tableau')) problems.push('audience');
  } else if (textOf(claims['https://tableau.com/tenantId']) === undefined) {
    problems.push('noTenant');
  }
  return problems;
}

function decoded(part: string | undefined): Json | undefined {
  if (part === undefined || !/^[\w-]+$/u.test(part)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Json)
      : undefined;
  } catch {
    // Not JSON: then it is no JWT, and that is what the caller is told.
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is string => typeof one === 'string' && one !== '');
}
