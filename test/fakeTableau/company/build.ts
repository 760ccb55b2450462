// What the builders of the invented company share: the model, the clock's start, chance, numbers.
import { Chance, uuids } from '../ids';
import type { Model, Moment, Project, Site, User } from '../model';
import type { NumberedKind } from '../modelTypes';
import type { Profile } from '../profiles';

export const day = 24 * 60 * 60 * 1000;
export const hour = 60 * 60 * 1000;

export class Builder {
  readonly chance = new Chance(20260214);
  readonly start: Moment;
  readonly newLuid = uuids('luid');
  readonly newMetadataId = uuids('metadata');
  readonly #numbers = new Map<string, number>();
  readonly #urlNames = new Set<string>();

  constructor(
    readonly model: Model,
    readonly profile: Profile,
  ) {
    this.start = model.now();
  }

  /** Numbers begin at 1001 for every kind and on every site, so that they collide as in Tableau. */
  number(site: Site, kind: NumberedKind | 'user' | 'database' | 'table'): number {
    const key = `${site.luid} ${kind}`;
    const number = this.#numbers.get(key) ?? 1001;
    this.#numbers.set(key, number + 1);
    return number;
  }

  /** A contentUrl that nobody has on the site yet: taken ones get a numeric suffix, as seen on real sites. */
  contentUrl(site: Site, kind: 'workbook' | 'datasource', wanted: string): string {
    const base = wanted === '' ? '_' : wanted;
    const key = (name: string): string => `${site.luid} ${kind} ${name.toLowerCase()}`;
    let name = base;
    for (let n = 1; this.#urlNames.has(key(name)); n++) {
      name = n === 1 ? `${base}_17123456789010` : `${base}${n}`;
    }
    this.#urlNames.add(key(name));
    return name;
  }

  /** A moment in the past, spread over the days before the start. */
  ago(leastDays: number, mostDays: number): Moment {
    const days = leastDays + this.chance.next() * (mostDays - leastDays);
    return Math.floor((this.start - days * day) / 1000) * 1000;
  }
}

/** What a site offers to the builders of its content. */
export interface SiteSeed {
  readonly site: Site;
  readonly users: Readonly<Record<string, User>>;
  /** By path, such as "Finance/Reports". */
  readonly projects: ReadonlyMap<string, Project>;
}

export function projectAt(seed: SiteSeed, path: string): Project {
  const project = seed.projects.get(path);
  if (!project) throw new Error(`The company has no project ${path}.`);
  return project;
}

export function userCalled(seed: SiteSeed, key: string): User {
  const user = seed.users[key];
  if (!user) throw new Error(`The company has no user ${key}.`);
  return user;
}
