// Groups, and the rules that say who may do what with an item or a project; owners and administrators need none.
import type { Project, User, Workbook, Datasource, Flow } from './modelTypes';

export type Mode = 'Allow' | 'Deny';

export interface Group {
  readonly luid: string;
  readonly siteLuid: string;
  readonly name: string;
  readonly memberLuids: Set<string>;
  /** Everybody on the site, whether listed or not. */
  readonly everybody: boolean;
}

export interface Rule {
  readonly type: 'user' | 'group' | 'groupSet';
  readonly luid: string;
  readonly capabilities: Readonly<Record<string, Mode>>;
}

export class AccessRules {
  readonly groups = new Map<string, Group>();
  readonly #rules = new Map<string, Rule[]>();

  addGroup(group: Group): Group {
    this.groups.set(group.luid, group);
    return group;
  }

  ofSite(siteLuid: string): readonly Group[] {
    return [...this.groups.values()].filter((group) => group.siteLuid === siteLuid);
  }

  rulesOf(luid: string): readonly Rule[] {
    return this.#rules.get(luid) ?? [];
  }

  addRule(luid: string, rule: Rule): void {
    this.#rules.set(luid, [...this.rulesOf(luid), rule]);
  }

  isMember(user: User, group: Group): boolean {
    return group.everybody ? group.siteLuid === user.siteLuid : group.memberLuids.has(user.luid);
  }

  groupsOf(user: User): readonly Group[] {
    return this.ofSite(user.siteLuid).filter((group) => this.isMember(user, group));
  }

  /** The user's own rule decides; else a denial of any group, else what some group is allowed (documented). */
  decide(user: User, luid: string, capability: string): Mode | undefined {
    const own = this.rulesOf(luid).find((rule) => rule.type === 'user' && rule.luid === user.luid);
    const ownMode = own?.capabilities[capability];
    if (ownMode !== undefined) return ownMode;
    const modes = this.rulesOf(luid)
      .filter(({ type, luid: group }) => type === 'group' && this.#holds(user, group))
      .map((rule) => rule.capabilities[capability]);
    return modes.includes('Deny') ? 'Deny' : modes.find((mode) => mode === 'Allow');
  }

  leads(user: User, project: Project): boolean {
    return (
      project.ownerLuid === user.luid ||
      this.decide(user, project.luid, 'ProjectLeader') === 'Allow'
    );
  }

  mayStart(user: User, item: Workbook | Datasource | Flow): boolean {
    const capability = item.kind === 'flow' ? 'Execute' : 'ExtractRefresh';
    return this.decide(user, item.luid, capability) === 'Allow';
  }

  #holds(user: User, luid: string): boolean {
    const group = this.groups.get(luid);
    return group !== undefined && this.isMember(user, group);
  }
}
