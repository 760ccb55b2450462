/** Which of the few kinds of error each of Tableau's codes is (field guide §4.2). Codes decide, texts never do. */
import type { TableauErrorKind } from './errors';

const kindByCode = new Map<string, TableauErrorKind>([
  // Query job failed: the job's record was cleaned up (§3.3).
  ['400031', 'notFound'],
  ['401000', 'signIn'],
  ['401001', 'signIn'],
  ['401002', 'sessionExpired'],
  ['401003', 'signIn'],
  ['401009', 'signIn'],
  // A page size, a deprecated version, a feature that is off: none of them is the caller's missing permission.
  ['403014', 'server'],
  ['403037', 'server'],
  ['403010', 'server'],
  ['403070', 'server'],
  ['403081', 'server'],
  ['403091', 'server'],
  // The flow run was merged into one that is queued already.
  ['403102', 'alreadyQueued'],
  ['403104', 'notRefreshable'],
  ['403130', 'server'],
  ['403131', 'server'],
  ['403135', 'server'],
  ['403144', 'server'],
  ['403157', 'server'],
  // The path, the version or the method is unknown: that says nothing about an item.
  ['404000', 'server'],
  ['404001', 'server'],
  ['404003', 'server'],
  ['404008', 'server'],
  ['404009', 'server'],
  ['409082', 'notRefreshable'],
  ['409090', 'notRefreshable'],
  ['409093', 'alreadyQueued'],
  ['409094', 'alreadyQueued'],
  ['429000', 'tooManyRequests'],
]);

/** The kind by code, else by the family that the code or the HTTP status belongs to. */
export function kindOfError(code: string | undefined, httpStatus: number): TableauErrorKind {
  if (httpStatus === 429) return 'tooManyRequests';
  const known = code === undefined ? undefined : kindByCode.get(code);
  if (known !== undefined) return known;
  const family =
    code !== undefined && /^\d{6}$/u.test(code) ? code.slice(0, 3) : String(httpStatus);
  switch (family) {
    case '401':
      return 'sessionExpired';
    case '403':
      return 'notPermitted';
    case '404':
      return 'notFound';
    case '429':
      return 'tooManyRequests';
    default:
      return 'server';
  }
}
