// What the search looks through: everything that the caller may see, and how often it was looked at.
import type {
  Datasource,
  Flow,
  Moment,
  Project,
  User,
  View,
  VirtualConnection,
  Workbook,
} from '../modelTypes';
import { isListed, versionOf } from './common';
import type { SignedInCall } from './route';

export type SearchItem = Workbook | Datasource | View | Flow | Project | VirtualConnection;

export interface SearchRow {
  readonly type: string;
  readonly item: SearchItem;
  readonly uri: string;
  readonly owner: User | undefined;
  readonly modifiedAt: Moment;
  /** What terms are looked for in, in small letters. */
  readonly text: string;
}

/** The search index is as late as the lists. */
export function rowsOf(call: SignedInCall): readonly SearchRow[] {
  const { model } = call;
  const stores = [model.workbooks, model.datasources, model.views, model.flows];
  const version = versionOf(call, ...stores, model.virtualConnections);
  const key = `${call.user.luid} search ${call.knobs.guesses.searchDatasourceType}`;
  return version === undefined
    ? makeRows(call)
    : call.lists.rows(key, version, () => makeRows(call));
}

function makeRows(call: SignedInCall): readonly SearchRow[] {
  const { model, site } = call;
  const datasource = call.knobs.guesses.searchDatasourceType;
  return [
    ...some(call, 'workbook', model.workbooks.ofSite(site.luid)),
    ...some(call, datasource, model.datasources.ofSite(site.luid)),
    ...viewRows(call),
    ...some(call, 'flow', model.flows.ofSite(site.luid)),
    ...some(call, 'project', model.projects.ofSite(site.luid)),
    ...some(call, 'virtualconnection', model.virtualConnections.ofSite(site.luid)),
  ];
}

function some(
  call: SignedInCall,
  type: string,
  items: readonly Exclude<SearchItem, View>[],
): readonly SearchRow[] {
  return items
    .filter((item) => isListed(item, call) && call.model.canSee(call.user, item))
    .map((item) => row(call, type, item, item.ownerLuid, item.vizportalUrlId));
}

function viewRows(call: SignedInCall): readonly SearchRow[] {
  return call.model.views.ofSite(call.site.luid).flatMap((view) => {
    const workbook = call.model.workbooks.get(view.workbookLuid);
    if (view.hiddenSheet || !workbook || !isListed(workbook, call)) return [];
    if (!call.model.canSee(call.user, view)) return [];
    return [row(call, 'view', view, workbook.ownerLuid, view.index)];
  });
}

function row(
  call: SignedInCall,
  type: string,
  item: SearchItem,
  ownerLuid: string | undefined,
  number: number,
): SearchRow {
  const tags = 'tags' in item ? item.tags : [];
  const description = 'description' in item ? (item.description ?? '') : '';
  return {
    type,
    item,
    uri: `${type}s/${number}`,
    owner: call.model.users.get(ownerLuid),
    modifiedAt: item.updatedAt,
    text: [item.name, description, ...tags].join(' ').toLowerCase(),
  };
}

/** Views count their own; a workbook counts those of its views; the rest is not looked at. */
export function hitsOf({ item }: SearchRow, call: SignedInCall): number {
  return hitsOfItem(item, call);
}

export function hitsOfItem(item: SearchItem, call: SignedInCall): number {
  if ('totalViewCount' in item) return item.totalViewCount;
  if (!('viewLuids' in item)) return 0;
  const views = item.viewLuids.map((luid) => call.model.views.get(luid)?.totalViewCount ?? 0);
  return views.reduce((sum, count) => sum + count, 0);
}
