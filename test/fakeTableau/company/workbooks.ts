// Builds the invented company's workbooks: sheets, dashboards, embedded data sources, connections.
import type { Datasource, EmbeddedDatasource, Table, View, Workbook } from '../modelTypes';
import { urlName } from '../ids';
import { projectAt, userCalled, type Builder, type SiteSeed } from './build';
import { connectionTo, pastRefresh } from './datasources';
import { calculation, fieldsOf, referencesTo } from './fields';
import type { WorkbookSeed } from './workbookSeeds';

const sheetNames = [
  'Trend',
  'Map',
  'Top 10',
  'Details, by Store',
  'Waterfall',
  'Heat & Risk',
  'Outliers',
  'By Month',
  'Tooltip',
  'Filters',
  'KPI',
  'Übersicht',
];

export interface Sources {
  readonly tables: ReadonlyMap<string, Table>;
  readonly datasources: ReadonlyMap<string, Datasource>;
}

export function addWorkbooks(
  builder: Builder,
  site: SiteSeed,
  sources: Sources,
  seeds: readonly WorkbookSeed[],
): void {
  for (const seed of seeds) addWorkbook(builder, site, sources, seed);
}

function addWorkbook(builder: Builder, site: SiteSeed, sources: Sources, seed: WorkbookSeed): void {
  const luid = builder.newLuid();
  const contentUrl = builder.contentUrl(site.site, 'workbook', urlName(seed.name));
  const embedded = embeddedDatasources(builder, site, sources, seed, luid);
  const personalSpace = seed.project === '@personal';
  const createdAt = builder.ago(60, 600);
  const head = {
    siteLuid: site.site.luid,
    createdAt,
    updatedAt: builder.ago(0.5, 55),
  };
  const views = viewsOf(builder, head, luid, contentUrl, embedded);
  const workbook: Workbook = {
    ...head,
    kind: 'workbook',
    luid,
    metadataId: builder.newMetadataId(),
    vizportalUrlId: builder.number(site.site, 'workbook'),
    name: seed.name,
    description: seed.tags.includes('q3')
      ? `${seed.name} for the quarter.\nAsk in #bi.`
      : undefined,
    contentUrl,
    ownerLuid: seed.owner === '' ? undefined : userCalled(site, seed.owner).luid,
    projectLuid:
      personalSpace || seed.project === '' ? undefined : projectAt(site, seed.project).luid,
    personalSpace,
    hidden: false,
    listedFrom: undefined,
    indexedFrom: undefined,
    tags: [...seed.tags],
    showTabs: builder.chance.next() < 0.5,
    sizeInMegabytes: 1 + builder.chance.below(90),
    encryptExtracts: false,
    lastPublishedAt: head.updatedAt,
    viewLuids: views.filter((view) => !view.hiddenSheet).map((view) => view.luid),
    defaultViewLuid: views[0]?.luid,
    embeddedDatasources: embedded,
    connections: embedded.flatMap((one) => {
      const table = builder.model.tableByMetadataId.get(one.upstreamTableIds[0] ?? '');
      return table ? [connectionTo(builder, table, one.luid, one.name)] : [];
    }),
  };
  builder.model.addWorkbook(workbook, views);
}

/** A dashboard over all sheets but the last, which is hidden; every fourth workbook is one bare sheet. */
function viewsOf(
  builder: Builder,
  head: Pick<View, 'siteLuid' | 'createdAt' | 'updatedAt'>,
  workbookLuid: string,
  contentUrl: string,
  embedded: readonly EmbeddedDatasource[],
): View[] {
  const fields = embedded.flatMap((one) => one.fields).filter((field) => !field.isHidden);
  const view = (name: string, index: number, facts: Partial<View>): View => ({
    ...head,
    kind: 'view',
    luid: builder.newLuid(),
    metadataId: builder.newMetadataId(),
    workbookLuid,
    name,
    viewUrlName: urlName(name),
    contentUrl: `${contentUrl}/sheets/${urlName(name)}`,
    sheetType: 'worksheet',
    index,
    hiddenSheet: false,
    tags: index === 0 && builder.chance.next() < 0.2 ? ['start here'] : [],
    totalViewCount: builder.chance.below(4000),
    favoritesTotal: builder.chance.below(12),
    sheetLuids: [],
    fieldIds: builder.chance.some(fields, 4).map((field) => field.metadataId),
    ...facts,
  });
  const names = builder.chance.some(sheetNames, 2 + builder.chance.below(3));
  if (builder.chance.below(4) === 0) return [view(names[0] ?? 'Sheet 1', 0, {})];
  const sheets = names.map((name, index) =>
    view(name, index + 1, { hiddenSheet: index === names.length - 1 }),
  );
  const dashboard = view('Overview', 0, {
    sheetType: 'dashboard',
    sheetLuids: sheets.map((sheet) => sheet.luid),
    fieldIds: [],
  });
  return [dashboard, ...sheets];
}

function embeddedDatasources(
  builder: Builder,
  site: SiteSeed,
  sources: Sources,
  seed: WorkbookSeed,
  workbookLuid: string,
): EmbeddedDatasource[] {
  const blank = (name: string): EmbeddedDatasource => ({
    kind: 'embeddedDatasource',
    luid: builder.newLuid(),
    metadataId: builder.newMetadataId(),
    siteLuid: site.site.luid,
    workbookLuid,
    name,
    hasExtracts: false,
    extractTimes: [],
    parentPublishedDatasourceLuids: [],
    upstreamTableIds: [],
    upstreamFlowLuids: [],
    fields: [],
  });
  const ofTable = (name: string, extract: boolean): EmbeddedDatasource => {
    const table = sources.tables.get(name);
    if (!table) throw new Error(`The company has no table ${name}.`);
    const one = blank(`${name} (${seed.name})`);
    return {
      ...one,
      hasExtracts: extract,
      extractTimes: extract ? [pastRefresh(builder)] : [],
      upstreamTableIds: [table.metadataId],
      fields: fieldsOf(builder, one.metadataId, [table]),
    };
  };
  const ofPublished = (name: string): EmbeddedDatasource => {
    const parent = sources.datasources.get(name);
    if (!parent) throw new Error(`The company has no data source ${name}.`);
    const one = blank(parent.name);
    const fields = referencesTo(builder, one.metadataId, parent.fields);
    const first = fields[0];
    const formula = `[${first?.name ?? ''}]`;
    const local = calculation(builder, one.metadataId, `${first?.name ?? 'It'} here`, formula);
    return {
      ...one,
      parentPublishedDatasourceLuids: [parent.luid],
      upstreamTableIds: [...parent.upstreamTableIds],
      fields: [...fields, { ...local, fieldIds: first ? [first.metadataId] : [] }],
    };
  };
  switch (seed.mode) {
    case 'x':
      return [ofTable(seed.from, true)];
    case 'l':
      return [ofTable(seed.from, false)];
    case 'p':
      return [ofPublished(seed.from)];
    case 'm':
      return [ofTable(seed.from, true), ofTable('customers', false), ofPublished('Orders')];
  }
}
