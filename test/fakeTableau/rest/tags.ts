// Tags: put on and taken off, alike for all kinds that have them.
import { Refusal } from '../http/errors';
import { child, text, type RequestTree } from '../http/requestBody';
import { tagsTree } from './common';
import { storeOf, visibleItem } from './contentKind';
import { ok, type Answer, type Route, type SignedInCall } from './route';

const kinds = ['workbook', 'datasource', 'view', 'flow'] as const;
type TaggedKind = (typeof kinds)[number];

/** TSC writes a label with a comma or blanks in quotation marks; Tableau takes these off again (recorded). */
function labelsOf(body: RequestTree | undefined): readonly string[] {
  const raw = child(body, 'tags')?.['tag'];
  const tags = (Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]) as RequestTree[];
  const labels = tags.flatMap((tag) => text(tag, 'label')?.replace(/^"(.*)"$/, '$1') ?? []);
  if (labels.length === 0) throw new Refusal(400000, 'The request names no tags.');
  return labels;
}

function change(call: SignedInCall, kind: TaggedKind, tags: readonly string[]): void {
  // Tags move `updatedAt`, which is no sign of new data (guide 0.2, 7).
  const item = visibleItem(call, kind, call.part('item'));
  storeOf(call, kind).update(item, { tags: [...tags], updatedAt: call.model.now() });
}

function add(call: SignedInCall, kind: TaggedKind): Answer {
  const { tags } = visibleItem(call, kind, call.part('item'));
  const all = [...new Set([...tags, ...labelsOf(call.body())])];
  change(call, kind, all);
  return ok({ tags: tagsTree(all) });
}

/** Taking off what is not there changes nothing (guessed). */
function remove(call: SignedInCall, kind: TaggedKind): Answer {
  const { tags } = visibleItem(call, kind, call.part('item'));
  const left = tags.filter((tag) => tag !== call.part('tag'));
  if (left.length < tags.length) change(call, kind, left);
  return { status: 204 };
}

export const tagRoutes: readonly Route[] = kinds.flatMap((kind): Route[] => {
  const facts = { scope: `tableau:${kind}_tags:update`, scopeSince: 27 };
  const path = `sites/{site}/${kind}s/{item}/tags`;
  return [
    { ...facts, method: 'PUT', path, name: `tag ${kind}`, handle: (call) => add(call, kind) },
    {
      ...facts,
      method: 'DELETE',
      path: `${path}/{tag}`,
      name: `untag ${kind}`,
      handle: (call) => remove(call, kind),
    },
  ];
});
