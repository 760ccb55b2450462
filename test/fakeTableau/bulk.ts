// Fills the first site with as many workbooks as somebody asks for; cheap rows, made in a second.
import type { Company } from './company';
import { day } from './company/build';
import { uuid } from './ids';
import type { EmbeddedDatasource, Model, Project, View, Workbook } from './model';

const words = [
  'Sales',
  'Margin',
  'Stock',
  'Traffic',
  'Churn',
  'Costs',
  'Orders',
  'Returns',
  'Staff',
];

/**
 * Adds workbooks until the default user sees `count` of them on the first site. One project holds 900, one 2,500
 * when there are enough; the rest are spread over one project for each 50 workbooks, every tenth a top project.
 */
export function addBulk(model: Model, company: Company, count: number): void {
  const { site, users } = company.main;
  const user = users['ana.ruiz'];
  if (!user) throw new Error('The company has lost its default user.');
  const present = model.workbooks.ofSite(site.luid).filter((one) => model.canSee(user, one)).length;
  const missing = Math.max(0, count - present);
  const places = placesFor(model, company, missing);
  let n = 0;
  for (const { project, workbooks } of places) {
    for (let left = workbooks; left > 0 && n < missing; left--)
      addOne(model, company, project, n++);
  }
}

function placesFor(
  model: Model,
  company: Company,
  missing: number,
): readonly { readonly project: Project; readonly workbooks: number }[] {
  const places: { project: Project; workbooks: number }[] = [];
  let left = missing;
  let top: Project | undefined;
  for (let n = 0; left > 0; n++) {
    const big = n === 0 && missing >= 1000 ? 900 : n === 1 && missing >= 10_000 ? 2500 : 50;
    const name = big === 50 ? `Bulk ${String(n).padStart(4, '0')}` : `Bulk of ${big}`;
    const parent = n % 10 === 0 || big > 50 ? undefined : top;
    const project = addProject(model, company, name, n, parent);
    if (parent === undefined) top = project;
    places.push({ project, workbooks: Math.min(big, left) });
    left -= big;
  }
  return places;
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
    luid: uuid('bulk project', n),
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

function addOne(model: Model, company: Company, project: Project, n: number): void {
  const { site, users } = company.main;
  const luid = uuid('bulk workbook', n);
  const contentUrl = `BulkWorkbook${n}`;
  const createdAt = project.createdAt + (n % 100) * day;
  const updatedAt = createdAt + day;
  // No spread in these literals: objects that begin with one are four times as slow to make, 100,000 times.
  const view: View = {
    siteLuid: site.luid,
    createdAt,
    updatedAt,
    kind: 'view',
    luid: uuid('bulk view', n),
    metadataId: uuid('bulk view metadata', n),
    workbookLuid: luid,
    name: 'Overview',
    contentUrl: `${contentUrl}/sheets/Overview`,
    viewUrlName: 'Overview',
    sheetType: 'dashboard',
    index: 0,
    hiddenSheet: false,
    tags: [],
    totalViewCount: n % 97,
    favoritesTotal: 0,
    sheetLuids: [],
    fieldIds: [],
  };
  const extract = n % 3 !== 0;
  const embedded: EmbeddedDatasource = {
    kind: 'embeddedDatasource',
    luid: uuid('bulk embedded', n),
    metadataId: uuid('bulk embedded metadata', n),
    siteLuid: site.luid,
    workbookLuid: luid,
    name: `Data ${n}`,
    hasExtracts: extract,
    extractTimes: extract ? [{ at: updatedAt, shownFrom: updatedAt, incremental: false }] : [],
    parentPublishedDatasourceLuids: [],
    upstreamTableIds: [],
    upstreamFlowLuids: [],
    fields: [],
  };
  const workbook: Workbook = {
    siteLuid: site.luid,
    createdAt,
    updatedAt,
    kind: 'workbook',
    luid,
    metadataId: uuid('bulk workbook metadata', n),
    vizportalUrlId: 100_000 + n,
    name: `${words[n % words.length] ?? 'Data'} ${n}`,
    description: undefined,
    contentUrl,
    ownerLuid: (n % 50 === 0 ? users['ana.ruiz'] : users['priya.nair'])?.luid,
    projectLuid: project.luid,
    personalSpace: false,
    hidden: false,
    listedFrom: undefined,
    indexedFrom: undefined,
    tags: n % 7 === 0 ? ['bulk'] : [],
    showTabs: n % 2 === 0,
    sizeInMegabytes: 1 + (n % 40),
    encryptExtracts: false,
    lastPublishedAt: updatedAt,
    viewLuids: [view.luid],
    defaultViewLuid: view.luid,
    embeddedDatasources: [embedded],
    connections: [],
  };
  model.addWorkbook(workbook, [view]);
}
