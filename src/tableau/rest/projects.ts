/** Projects: what REST says of one. There is no method for a single one, and no address of it either. */
import type { Luid, Project, SiteRef } from '../model';
import { asBoolean, asNumber, asText, type Raw } from '../wire/decode';
import { addCommon, type Draft } from './common';
import type { Resource } from './resource';

/** @see REST, "Query Projects" */
export const projects: Resource<Project> = {
  path: 'projects',
  list: 'projects',
  element: 'project',
  sort: 'name:asc,createdAt:asc',
  fields: {
    // The counts have two names (field guide §2.5), so they are asked for by neither.
    full: [['2.5', '_all_']],
    slim: [['2.5', 'id,name,parentProjectId']],
  },
  decode: decodeProject,
};

export function decodeProject(raw: Raw, site: SiteRef): Project | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const item: Draft<Project> = { site, kind: 'project', luid: luid as Luid, name };
  addCommon(item, raw, site);
  const parent = asText(raw['parentProjectId']);
  if (parent !== undefined) item.parentLuid = parent as Luid;
  const topLevel = asBoolean(raw['topLevelProject']);
  if (topLevel !== undefined) item.topLevel = topLevel;
  const permissions = asText(raw['contentPermissions']);
  if (permissions !== undefined) item.contentPermissions = permissions;
  // `contentsCounts` in captured answers, `contentCounts` in the documentation.
  const counts = asCounts(raw['contentsCounts'] ?? raw['contentCounts']);
  if (counts !== undefined) item.counts = counts;
  return item;
}

function asCounts(value: unknown): Project['counts'] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const raw = value as Raw;
  const counts: Draft<NonNullable<Project['counts']>> = {};
  const projectCount = asNumber(raw['projectCount']);
  if (projectCount !== undefined) counts.projects = projectCount;
  const workbookCount = asNumber(raw['workbookCount']);
  if (workbookCount !== undefined) counts.workbooks = workbookCount;
  const viewCount = asNumber(raw['viewCount']);
  if (viewCount !== undefined) counts.views = viewCount;
  const datasourceCount = asNumber(raw['datasourceCount']);
  if (datasourceCount !== undefined) counts.datasources = datasourceCount;
  return Object.keys(counts).length === 0 ? undefined : counts;
}
