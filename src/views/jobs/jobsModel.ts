/** What the Jobs view shows now, and what of it differs from before, so that only that is drawn anew. */
import type { SiteEntry } from '../../session/sessionsContract';
import { siteKey, type SiteRef } from '../../tableau/model';
import {
  stateGroups,
  type JobGroupNode,
  type JobMessage,
  type JobMessageNode,
  type JobNode,
  type JobRowNode,
  type JobSiteNode,
  type StateGroup,
} from './jobNode';

/** A site as the view sees it. */
export interface JobsOfSite {
  readonly site: SiteRef;
  readonly rows: readonly JobRowNode[];
  /** What is to be said besides the rows, or in their place. */
  readonly messages: readonly { readonly reason: JobMessage; readonly error?: unknown }[];
}

/** So many rows that changed in one moment cost more one by one than their whole group. */
const manyRows = 100;

export class JobsModel {
  #roots: readonly JobNode[] = [];
  readonly #children = new Map<string, readonly JobNode[]>();
  readonly #parents = new Map<string, JobNode>();
  /** One object for each id, because VS Code knows rows by identity. */
  readonly #groups = new Map<string, JobGroupNode | JobSiteNode>();
  #rows = new Map<string, JobRowNode>();
  #signatures = new Map<string, string>();

  /**
   * Returns what looks otherwise than before: a group that has other rows, else each row by itself, which VS Code then draws
   * in its place, so that a click on it is not lost; `all` where the groups themselves differ.
   */
  update(sites: readonly JobsOfSite[]): readonly JobNode[] | 'all' {
    this.#children.clear();
    this.#parents.clear();
    const known = this.#rows;
    this.#rows = new Map();
    const signatures = new Map<string, string>();
    const below = sites.map((one) => this.#below(one, known, signatures));
    this.#roots = sites.length === 1 ? (below[0] ?? []) : sites.map((one) => this.#siteNode(one));
    if (sites.length > 1)
      sites.forEach((one, at) => this.#place(this.#siteNode(one), below[at] ?? []));
    signatures.set('', this.#shape());
    const before = this.#signatures;
    this.#signatures = signatures;
    if (before.get('') !== signatures.get('')) return 'all';
    const isChanged = ({ id }: JobNode): boolean => before.get(id) !== signatures.get(id);
    return this.#groupsShown().flatMap((group) =>
      isChanged(group) ? [group] : this.#oneByOne(group, this.children(group).filter(isChanged)),
    );
  }

  children(node?: JobNode): readonly JobNode[] {
    return node === undefined ? this.#roots : (this.#children.get(node.id) ?? []);
  }

  parent(node: JobNode): JobNode | undefined {
    return this.#parents.get(node.id);
  }

  /** The rows, or groups of very many, in which time passes. */
  running(): readonly JobNode[] {
    return this.#groupsShown()
      .filter(({ state }) => state === 'running' || state === 'queued')
      .flatMap((group) => this.#oneByOne(group, this.children(group)));
  }

  #groupsShown(): readonly JobGroupNode[] {
    return [...this.#groups.values()].filter(
      (node): node is JobGroupNode => node.type === 'jobGroup' && this.#children.has(node.id),
    );
  }

  #oneByOne(group: JobGroupNode, rows: readonly JobNode[]): readonly JobNode[] {
    return rows.length > manyRows ? [group] : rows;
  }

  #below(
    one: JobsOfSite,
    known: ReadonlyMap<string, JobRowNode>,
    signatures: Map<string, string>,
  ): readonly JobNode[] {
    const key = siteKey(one.site);
    const messages = one.messages.map(({ reason, error }): JobMessageNode => ({
      type: 'jobMessage',
      id: `${key}/message:${reason}`,
      site: one.site,
      reason,
      ...(error !== undefined && { error }),
    }));
    const groups: JobNode[] = [];
    const byState = new Map<StateGroup, JobRowNode[]>();
    for (const newest of one.rows) {
      const row = renewed(known.get(newest.id), newest);
      this.#rows.set(row.id, row);
      signatures.set(row.id, signatureOf(row));
      const rows = byState.get(row.state);
      if (rows === undefined) byState.set(row.state, [row]);
      else rows.push(row);
    }
    for (const state of stateGroups) {
      const rows = byState.get(state);
      if (rows === undefined) continue;
      const id = `${key}/state:${state}`;
      const group = this.#kept({ type: 'jobGroup', id, site: one.site, state });
      groups.push(group);
      this.#place(group, rows);
      signatures.set(id, rows.map((row) => row.id).join('\n'));
    }
    const isCut = messages.filter(({ reason }) => reason === 'cut');
    return [...messages.filter(({ reason }) => reason !== 'cut'), ...groups, ...isCut];
  }

  #siteNode({ site }: JobsOfSite): JobSiteNode {
    return this.#kept({ type: 'jobSite', id: siteKey(site), site });
  }

  #kept<T extends JobGroupNode | JobSiteNode>(node: T): T {
    const known = this.#groups.get(node.id);
    if (known !== undefined) return known as T;
    this.#groups.set(node.id, node);
    return node;
  }

  #place(parent: JobNode, children: readonly JobNode[]): void {
    this.#children.set(parent.id, children);
    for (const child of children) this.#parents.set(child.id, parent);
  }

  /** Which groups and messages there are. */
  #shape(): string {
    const walk = (node: JobNode): string => {
      if (node.type !== 'jobSite') return node.id;
      return `${node.id}(${this.children(node).map(walk).join()})`;
    };
    return this.#roots.map(walk).join();
  }
}

/** The object that VS Code has, with what is true of the row now. */
function renewed(known: JobRowNode | undefined, newest: JobRowNode): JobRowNode {
  if (known === undefined) return newest;
  for (const key of Object.keys(known)) if (!(key in newest)) Reflect.deleteProperty(known, key);
  return Object.assign(known, newest);
}

/** All that a row shows and offers, except the time that passes. */
function signatureOf({ id, state, name, progress, at, watch, who, jobLuid }: JobRowNode): string {
  return [id, state, name, progress, at, watch?.phase, who, jobLuid].join(' ');
}

/** Where a site's list cannot be asked for now: why. */
export function blockedBy({ state }: SiteEntry): JobMessage | undefined {
  switch (state.status) {
    case 'idle':
      return 'notAsked';
    case 'signedOut':
      return 'signedOut';
    case 'refused':
    case 'secretMissing':
    case 'jwtNeeded':
    case 'contested':
      return 'refused';
    case 'offline':
      return 'offline';
    case 'signingIn':
    case 'signedIn':
      return undefined;
    default:
      return state satisfies never;
  }
}
