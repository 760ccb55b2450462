// One hit of the search: names as in tableau-mcp's answers, with native numbers and booleans.
import type { Tree, TreeValue } from '../http/wire';
import type { Datasource, EmbeddedDatasource, Moment, Workbook } from '../modelTypes';
import type { SignedInCall } from './route';
import { hitsOf, type SearchItem, type SearchRow } from './searchRows';

export function contentTree(row: SearchRow, call: SignedInCall): Tree {
  const { item, owner } = row;
  const hits = hitsOf(row, call);
  const project = projectOf(item, call);
  return {
    type: row.type,
    luid: item.luid,
    title: item.name,
    ownerId: owner?.number,
    ownerName: owner?.fullName,
    ownerEmail: owner?.email,
    projectId: project?.vizportalUrlId,
    projectName: project?.name,
    containerName: project?.name,
    createdTime: timeOf(call, item.createdAt),
    modifiedTime: timeOf(call, item.updatedAt),
    hitsTotal: hits,
    hitsSmallSpanTotal: Math.floor(hits / 12),
    hitsMediumSpanTotal: Math.floor(hits / 4),
    hitsLargeSpanTotal: hits,
    // Plain words, which a tree of XML elements cannot say: only JSON is spoken here.
    tags: ('tags' in item ? [...item.tags] : []) as unknown as TreeValue,
    ...kindFacts(item, row.type, call),
  };
}

function kindFacts(item: SearchItem, type: string, call: SignedInCall): Tree {
  if (!('kind' in item)) return {};
  switch (item.kind) {
    case 'datasource':
      return {
        ...extractFacts([item], call),
        isConnectable: true,
        datasourceIsPublished: true,
        connectionType: item.type,
        isCertified: item.isCertified,
        connectedWorkbooksCount: connected(item, call),
        // Then `luid` is not the one that REST knows (reported); here it is, and this one too.
        datasourceLuid: type === 'unifieddatasource' ? item.luid : undefined,
      };
    case 'workbook':
      return call.knobs.guesses.searchWorkbookExtracts === 'told'
        ? extractFacts(item.embeddedDatasources, call)
        : { hasExtracts: call.model.hasExtracts(item) };
    case 'view': {
      const workbook = call.model.workbooks.get(item.workbookLuid);
      return { parentWorkbookName: workbook?.name, sheetType: item.sheetType };
    }
    default:
      return {};
  }
}

/** As late as extract times are everywhere. */
function extractFacts(
  sources: readonly (Datasource | EmbeddedDatasource)[],
  call: SignedInCall,
): Tree {
  const holding = sources.filter((one) => one.hasExtracts);
  const times = holding.map((one) => call.model.extractTimes(one));
  const oldest = (all: readonly (string | undefined)[]): string | number | undefined => {
    const told = all.flatMap((time) => time ?? []).sort();
    return told[0] === undefined ? undefined : timeOf(call, Date.parse(told[0]));
  };
  return {
    hasExtracts: holding.length > 0,
    extractRefreshedAt: oldest(times.map((time) => time.lastRefreshTime)),
    extractUpdatedAt: oldest(times.map((time) => time.lastUpdateTime)),
  };
}

/** With milliseconds in an answer that tableau-mcp shows; plain numbers stand in other versionless methods. */
function timeOf(call: SignedInCall, at: Moment): string | number {
  return call.knobs.guesses.searchTimes === 'iso' ? new Date(at).toISOString() : at;
}

function projectOf(
  item: SearchItem,
  call: SignedInCall,
): { readonly vizportalUrlId: number; readonly name: string } | undefined {
  const { projects, workbooks } = call.model;
  if ('workbookLuid' in item) return projects.get(workbooks.get(item.workbookLuid)?.projectLuid);
  return 'parentLuid' in item ? projects.get(item.parentLuid) : projects.get(item.projectLuid);
}

function connected(datasource: Datasource, call: SignedInCall): number {
  const wraps = (workbook: Workbook): boolean =>
    workbook.embeddedDatasources.some((one) =>
      one.parentPublishedDatasourceLuids.includes(datasource.luid),
    );
  return call.model.workbooks.ofSite(call.site.luid).filter(wraps).length;
}
