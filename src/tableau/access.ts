/** Who may do what on a site, as Tableau tells it: permissions, people, groups and the sites of a server. */
import type { Filter } from './client';
import type { ContentUrl, Luid, Page } from './model';

/** What has permissions of its own that decide about a refresh or a run. */
export type PermissionKind = 'workbook' | 'datasource' | 'flow' | 'project';

export type GranteeType = 'user' | 'group' | 'groupSet';
export type Mode = 'Allow' | 'Deny';

/** One rule: what somebody is allowed and denied, by Tableau's names of capabilities (`ExtractRefresh`, `ProjectLeader`, …). */
export interface Grant {
  readonly type: GranteeType;
  readonly luid: Luid;
  readonly capabilities: Readonly<Record<string, Mode>>;
}

export interface Permissions {
  readonly ownerLuid?: Luid;
  /** The project that holds the rules, where it locks what is in it. */
  readonly lockedBy?: Luid;
  readonly grants: readonly Grant[];
}

export interface Person {
  readonly luid: Luid;
  readonly name: string;
  readonly fullName?: string;
  readonly siteRole?: string;
}

export interface Group {
  readonly luid: Luid;
  readonly name: string;
  readonly domain?: string;
}

export interface ServerSite {
  readonly luid: Luid;
  readonly name: string;
  readonly contentUrl: ContentUrl;
  /** False for a suspended one. */
  readonly active: boolean;
}

/** Each of these may be refused to whoever is no administrator: `notPermitted`, or by the way of signing in `notAllowedWithSession`. */
export interface AccessApi {
  permissions(kind: PermissionKind, luid: Luid, signal?: AbortSignal): Promise<Permissions>;
  /** The users that all the filters fit; `limit` bounds what is read of a big site. */
  users(
    filters: readonly Filter[],
    limit: number,
    signal?: AbortSignal,
  ): Promise<readonly Person[]>;
  groups(limit: number, signal?: AbortSignal): Promise<readonly Group[]>;
  groupsOf(user: Luid, signal?: AbortSignal): Promise<readonly Group[]>;
  /** The first thousand of a group's members, and how many there are. */
  members(group: Luid, signal?: AbortSignal): Promise<Page<Person>>;
  /** The sites of a Tableau Server, for its administrators; not on Cloud. */
  sites(pageNumber: number, signal?: AbortSignal): Promise<Page<ServerSite>>;
}
