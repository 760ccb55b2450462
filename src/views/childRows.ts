/** From what has been loaded under a row to the rows that stand there, with a message for what is missing. */
import type { SiteState } from '../session/siteProfile';
import { isTableauError } from '../tableau/errors';
import type { PartRows } from './listing';
import {
  contentNode,
  messageNode,
  outsideNode,
  personalSpaceNode,
  showMoreNode,
  type BranchNode,
  type MessageReason,
  type TreeNode,
} from './treeNode';

/** What a site's session keeps from being asked at all; nothing is sent to the network for these. */
export function blockedBy(state: SiteState | undefined): MessageReason | undefined {
  switch (state?.status) {
    case 'signedOut':
    case 'refused':
    case 'secretMissing':
    case 'jwtNeeded':
    case 'contested':
      return state.status;
    default:
      return undefined;
  }
}

export function childRows(
  parent: BranchNode,
  parts: readonly PartRows[],
  state: SiteState | undefined,
): readonly TreeNode[] {
  const common = commonFailure(parts, state);
  const rows = parts.flatMap((part) => partRows(parent, part, state, common !== undefined));
  if (common !== undefined) {
    rows.push(messageNode(parent, common.reason, { error: common.error }));
    return rows;
  }
  if (rows.length === 0) rows.push(messageNode(parent, 'empty'));
  if (parent.type === 'site') rows.push(personalSpaceNode(parent), outsideNode(parent));
  return rows;
}

function partRows(
  parent: BranchNode,
  part: PartRows,
  state: SiteState | undefined,
  failureIsSaid: boolean,
): readonly TreeNode[] {
  const { kind, items, hasMore, total, loading, error } = part;
  const rows: TreeNode[] = items.map((content) => contentNode(parent, content));
  if (error !== undefined) {
    if (failureIsSaid) return rows;
    const reason = failureReason(error, state) === 'forbidden' ? 'forbidden' : 'error';
    rows.push(messageNode(parent, reason, { kind, error }));
  } else if (loading) rows.push(messageNode(parent, 'loading', { kind }));
  else if (hasMore) rows.push(showMoreNode(parent, kind, items.length, total));
  return rows;
}

/** What kept several kinds from being loaded, where one row can say it for all: it is about the site, or about the whole place. */
export function commonFailure(
  parts: readonly Pick<PartRows, 'items' | 'error'>[],
  state: SiteState | undefined,
): { readonly reason: MessageReason; readonly error: unknown } | undefined {
  const failed = parts.filter((part) => part.error !== undefined);
  const [first] = failed;
  if (first === undefined) return undefined;
  const reason = failureReason(first.error, state);
  if (!failed.every((part) => failureReason(part.error, state) === reason)) return undefined;
  // Other errors differ in their words, and a kind that stands alone is named.
  if (reason === 'error') return undefined;
  if (reason === 'forbidden' && (failed.length < parts.length || parts.length === 1))
    return undefined;
  return { reason, error: first.error };
}

function failureReason(error: unknown, state: SiteState | undefined): MessageReason {
  if (!isTableauError(error)) return 'error';
  switch (error.kind) {
    case 'network':
      return 'offline';
    case 'signIn':
      return 'refused';
    case 'sessionExpired':
      return blockedBy(state) ?? 'signedOut';
    case 'notPermitted':
    case 'notAllowedWithSession':
      return 'forbidden';
    default:
      return 'error';
  }
}
