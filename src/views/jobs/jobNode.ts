/** The rows of the Jobs view as plain data. VS Code compares rows by id: ids are unique and stable. */
import type * as vscode from 'vscode';
import type { Watch } from '../../jobs/jobsContract';
import type { Job, KindName, Luid, SiteRef } from '../../tableau/model';

/** In the order in which they are shown. */
export const stateGroups = [
  'running',
  'queued',
  'failed',
  'unknown',
  'cancelled',
  'succeeded',
] as const;
export type StateGroup = (typeof stateGroups)[number];

export interface JobSiteNode {
  readonly type: 'jobSite';
  readonly id: string;
  readonly site: SiteRef;
}

export interface JobGroupNode {
  readonly type: 'jobGroup';
  readonly id: string;
  readonly site: SiteRef;
  readonly state: StateGroup;
}

export interface JobItem {
  readonly kind: KindName;
  readonly luid: Luid;
  readonly name?: string;
}

export interface JobRowNode {
  readonly type: 'job';
  readonly id: string;
  readonly site: SiteRef;
  readonly state: StateGroup;
  readonly name: string;
  /** What it works on, where that is known without asking. */
  readonly item?: JobItem;
  readonly job?: Job;
  readonly jobLuid?: Luid;
  /** Of a job that was started or adopted here. */
  readonly watch?: Watch;
  /** When it began, by our clock. */
  readonly since?: number;
  /** When it ended, or was created: rows are sorted by it, newest first. */
  readonly at: number;
  readonly who?: string;
  readonly progress?: number;
}

export type JobMessage =
  'empty' | 'noMatch' | 'notAsked' | 'signedOut' | 'refused' | 'offline' | 'error' | 'cut';

export interface JobMessageNode {
  readonly type: 'jobMessage';
  readonly id: string;
  readonly site: SiteRef;
  readonly reason: JobMessage;
  readonly error?: unknown;
}

export type JobNode = JobSiteNode | JobGroupNode | JobRowNode | JobMessageNode;

/** The view as it is registered at activation: what it shows is loaded when it is first looked at. */
export interface JobsView {
  readonly view: vscode.TreeView<JobNode>;
  /** The rows below this one, or all, are out of date. */
  changed(node?: JobNode): void;
}

/** What a menu of the Jobs view passes, as rows of jobs; `selection` is what is selected in the view. */
export function jobTargets(
  clicked: unknown,
  selected: unknown,
  selection: readonly JobNode[],
): readonly JobRowNode[] {
  const given: readonly unknown[] =
    Array.isArray(selected) && selected.length > 0 ? (selected as unknown[]) : [clicked];
  const rows = isJobNode(clicked) ? given : selection;
  return rows.filter((row): row is JobRowNode => isJobNode(row) && row.type === 'job');
}

function isJobNode(value: unknown): value is JobNode {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return ['jobSite', 'jobGroup', 'job', 'jobMessage'].includes(value.type as string);
}
