// Fills the first site with as many workbooks as somebody asks for; the rows are made when they are looked at.
import { BulkIds, BulkWorkbook, bulkEmbedded, bulkView, type BulkPlace } from './bulkRows';
import type { Company } from './company';
import { day } from './company/build';
import type { Model, Project } from './model';

const projectIds = new BulkIds('b4');

/**
 * Adds workbooks until the default user sees `count` of them on the first site. One project holds 900 when there are
 * enough, one 2,500; the rest are spread over one project for each 50 workbooks, every tenth a top project.
 */
export function addBulk(model: Model, company: Company, count: number): void {
  const { site, users } = company.main;
  const user = users['ana.ruiz'];
  const other = users['priya.nair'];
  if (!user || !other) throw new Error('The company has lost its users.');
  const present = model.workbooks.ofSite(site.luid).filter((one) => model.canSee(user, one)).length;
  const missing = Math.max(0, count - present);
  if (missing === 0) return;
  const starts = addProjects(model, company, missing);
  const place = (n: number): BulkPlace => ({
    project: projectHolding(starts, n),
    siteLuid: site.luid,
    ownerLuid: (n % 50 === 0 ? user : other).luid,
    model,
  });
  const lazy = { siteLuid: site.luid, count: missing };
  model.workbooks.addLazy({
    ...lazy,
    make: (n) => new BulkWorkbook(n, place(n)),
    at: (luid) => BulkWorkbook.ids.at(luid),
  });
  model.views.addLazy({
    ...lazy,
    make: (n) => bulkView(n, place(n)),
    at: (luid) => BulkWorkbook.viewIds.at(luid),
  });
  model.embeddedDatasources.addLazy({
    ...lazy,
    make: (n) => bulkEmbedded(n, place(n)),
    at: (luid) => BulkWorkbook.embeddedIds.at(luid),
  });
}

interface Start {
  readonly first: number;
  readonly project: Project;
}

function addProjects(model: Model, company: Company, missing: number): readonly Start[] {
  const starts: Start[] = [];
  let first = 0;
  let top: Project | undefined;
  for (let n = 0; first < missing; n++) {
    const size = n === 0 && missing >= 1000 ? 900 : n === 1 && missing >= 10_000 ? 2500 : 50;
    const name = size === 50 ? `Bulk ${String(n).padStart(4, '0')}` : `Bulk of ${size}`;
    const parent = n % 10 === 0 || size > 50 ? undefined : top;
    const project = addProject(model, company, name, n, parent);
    if (parent === undefined) top = project;
    starts.push({ first, project });
    first += size;
  }
  return starts;
}

/** The last project that starts at or before this workbook. */
function projectHolding(starts: readonly Start[], n: number): Project {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle]?.first ?? Infinity) <= n) low = middle;
    else high = middle - 1;
  }
  const hit = starts[low];
  if (!hit) throw new Error('There is no bulk project.');
  return hit.project;
}

function addProject(
  model: Model,
  company: Company,
  name: string,
  n: number,
  parent: Project | undefined,
): Project {
  const { site, users } = company.main;
  const createdAt = company.builder.start - 200 * day;
  return model.projects.add({
    luid: projectIds.of(n),
    siteLuid: site.luid,
    vizportalUrlId: 100_000 + n,
    name,
    description: '',
    parentLuid: parent?.luid,
    contentPermissions: 'ManagedByOwner',
    writeable: true,
    ownerLuid: users['priya.nair']?.luid,
    createdAt,
    updatedAt: createdAt,
    hidden: false,
    listedFrom: undefined,
    indexedFrom: undefined,
  });
}
