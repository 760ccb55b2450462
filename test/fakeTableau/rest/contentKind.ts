// What tags, favourites, revisions and downloads have in common: kinds of content, by the words of paths and bodies.
import type { Datasource, Flow, Project, View, Workbook } from '../modelTypes';
import type { Store } from '../store';
import { notFound, type SignedInCall } from './route';

export interface ContentItems {
  readonly workbook: Workbook;
  readonly datasource: Datasource;
  readonly view: View;
  readonly flow: Flow;
  readonly project: Project;
}

export type ContentKind = keyof ContentItems;

const missing: Readonly<Record<ContentKind, number>> = {
  workbook: 404006,
  datasource: 404004,
  view: 404011,
  flow: 404027,
  project: 404005,
};

export function storeOf<Kind extends ContentKind>(
  call: SignedInCall,
  kind: Kind,
): Store<ContentItems[Kind]> {
  const { datasources, flows, projects, views, workbooks } = call.model;
  const stores = {
    workbook: workbooks,
    datasource: datasources,
    view: views,
    flow: flows,
    project: projects,
  };
  return stores[kind] as unknown as Store<ContentItems[Kind]>;
}

/** An item that the caller may see, or the kind's own 404. */
export function visibleItem<Kind extends ContentKind>(
  call: SignedInCall,
  kind: Kind,
  luid: string,
): ContentItems[Kind] {
  const item = storeOf(call, kind).on(call.site.luid, luid);
  const hidden = item && 'hiddenSheet' in item && item.hiddenSheet;
  if (!item || hidden === true || !call.model.canSee(call.user, item)) {
    throw notFound(missing[kind], kind, luid);
  }
  return item;
}
