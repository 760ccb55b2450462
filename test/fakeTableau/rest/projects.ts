// GET projects, and the PUT of tableauserverclient that is really a read.
import { text, child } from '../http/requestBody';
import type { Tree } from '../http/wire';
import { timestamp } from '../model';
import type { Project, Visible } from '../modelTypes';
import { isListed, ownerOf, ownerTree, versionOf } from './common';
import type { FullItem } from './fields';
import { operators } from './filters';
import { list, type Resource } from './listing';
import { notFound, notPermitted, ok, type Answer, type Route, type SignedInCall } from './route';

interface Counts {
  projectCount: number;
  workbookCount: number;
  viewCount: number;
  datasourceCount: number;
}

export const projectResource: Resource<Project> = {
  wrapper: 'projects',
  item: 'project',
  rows: ({ model, site }) => model.projects.ofSite(site.luid),
  listed: (project, call) => isListed(project, call) && call.model.canSee(call.user, project),
  version: (call) =>
    versionOf(call, call.model.workbooks, call.model.datasources, call.model.views),
  full: fullProject,
  // TSC's captured XML says contentsCounts, the docs contentCounts.
  renamed: ({ knobs }) => ({ contentsCounts: knobs.guesses.contentsCountsName }),
  defaults: [
    'id',
    'name',
    'description',
    'parentProjectId',
    'topLevelProject',
    'writeable',
    'contentPermissions',
    'controllingPermissionsProjectId',
    'createdAt',
    'updatedAt',
    'owner.id',
  ],
  known: new Set([
    'id',
    'name',
    'description',
    'parentProjectId',
    'topLevelProject',
    'writeable',
    'contentPermissions',
    'controllingPermissionsProjectId',
    'createdAt',
    'updatedAt',
    'owner',
    'contentsCounts',
  ]),
  filters: {
    createdAt: { type: 'date', operators: operators.compare, value: (row) => row.createdAt },
    name: { type: 'text', operators: operators.eqIn, value: (row) => row.name },
    ownerDomain: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => ownerOf(row, call)?.domain,
    },
    ownerEmail: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => ownerOf(row, call)?.email,
    },
    ownerName: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => ownerOf(row, call)?.fullName,
    },
    parentProjectId: { type: 'text', operators: operators.eqIn, value: (row) => row.parentLuid },
    topLevelProject: {
      type: 'boolean',
      operators: operators.eq,
      value: (row) => row.parentLuid === undefined,
    },
    updatedAt: { type: 'date', operators: operators.compare, value: (row) => row.updatedAt },
  },
};

/** The parent's id is told even when the caller may not see the parent (guide 2.5: treat it as root). */
function fullProject(project: Project, call: SignedInCall): FullItem {
  return {
    owner: ownerTree(project, call),
    id: project.luid,
    name: project.name,
    description: project.description ?? '',
    parentProjectId: project.parentLuid,
    topLevelProject: project.parentLuid === undefined,
    writeable: project.writeable,
    contentPermissions: project.contentPermissions,
    controllingPermissionsProjectId: controllingProject(project, call),
    createdAt: timestamp(project.createdAt),
    updatedAt: timestamp(project.updatedAt),
    contentsCounts: () => countsTree(countsOf(project, call)),
  };
}

function controllingProject(project: Project, call: SignedInCall): string | undefined {
  const parent = call.model.projects.get(project.parentLuid);
  return parent?.contentPermissions === 'LockedToProject' ? parent.luid : undefined;
}

/** Strings in the official samples (guide 2.1). */
function countsTree(counts: Counts): Tree {
  return {
    projectCount: String(counts.projectCount),
    workbookCount: String(counts.workbookCount),
    viewCount: String(counts.viewCount),
    datasourceCount: String(counts.datasourceCount),
  };
}

/** Direct contents that the caller may see, counted once for all projects. */
function countsOf(project: Project, call: SignedInCall): Counts {
  const version = projectResource.version(call) ?? String(Math.random());
  const make = (): readonly ReadonlyMap<string, Counts>[] => [countAll(call)];
  const [counts] = call.lists.rows(`${call.user.luid} counts`, version, make);
  return counts?.get(project.luid) ?? nothing();
}

const nothing = (): Counts => ({
  projectCount: 0,
  workbookCount: 0,
  viewCount: 0,
  datasourceCount: 0,
});

function countAll(call: SignedInCall): ReadonlyMap<string, Counts> {
  const { model, site, user } = call;
  const counts = new Map<string, Counts>();
  const counted = (item: Visible): boolean =>
    call.knobs.guesses.contentsCounted === 'all' || model.canSee(user, item);
  const at = (luid: string | undefined): Counts => {
    const found = counts.get(luid ?? '') ?? nothing();
    counts.set(luid ?? '', found);
    return found;
  };
  for (const project of model.projects.ofSite(site.luid)) {
    if (counted(project)) at(project.parentLuid).projectCount++;
  }
  for (const workbook of model.workbooks.ofSite(site.luid)) {
    if (!counted(workbook)) continue;
    const its = at(workbook.projectLuid);
    its.workbookCount++;
    its.viewCount += workbook.viewLuids.length;
  }
  for (const datasource of model.datasources.ofSite(site.luid)) {
    if (counted(datasource)) at(datasource.projectLuid).datasourceCount++;
  }
  return counts;
}

export const projectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'sites/{site}/projects',
    name: 'projects',
    scope: 'tableau:content:read',
    handle: (call) => list(call, projectResource),
  },
  {
    method: 'PUT',
    path: 'sites/{site}/projects/{project}',
    name: 'update project',
    scope: 'tableau:projects:update',
    scopeSince: 27,
    handle: updateProject,
  },
];

/** Recorded: TSC's `get_by_id` puts an empty `<project />`, which must not wipe anything. */
function updateProject(call: SignedInCall): Answer {
  const { model, site, user } = call;
  const luid = call.part('project');
  const project = model.projects.on(site.luid, luid);
  if (!project || !model.canSee(user, project)) throw notFound(404005, 'Project', luid);
  const change = child(call.body(), 'project');
  const name = text(change, 'name');
  const description = text(change, 'description');
  if (name !== undefined || description !== undefined) {
    if (!model.isAdministrator(user) && project.ownerLuid !== user.luid) throw notPermitted();
    model.projects.update(project, {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      updatedAt: model.now(),
    });
  }
  const item = fullProject(project, call);
  const tree: Record<string, Tree[string]> = {};
  for (const [key, value] of Object.entries(item)) {
    if (typeof value !== 'function') tree[key] = value;
  }
  return ok({ project: tree });
}
