/** Whether one user may start an item, by Tableau's order: role, ownership, leadership, the user's own rules, the groups' rules. */
import type { Grant, Mode, Person } from '../../tableau/access';
import type { Luid, Project } from '../../tableau/model';
import {
  capabilityFor,
  isAdministrator,
  isEverybody,
  type AccessFacts,
  type ItemFacts,
} from './accessFacts';

export interface Asked {
  /** Without a LUID it is only known by name. */
  readonly person: Partial<Person>;
  /** The groups of this user; undefined where they could not be read. */
  readonly groups: ReadonlySet<Luid> | undefined;
}

export type Reason =
  | { readonly why: 'unlicensed' | 'administrator' | 'owner' | 'noRule' | 'unseen' | 'notOwner' }
  | { readonly why: 'leads' | 'ownsProject'; readonly project: Project; readonly via?: Grant }
  | { readonly why: 'allowed' | 'denied'; readonly via: Grant }
  /** It holds, if the site role is enough for it. */
  | { readonly why: 'roleMayLimit'; readonly siteRole: string };

export interface Verdict {
  readonly answer: 'yes' | 'no' | 'maybe';
  readonly reasons: readonly Reason[];
}

/** Roles that may look, and of which Tableau does not say that they may refresh. */
const lookingRoles = new Set(['Viewer', 'ReadOnly', 'Guest', 'Explorer', 'Interactor']);

export function verdictFor(facts: AccessFacts, about: ItemFacts, asked: Asked): Verdict {
  const { person } = asked;
  if (person.siteRole === 'Unlicensed') return { answer: 'no', reasons: [{ why: 'unlicensed' }] };
  if (isAdministrator(person.siteRole))
    return { answer: 'yes', reasons: [{ why: 'administrator' }] };
  if (isSame(person, about.ownerLuid)) return yes(person, { why: 'owner' });
  if (about.item.location?.type === 'PersonalSpace')
    return { answer: 'no', reasons: [{ why: 'notOwner' }] };
  const led = leadership(facts, about, asked);
  if (led.by !== undefined) return yes(person, led.by);
  const rule = decide(facts, about.rules?.grants ?? [], capabilityFor(about.item), asked);
  // Who leads the project may do it whatever the rules say; that could not be looked at.
  const unsure = led.unsure || rule.unsure || about.rules === undefined;
  if (rule.mode === 'Allow' && !rule.unsure) return yes(person, { why: 'allowed', via: rule.via });
  const known: Reason[] =
    rule.mode === undefined
      ? []
      : [{ why: rule.mode === 'Allow' ? 'allowed' : 'denied', via: rule.via }];
  if (unsure) return { answer: 'maybe', reasons: [...known, { why: 'unseen' }] };
  return { answer: 'no', reasons: known.length === 0 ? [{ why: 'noRule' }] : known };
}

function yes({ siteRole }: Partial<Person>, reason: Reason): Verdict {
  return siteRole !== undefined && lookingRoles.has(siteRole)
    ? { answer: 'maybe', reasons: [reason, { why: 'roleMayLimit', siteRole }] }
    : { answer: 'yes', reasons: [reason] };
}

function isSame(person: Partial<Person>, luid: Luid | undefined): boolean {
  return luid !== undefined && person.luid === luid;
}

/** Who owns or leads a project leads all that is below it. */
function leadership(
  facts: AccessFacts,
  about: ItemFacts,
  asked: Asked,
): { readonly by?: Reason; readonly unsure: boolean } {
  let unsure = about.underHidden || facts.gaps.some(({ of }) => of === 'projects');
  for (const project of about.projects) {
    if (isSame(asked.person, project.owner?.luid))
      return { by: { why: 'ownsProject', project }, unsure: false };
    const rules = facts.projectRules.get(project.luid);
    if (rules === undefined) {
      unsure = true;
      continue;
    }
    for (const capability of ['ProjectLeader', 'InheritedProjectLeader']) {
      const rule = decide(facts, rules.grants, capability, asked);
      if (rule.mode === 'Allow' && !rule.unsure)
        return { by: { why: 'leads', project, via: rule.via }, unsure: false };
      unsure ||= rule.unsure;
    }
  }
  return { unsure };
}

type Decision =
  | { readonly mode: Mode; readonly via: Grant; readonly unsure: boolean }
  | { readonly mode?: undefined; readonly unsure: boolean };

/** A rule for the user beats those for groups; among groups a denial beats what is allowed. */
function decide(
  facts: AccessFacts,
  grants: readonly Grant[],
  capability: string,
  asked: Asked,
): Decision {
  const rules = grants.filter((grant) => grant.capabilities[capability] !== undefined);
  const modeOf = (grant: Grant): Mode | undefined => grant.capabilities[capability];
  const own = rules.find((grant) => grant.type === 'user' && isSame(asked.person, grant.luid));
  const ownMode = own && modeOf(own);
  if (own !== undefined && ownMode !== undefined) return { mode: ownMode, via: own, unsure: false };
  // Of somebody who is known by name only, any rule for a user may be theirs.
  let unsure = asked.person.luid === undefined && rules.some((grant) => grant.type === 'user');
  for (const mode of ['Deny', 'Allow'] as const) {
    for (const grant of rules) {
      if (grant.type === 'user' || modeOf(grant) !== mode) continue;
      const inIt = isMember(facts, grant, asked);
      if (inIt === true) return { mode, via: grant, unsure };
      if (inIt === undefined) unsure = true;
    }
  }
  return { unsure };
}

function isMember(facts: AccessFacts, { type, luid }: Grant, asked: Asked): boolean | undefined {
  if (type !== 'group') return undefined;
  const group = facts.groups.get(luid);
  if (isEverybody(group?.name)) return true;
  if (asked.groups !== undefined) return asked.groups.has(luid);
  if (group?.members === undefined || asked.person.luid === undefined) return undefined;
  if (group.members.some((member) => member.luid === asked.person.luid)) return true;
  return group.members.length === group.total ? false : undefined;
}
