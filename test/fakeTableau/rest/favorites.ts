// Favourites of a user: the list, adding one, taking one off.
import { Refusal } from '../http/errors';
import { child, text } from '../http/requestBody';
import type { Tree } from '../http/wire';
import type { Favorite, User } from '../modelTypes';
import { storeOf, visibleItem, type ContentItems } from './contentKind';
import { datasourceResource } from './datasources';
import { pickFields } from './fields';
import { flowResource } from './flows';
import { pageOf, pagination, wrap, type Resource } from './listing';
import { projectResource } from './projects';
import { notFound, notPermitted, ok, type Answer, type Route, type SignedInCall } from './route';
import { viewResource } from './views';
import { workbookResource } from './workbooks';

const kinds = ['workbook', 'view', 'datasource', 'project', 'flow'] as const;

/** One's own; those of others for administrators (documented). */
function ownerOfList(call: SignedInCall): User {
  const luid = call.part('user');
  if (luid !== call.user.luid && !call.model.isAdministrator(call.user)) throw notPermitted();
  const user = call.model.users.on(call.site.luid, luid);
  if (!user) throw notFound(404002, 'User', luid);
  return user;
}

/** An item as its own list shows it: TSC stops at a favourite without its project (recorded). */
function itemTree<Kind extends Favorite['kind']>(
  call: SignedInCall,
  kind: Kind,
  { defaults, full, known }: Resource<ContentItems[Kind]>,
  luid: string,
): Tree {
  const item = storeOf(call, kind).get(luid);
  const names = typeof defaults === 'function' ? defaults(call) : defaults;
  return item ? pickFields(undefined, names, known)(full(item, call)) : { id: luid };
}

/** The label can be absent (seen). */
function favoriteTree({ kind, itemLuid, label }: Favorite, call: SignedInCall): Tree {
  const trees: { readonly [Kind in Favorite['kind']]: () => Tree } = {
    workbook: () => itemTree(call, 'workbook', workbookResource, itemLuid),
    view: () => itemTree(call, 'view', viewResource, itemLuid),
    datasource: () => itemTree(call, 'datasource', datasourceResource, itemLuid),
    project: () => itemTree(call, 'project', projectResource, itemLuid),
    flow: () => itemTree(call, 'flow', flowResource, itemLuid),
  };
  return { label, [kind]: trees[kind]() };
}

function list(call: SignedInCall): Answer {
  const { luid } = ownerOfList(call);
  const own = call.model.favorites.filter((favorite) => favorite.userLuid === luid);
  const page = pageOf(call.query, own);
  const items = page.rows.map((favorite) => favoriteTree(favorite, call));
  return ok({ pagination: pagination(page), favorites: wrap('favorite', items) });
}

/** The same item again takes the new label; a label of blanks is 400005 (documented). */
function add(call: SignedInCall): Answer {
  const { luid } = ownerOfList(call);
  const wish = child(call.body(), 'favorite');
  const kind = kinds.find((one) => child(wish, one) !== undefined);
  if (!kind) throw new Refusal(400000, 'The request names no favourite.');
  const label = text(wish, 'label');
  if (label?.trim() === '') throw new Refusal(400005, 'The label is empty.');
  const item = visibleItem(call, kind, text(child(wish, kind), 'id') ?? '');
  const { favorites } = call.model;
  const at = favorites.findIndex((one) => one.userLuid === luid && one.itemLuid === item.luid);
  if (at >= 0) favorites.splice(at, 1);
  favorites.push({ userLuid: luid, label, kind, itemLuid: item.luid });
  return list(call);
}

function remove(call: SignedInCall): Answer {
  const { luid } = ownerOfList(call);
  const kind = call.part('kind').toLowerCase();
  const itemLuid = call.part('item');
  const { favorites } = call.model;
  const at = favorites.findIndex(
    (one) => one.userLuid === luid && `${one.kind}s` === kind && one.itemLuid === itemLuid,
  );
  if (at < 0) throw notFound(404010, 'Favorite', itemLuid);
  favorites.splice(at, 1);
  return { status: 204 };
}

const update = { scope: 'tableau:favorites:update', scopeSince: 27 } as const;
const path = 'sites/{site}/favorites/{user}';

export const favoriteRoutes: readonly Route[] = [
  { method: 'GET', path, name: 'favorites', scope: 'tableau:content:read', handle: list },
  { ...update, method: 'PUT', path, name: 'add favorite', handle: add },
  {
    ...update,
    method: 'DELETE',
    path: `${path}/{kind}/{item}`,
    name: 'remove favorite',
    handle: remove,
  },
];
