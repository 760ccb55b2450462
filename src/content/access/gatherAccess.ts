/** Asks Tableau for what decides about a refresh, with few requests: none for each user, one for each item, project and group. */
import type { AccessApi, Permissions, Person } from '../../tableau/access';
import { isAbort } from '../../tableau/errors';
import type { Luid } from '../../tableau/model';
import type { ProjectTree } from '../projectTree';
import {
  capabilityFor,
  isEverybody,
  type AccessFacts,
  type Gap,
  type GroupFacts,
  type ItemFacts,
  type StartableItem,
} from './accessFacts';

export interface GatherOptions {
  readonly access: AccessApi;
  readonly projects: () => Promise<ProjectTree>;
  /** With the names of people, and who is in the groups: to tell who can, not only whether one can. */
  readonly withNames: boolean;
}

/** Beyond so many groups their members are not read: an answer should not cost hundreds of requests. */
const maxGroups = 20;
/** Names are asked for by the dozen: a query must not grow too long for a proxy. */
const namesAtOnce = 40;
const maxPeople = 1000;
const administratorRoles = [
  'SiteAdministrator',
  'SiteAdministratorCreator',
  'SiteAdministratorExplorer',
  'ServerAdministrator',
];

export function administratorsOf(
  access: AccessApi,
  signal?: AbortSignal,
): Promise<readonly Person[]> {
  const filter = { field: 'siteRole', op: 'in', value: administratorRoles } as const;
  return access.users([filter], maxPeople, signal);
}

export async function gatherAccess(
  items: readonly StartableItem[],
  options: GatherOptions,
  signal?: AbortSignal,
): Promise<AccessFacts> {
  const { access } = options;
  const gaps: Gap[] = [];
  const ifTold = async <T>(asked: Promise<T>, gap: Omit<Gap, 'error'>): Promise<T | undefined> => {
    try {
      return await asked;
    } catch (error) {
      // Told in the answer: what may not be read is a part of it.
      if (isAbort(error)) throw error;
      gaps.push({ ...gap, error });
      return undefined;
    }
  };

  const [tree, administrators, ruled] = await Promise.all([
    ifTold(options.projects(), { of: 'projects' }),
    options.withNames
      ? ifTold(administratorsOf(access, signal), { of: 'administrators' })
      : undefined,
    Promise.all(
      items.map(async (item) => ({
        item,
        rules: await ifTold(access.permissions(item.kind, item.luid, signal), {
          of: 'itemRules',
          about: item.name,
        }),
      })),
    ),
  ]);
  const known = ruled.map(({ item, rules }) => placed(item, rules, tree, gaps));

  const projectRules = new Map<Luid, Permissions>();
  const above = new Map(known.flatMap((one) => one.projects.map((each) => [each.luid, each])));
  await Promise.all(
    [...above.values()].map(async ({ luid, name }) => {
      const asked = access.permissions('project', luid, signal);
      const rules = await ifTold(asked, { of: 'projectRules', about: name });
      if (rules !== undefined) projectRules.set(luid, rules);
    }),
  );

  const grantees = relevant(known, projectRules);
  if (grantees.groupSets.size > 0) gaps.push({ of: 'groupSet' });
  const groups =
    grantees.groups.size === 0
      ? new Map<Luid, GroupFacts>()
      : await readGroups([...grantees.groups], options, gaps, ifTold, signal);
  const people = new Map<Luid, Person>();
  for (const person of administrators ?? []) people.set(person.luid, person);
  for (const { members } of groups.values())
    for (const member of members ?? []) people.set(member.luid, member);
  if (options.withNames) {
    const unnamed = [...grantees.users].filter((luid) => !people.has(luid));
    for (let at = 0; at < unnamed.length; at += namesAtOnce) {
      const filter = {
        field: 'luid',
        op: 'in',
        value: unnamed.slice(at, at + namesAtOnce),
      } as const;
      const named = await ifTold(access.users([filter], maxPeople, signal), { of: 'people' });
      // The others would be refused too.
      if (named === undefined) break;
      for (const person of named) people.set(person.luid, person);
    }
  }
  return { items: known, projectRules, people, groups, administrators, gaps };
}

function placed(
  item: StartableItem,
  rules: Permissions | undefined,
  tree: ProjectTree | undefined,
  gaps: Gap[],
): ItemFacts {
  const { location } = item;
  const projects =
    tree === undefined || location?.type !== 'Project' ? [] : tree.lineage(location.luid);
  const [top] = projects;
  const underHidden =
    tree !== undefined &&
    location?.type !== 'PersonalSpace' &&
    (top === undefined || top.parentLuid !== undefined);
  if (underHidden) gaps.push({ of: 'hiddenProject', about: item.name });
  const ownerLuid = item.owner?.luid ?? rules?.ownerLuid;
  return { item, rules, projects, underHidden, ownerLuid };
}

/** Those whom some rule, ownership or leadership names. */
function relevant(
  items: readonly ItemFacts[],
  projectRules: ReadonlyMap<Luid, Permissions>,
): {
  readonly users: ReadonlySet<Luid>;
  readonly groups: ReadonlySet<Luid>;
  readonly groupSets: ReadonlySet<Luid>;
} {
  const found = { user: new Set<Luid>(), group: new Set<Luid>(), groupSet: new Set<Luid>() };
  const add = (rules: Permissions | undefined, capabilities: readonly string[]): void => {
    for (const grant of rules?.grants ?? [])
      if (capabilities.some((name) => grant.capabilities[name] !== undefined))
        found[grant.type].add(grant.luid);
  };
  for (const { item, rules, ownerLuid, projects } of items) {
    add(rules, [capabilityFor(item)]);
    if (ownerLuid !== undefined) found.user.add(ownerLuid);
    for (const { owner } of projects) if (owner !== undefined) found.user.add(owner.luid);
  }
  for (const rules of projectRules.values())
    add(rules, ['ProjectLeader', 'InheritedProjectLeader']);
  return { users: found.user, groups: found.group, groupSets: found.groupSet };
}

async function readGroups(
  luids: readonly Luid[],
  { access, withNames }: GatherOptions,
  gaps: Gap[],
  ifTold: <T>(asked: Promise<T>, gap: Omit<Gap, 'error'>) => Promise<T | undefined>,
  signal: AbortSignal | undefined,
): Promise<Map<Luid, GroupFacts>> {
  const listed = await ifTold(access.groups(maxPeople, signal), { of: 'groups' });
  const nameOf = new Map(listed?.map(({ luid, name }) => [luid, name]));
  const found = new Map<Luid, GroupFacts>();
  if (withNames && luids.length > maxGroups) gaps.push({ of: 'manyGroups' });
  await Promise.all(
    luids.map(async (luid, index) => {
      const name = nameOf.get(luid);
      // Everybody is in it: nothing to be read there.
      const read = withNames && index < maxGroups && !isEverybody(name);
      const gap = { of: 'members', ...(name === undefined ? {} : { about: name }) } as const;
      const page = read ? await ifTold(access.members(luid, signal), gap) : undefined;
      const total = page?.total ?? page?.items.length;
      found.set(luid, { name, members: page?.items, total });
    }),
  );
  return found;
}
