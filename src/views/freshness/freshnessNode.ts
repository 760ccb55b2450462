/** The rows of the Freshness view as plain data; items are rows of `content`, so that the commands on items take them. */
import type { ItemRow, TaskRow } from '../../freshness/freshnessReport';
import { siteKey, type Content, type SiteRef } from '../../tableau/model';

export type Group = 'stale' | 'unused' | 'troubled' | 'nextRuns' | 'all';

interface Row<T extends string> {
  readonly type: T;
  readonly id: string;
  readonly parentId?: string;
  readonly site: SiteRef;
}

export type FreshSiteNode = Row<'freshSite'>;

export interface GroupNode extends Row<'freshGroup'> {
  readonly group: Group;
  /** Undefined until it has been looked at. */
  readonly count?: number;
}

export interface FreshItemNode extends Row<'content'> {
  readonly content: Content;
  readonly row: ItemRow;
}

export interface TaskNode extends Row<'task'> {
  readonly row: TaskRow;
}

export interface MoreNode extends Row<'freshMore'> {
  readonly group: Group;
  readonly shown: number;
  readonly total: number;
}

/** Words in the place of rows: nothing there, not allowed, no network. */
export interface FreshMessageNode extends Row<'freshMessage'> {
  readonly label: string;
  readonly detail?: string;
  readonly icon: string;
  readonly action?: 'retry' | 'rules' | 'signIn';
}

export type FreshNode =
  FreshSiteNode | GroupNode | FreshItemNode | TaskNode | MoreNode | FreshMessageNode;

export function freshSiteNode(site: SiteRef): FreshSiteNode {
  return { type: 'freshSite', id: `fresh:${siteKey(site)}`, site };
}

export function groupNode(site: SiteRef, group: Group, count?: number): GroupNode {
  const parentId = freshSiteNode(site).id;
  return {
    type: 'freshGroup',
    id: `${parentId}/${group}`,
    parentId,
    site,
    group,
    ...(count === undefined ? {} : { count }),
  };
}

export function itemNode(parent: GroupNode, row: ItemRow): FreshItemNode {
  const { content } = row;
  const id = `${parent.id}/${content.kind}:${content.luid}`;
  return { type: 'content', id, parentId: parent.id, site: parent.site, content, row };
}

export function taskNode(parent: GroupNode, row: TaskRow): TaskNode {
  const id = `${parent.id}/task:${row.task.luid}`;
  return { type: 'task', id, parentId: parent.id, site: parent.site, row };
}

export function moreNode(parent: GroupNode, shown: number, total: number): MoreNode {
  const { site, group } = parent;
  return {
    type: 'freshMore',
    id: `${parent.id}/more`,
    parentId: parent.id,
    site,
    group,
    shown,
    total,
  };
}

export function messageNode(
  parent: FreshSiteNode | GroupNode,
  words: Pick<FreshMessageNode, 'label' | 'detail' | 'icon' | 'action'>,
  key = 'message',
): FreshMessageNode {
  return {
    type: 'freshMessage',
    id: `${parent.id}/${key}`,
    parentId: parent.id,
    site: parent.site,
    ...words,
  };
}

export function isTaskNode(value: unknown): value is TaskNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'task' &&
    'row' in value
  );
}
