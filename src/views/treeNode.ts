/** The rows of the content view as plain data. VS Code compares rows by id: ids are unique and stable. */
import { siteKey, type Content, type KindName, type SiteRef } from '../tableau/model';

interface Row<T extends string> {
  readonly type: T;
  readonly id: string;
  /** The row above; absent for sites. */
  readonly parentId?: string;
  readonly site: SiteRef;
}

export type SiteNode = Row<'site'>;

export interface ContentNode extends Row<'content'> {
  readonly content: Content;
}

/** The caller's own workbooks that live in no project. */
export type PersonalSpaceNode = Row<'personalSpace'>;

/** What may be seen although its project may not. */
export type OutsideNode = Row<'outsideProjects'>;

/** Stands behind the rows of one kind when there are more. */
export interface ShowMoreNode extends Row<'showMore'> {
  readonly kind: KindName;
  readonly shown: number;
  /** Where the server has said how many there are. */
  readonly total?: number;
}

export type MessageReason =
  | 'loading'
  | 'empty'
  | 'noMatch'
  | 'cut'
  | 'signedOut'
  | 'secretMissing'
  | 'jwtNeeded'
  | 'contested'
  | 'refused'
  | 'offline'
  | 'forbidden'
  | 'error';

/** What stands in a place that has no rows to show, or not yet. */
export interface MessageNode extends Row<'message'> {
  readonly reason: MessageReason;
  /** Under what it stands: an empty site reads otherwise than an empty project. */
  readonly under: BranchNode['type'] | KindName;
  /** The kind that is missing here; absent where it is about everything under the parent. */
  readonly kind?: KindName;
  readonly error?: unknown;
  /** For `cut`: how many there are. */
  readonly total?: number;
}

/** Rows that can have rows under them. */
export type BranchNode = SiteNode | ContentNode | PersonalSpaceNode | OutsideNode;
export type TreeNode = BranchNode | ShowMoreNode | MessageNode;

/** `prefix` keeps the rows of a filtered tree apart from the others. */
export function siteNode(site: SiteRef, prefix = ''): SiteNode {
  return { type: 'site', id: `${prefix}${siteKey(site)}`, site };
}

/** A LUID is unique per kind and site only, and an item may be listed twice: the id tells all of it, and the place. */
export function contentNode(parent: BranchNode, content: Content): ContentNode {
  return {
    type: 'content',
    id: `${parent.id}/${content.kind}:${content.luid}`,
    parentId: parent.id,
    site: parent.site,
    content,
  };
}

export function personalSpaceNode(parent: SiteNode): PersonalSpaceNode {
  return placed('personalSpace', parent);
}

export function outsideNode(parent: SiteNode): OutsideNode {
  return placed('outsideProjects', parent);
}

function placed<T extends string>(type: T, parent: SiteNode): Row<T> {
  return { type, id: `${parent.id}/${type}`, parentId: parent.id, site: parent.site };
}

export function showMoreNode(
  parent: BranchNode,
  kind: KindName,
  shown: number,
  total: number | undefined,
): ShowMoreNode {
  return {
    type: 'showMore',
    id: `${parent.id}/more:${kind}`,
    parentId: parent.id,
    site: parent.site,
    kind,
    shown,
    ...(total === undefined ? {} : { total }),
  };
}

export function messageNode(
  parent: BranchNode,
  reason: MessageReason,
  details: Pick<MessageNode, 'kind' | 'error' | 'total'> = {},
): MessageNode {
  return {
    type: 'message',
    id: `${parent.id}/message:${details.kind ?? reason}`,
    parentId: parent.id,
    site: parent.site,
    reason,
    under: parent.type === 'content' ? parent.content.kind : parent.type,
    ...details,
  };
}

export function isBranch(node: TreeNode): node is BranchNode {
  return node.type !== 'showMore' && node.type !== 'message';
}

/** Tells our rows from whatever else a menu or another extension passes. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    'id' in value &&
    'site' in value &&
    typeof value.id === 'string' &&
    typeof value.type === 'string'
  );
}
