/** What is known about who may refresh or run some items, and what could not be looked at. */
import type { Permissions, Person } from '../../tableau/access';
import type { Content, Datasource, Flow, Luid, Project, Workbook } from '../../tableau/model';

export type StartableItem = Workbook | Datasource | Flow;

export function isStartable(content: Content): content is StartableItem {
  return content.kind === 'workbook' || content.kind === 'datasource' || content.kind === 'flow';
}

/** Tableau's name of the rule that lets somebody start it who neither owns nor leads it. */
export function capabilityFor(item: StartableItem): 'Execute' | 'ExtractRefresh' {
  return item.kind === 'flow' ? 'Execute' : 'ExtractRefresh';
}

/** Something that could have changed the answer. */
export interface Gap {
  readonly of:
    | 'itemRules'
    | 'projects'
    | 'projectRules'
    | 'hiddenProject'
    | 'administrators'
    | 'people'
    | 'groups'
    | 'members'
    | 'groupSet'
    | 'manyGroups';
  /** The name of the item, project or group. */
  readonly about?: string;
  /** Why: what Tableau answered. */
  readonly error?: unknown;
}

export interface ItemFacts {
  readonly item: StartableItem;
  readonly ownerLuid: Luid | undefined;
  /** Undefined where they could not be read. */
  readonly rules: Permissions | undefined;
  /** The projects above it that may be seen, topmost first. */
  readonly projects: readonly Project[];
  /** Above those there is one that may not be seen, or the item is in none that may be. */
  readonly underHidden: boolean;
}

export interface GroupFacts {
  readonly name: string | undefined;
  /** Undefined where they were not or could not be read. */
  readonly members: readonly Person[] | undefined;
  /** How many there are, which may be more than were read. */
  readonly total: number | undefined;
}

export interface AccessFacts {
  readonly items: readonly ItemFacts[];
  /** By the project's LUID; one is missing where its rules could not be read. */
  readonly projectRules: ReadonlyMap<Luid, Permissions>;
  readonly people: ReadonlyMap<Luid, Person>;
  readonly groups: ReadonlyMap<Luid, GroupFacts>;
  readonly administrators: readonly Person[] | undefined;
  readonly gaps: readonly Gap[];
}

/** The group that everybody on a site is in; Tableau does not let it be renamed. */
export function isEverybody(name: string | undefined): boolean {
  return name === 'All Users';
}

export function isAdministrator(siteRole: string | undefined): boolean {
  return siteRole !== undefined && /^(Site|Server)Administrator/u.test(siteRole);
}
