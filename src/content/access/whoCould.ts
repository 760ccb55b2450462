/** Who could do what was refused, by name: the owner, who leads the projects above, the site's administrators. */
import type { Person } from '../../tableau/access';
import type { Luid, Owner } from '../../tableau/model';
import type { SiteContent } from '../siteContent';
import { isAdministrator, isStartable, type StartableItem } from './accessFacts';
import { administratorsOf, gatherAccess } from './gatherAccess';

type Named = Pick<Person, 'name' | 'fullName'>;

/** Each is named once, for the first reason that holds. */
export interface WhoCould {
  readonly owner?: Named;
  /** Owners and leaders of the projects above it; people, not groups. */
  readonly leaders: readonly Named[];
  readonly administrators: readonly Named[];
}

/** A job is cancelled by administrators. */
export async function whoCouldCancel(source: SiteContent, signal: AbortSignal): Promise<WhoCould> {
  const { access } = await source.client();
  return { leaders: [], administrators: await administratorsOf(access, signal) };
}

export async function whoCouldStart(
  source: SiteContent,
  { kind, luid }: Pick<StartableItem, 'kind' | 'luid' | 'site'>,
  signal: AbortSignal,
): Promise<WhoCould | undefined> {
  const client = await source.client();
  const item = await client[`${kind}s`].get(luid, signal);
  if (!isStartable(item)) return undefined;
  const facts = await gatherAccess(
    [item],
    { access: client.access, projects: () => source.projects(signal), withNames: true },
    signal,
  );
  const { administrators = [], people, projectRules } = facts;
  const above = facts.items.flatMap(({ projects }) => projects);
  const leading = above.flatMap((project) => [
    ...(project.owner === undefined ? [] : [project.owner.luid]),
    ...(projectRules.get(project.luid)?.grants ?? [])
      .filter((grant) => grant.type === 'user' && leads(grant.capabilities))
      .map((grant) => grant.luid),
  ]);
  const person = (one: Luid): Person | undefined => people.get(one);
  const owner = item.owner && (person(item.owner.luid) ?? asNamed(item.owner));
  const leaders = [...new Set(leading)]
    .map(person)
    .filter((one) => one !== undefined)
    .filter((one) => one.luid !== item.owner?.luid && !isAdministrator(one.siteRole));
  return {
    ...(owner === undefined ? {} : { owner }),
    leaders,
    administrators: administrators.filter((one) => one.luid !== item.owner?.luid),
  };
}

function leads(capabilities: Readonly<Record<string, string>>): boolean {
  return ['ProjectLeader', 'InheritedProjectLeader'].some((name) => capabilities[name] === 'Allow');
}

/** Users may not be listed by everybody; the item itself may name its owner. */
function asNamed({ name, fullName }: Owner): Named | undefined {
  const known = name ?? fullName;
  return known === undefined ? undefined : { name: known, ...(fullName && { fullName }) };
}
