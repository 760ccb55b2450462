// The invented company's project trees: doubled names, case twins, a hidden parent with a visible child.
import type { Project } from '../model';
import type { Site, User } from '../modelTypes';
import type { Builder } from './build';

interface ProjectSeed {
  readonly path: string;
  readonly owner: string;
  readonly description?: string;
  readonly hidden?: boolean;
  readonly permissions?: Project['contentPermissions'];
}

/** Paths use "/" only between projects; no project of the company has one in its name. */
export const mainProjects: readonly ProjectSeed[] = [
  {
    path: 'Default',
    owner: 'max.adler',
    description: 'The default project that was automatically created by Tableau.',
  },
  {
    path: 'Finance',
    owner: 'niamh.obrien',
    description: 'Closing, planning and controlling.',
    permissions: 'LockedToProject',
  },
  { path: 'Finance/Reports', owner: 'niamh.obrien' },
  { path: 'Finance/Reports/Quarterly', owner: 'niamh.obrien' },
  {
    path: 'Finance/Budget, Actuals & Forecast',
    owner: 'zoe.dubois',
    description: 'Name with a comma and an ampersand: no filter can carry it.',
  },
  { path: 'Marketing', owner: 'ana.ruiz', description: 'Campaigns, web & brand.\nLed by Ana.' },
  { path: 'Marketing/Reports', owner: 'ana.ruiz' },
  { path: 'Marketing/Campaigns 🚀', owner: 'priya.nair' },
  { path: 'Operations', owner: 'tom.becker' },
  { path: 'Operations/Warehouse', owner: 'tom.becker' },
  { path: 'Operations/Warehouse/Berlin', owner: 'tom.becker' },
  { path: 'Operations/Warehouse/Berlin/Night Shift', owner: 'tom.becker' },
  { path: 'Operations/Reports', owner: 'tom.becker' },
  {
    path: 'Executive',
    owner: 'max.adler',
    description: 'For the board only.',
    hidden: true,
    permissions: 'LockedToProjectWithoutNested',
  },
  { path: 'Executive/Board Pack', owner: 'max.adler' },
  { path: 'Executive/Compensation', owner: 'max.adler', hidden: true },
  { path: 'מכירות ישראל', owner: 'noa.levi', description: 'דוחות מכירה' },
  {
    path: 'Data Platform',
    owner: 'etl.robot',
    description: 'Certified sources.',
    permissions: 'LockedToProject',
  },
  { path: 'Sandbox', owner: 'ana.ruiz' },
  { path: 'sandbox', owner: 'priya.nair', description: 'Not the same as Sandbox.' },
  { path: 'Archive 2019', owner: 'max.adler', description: 'Nothing left here.' },
];

/** The second site speaks German (its default project is "Standard") and repeats a path of the first. */
export const secondProjects: readonly ProjectSeed[] = [
  {
    path: 'Standard',
    owner: 'max.adler',
    description: 'Das Standardprojekt, das automatisch von Tableau erstellt wurde.',
  },
  { path: 'Finance', owner: 'niamh.obrien' },
  { path: 'Finance/Reports', owner: 'niamh.obrien' },
  { path: 'Recruiting', owner: 'ana.ruiz' },
  { path: 'Payroll', owner: 'max.adler', hidden: true },
];

export const defaultSiteProjects: readonly ProjectSeed[] = [
  {
    path: 'default',
    owner: 'max.adler',
    description: 'The default project that was automatically created by Tableau.',
  },
  { path: 'Samples', owner: 'max.adler' },
];

export function addProjects(
  builder: Builder,
  site: Site,
  users: Readonly<Record<string, User>>,
  seeds: readonly ProjectSeed[],
): Map<string, Project> {
  const projects = new Map<string, Project>();
  for (const seed of seeds) {
    const slash = seed.path.lastIndexOf('/');
    const createdAt = builder.ago(300, 900);
    const project: Project = {
      luid: builder.newLuid(),
      siteLuid: site.luid,
      vizportalUrlId: builder.number(site, 'project'),
      name: seed.path.slice(slash + 1),
      description: seed.description ?? '',
      parentLuid: slash < 0 ? undefined : projects.get(seed.path.slice(0, slash))?.luid,
      contentPermissions: seed.permissions ?? 'ManagedByOwner',
      writeable: !(seed.permissions === 'LockedToProject'),
      ownerLuid: users[seed.owner]?.luid,
      createdAt,
      updatedAt: createdAt + 86_400_000,
      hidden: seed.hidden ?? false,
      listedFrom: undefined,
      indexedFrom: undefined,
    };
    projects.set(seed.path, builder.model.projects.add(project));
  }
  return projects;
}
