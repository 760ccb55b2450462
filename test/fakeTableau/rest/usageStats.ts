// How often content was looked at: one item, and many at once; Cloud only.
import { Refusal } from '../http/errors';
import { text, type RequestTree } from '../http/requestBody';
import type { Tree } from '../http/wire';
import { ok, type Answer, type Route, type SignedInCall } from './route';
import { hitsOfItem, type SearchItem } from './searchRows';

function requireCloud(call: SignedInCall): void {
  if (!call.profile.cloud)
    throw new Refusal(404003, 'Tableau Server has no usage statistics here.');
}

/** In the plural or the singular: both were seen. */
function itemOf(call: SignedInCall, type: string, luid: string): SearchItem {
  const { datasources, flows, workbooks } = call.model;
  const stores = { workbook: workbooks, datasource: datasources, flow: flows };
  const kind = type.toLowerCase().replace(/s$/, '');
  const store = Object.hasOwn(stores, kind) ? stores[kind as keyof typeof stores] : undefined;
  if (!store) throw new Refusal(400000, `There are no usage statistics of a '${type}'.`);
  const item = store.on(call.site.luid, luid);
  if (!item || !call.model.canSee(call.user, item)) {
    throw new Refusal(404003, 'The requested resource could not be found.');
  }
  return item;
}

function statsOf(item: SearchItem, call: SignedInCall): Tree {
  const hits = hitsOfItem(item, call);
  return {
    hitsTotal: hits,
    hitsLastTwoWeeksTotal: Math.floor(hits / 24),
    hitsLastOneMonthTotal: Math.floor(hits / 12),
    hitsLastThreeMonthsTotal: Math.floor(hits / 4),
    hitsLastTwelveMonthsTotal: hits,
  };
}

function one(call: SignedInCall): Answer {
  requireCloud(call);
  return ok(statsOf(itemOf(call, call.part('type'), call.part('luid')), call));
}

/** The shape of the answer is guessed from that of the request. */
function many(call: SignedInCall): Answer {
  requireCloud(call);
  const raw = call.body()?.['content_items'];
  if (!Array.isArray(raw)) throw new Refusal(400000, 'The request names no content.');
  const items = (raw as RequestTree[]).map((wanted): Tree => {
    const type = text(wanted, 'type') ?? '';
    const luid = text(wanted, 'luid') ?? '';
    return { type, luid, ...statsOf(itemOf(call, type, luid), call) };
  });
  return ok({ content_items: items });
}

const facts = { scope: 'tableau:content:read', since: 17 } as const;

export const usageRoutes: readonly Route[] = [
  {
    ...facts,
    method: 'GET',
    path: '-/content/usage-stats/{type}/{luid}',
    name: 'usage',
    handle: one,
  },
  { ...facts, method: 'POST', path: '-/content/usage-stats', name: 'usage of many', handle: many },
];
