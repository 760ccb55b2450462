/** Which tables an answer can be read as, and the columns of each: a table's rows are those of one list, however deep it stands. */
import type { Shape } from './shape';

/** From the answer, or from a row of the list above, to the list. */
export type Steps = readonly string[];

/** A list of objects that rows can be made of. */
export interface ListPlace {
  /** Its lists from the outside in; the last one is the list itself. */
  readonly chain: readonly Steps[];
  readonly items: Shape;
  /** `workbooks › views` as an id: stable for one query. */
  readonly id: string;
}

export interface ColumnPlace {
  /** As in a path: `owner.username`, `views.luid`. */
  readonly name: string;
  /** Which list of the chain its value is read from. */
  readonly level: number;
  readonly steps: Steps;
  /** `joined`: a list's values, or the only member of each of its objects. `count`: how many objects a list holds. */
  readonly kind: 'value' | 'joined' | 'count';
  /** Of `joined`, where the list holds objects. */
  readonly member?: string;
}

/** Every list of objects in the answer, outer ones before those within them. */
export function listsOf(answer: Shape): readonly ListPlace[] {
  const found: ListPlace[] = [];
  const visit = (shape: Shape, steps: Steps, above: readonly Steps[]): void => {
    if (shape.items?.members !== undefined && onlyMember(shape.items) === undefined) {
      const chain = [...above, steps];
      found.push({ chain, items: shape.items, id: idOf(chain) });
      for (const [name, member] of shape.items.members) visit(member, [name], chain);
    }
    for (const [name, member] of shape.members ?? [])
      if (name !== 'pageInfo') visit(member, [...steps, name], above);
  };
  visit(answer, [], []);
  if (found.length > 0) return found;
  // Only lists of one thing each: they are rows as well when nothing else is.
  const visitPlain = (shape: Shape, steps: Steps): void => {
    if (shape.items !== undefined && !shape.items.scalar)
      found.push({ chain: [steps], items: shape.items, id: idOf([steps]) });
    for (const [name, member] of shape.members ?? [])
      if (name !== 'pageInfo') visitPlain(member, [...steps, name]);
  };
  visitPlain(answer, []);
  return found;
}

/**
 * The list that is meant when nobody chose: the first one, and the one inside of it while there is but one. Two lists side by
 * side have nothing to do with each other: their rows would multiply, so both stay counts.
 */
export function likelyList(lists: readonly ListPlace[]): ListPlace | undefined {
  let likely = lists[0];
  for (;;) {
    const within = lists.filter(
      ({ chain, id }) =>
        likely !== undefined &&
        chain.length === likely.chain.length + 1 &&
        id.startsWith(`${likely.id}/`),
    );
    if (within.length !== 1) return likely;
    likely = within[0];
  }
}

/** In the order of the query; those of a list in the chain stand where the list stands. */
export function columnsOf(answer: Shape, list: ListPlace | undefined): readonly ColumnPlace[] {
  const columns: ColumnPlace[] = [];
  const chain = list?.chain ?? [];
  const visit = (shape: Shape, level: number, steps: Steps, prefix: readonly string[]): void => {
    const name = [...prefix, ...steps].join('.');
    if (shape.scalar) columns.push({ name, level, steps, kind: 'value' });
    if (shape.items !== undefined) {
      const next = chain[level + 1];
      if (next !== undefined && next.join('/') === steps.join('/'))
        return visitMembers(shape.items, level + 1, [], [...prefix, ...labelOf(steps)]);
      const member = onlyMember(shape.items);
      if (shape.items.members === undefined || member !== undefined)
        columns.push({
          name: member === undefined ? name : `${name}.${member}`,
          level,
          steps,
          kind: 'joined',
          ...(member === undefined ? {} : { member }),
        });
      else columns.push({ name, level, steps, kind: 'count' });
    }
    if (shape.members !== undefined) visitMembers(shape, level, steps, prefix);
  };
  const visitMembers = (
    shape: Shape,
    level: number,
    steps: Steps,
    prefix: readonly string[],
  ): void => {
    for (const [name, member] of shape.members ?? [])
      if (name !== 'pageInfo') visit(member, level, [...steps, name], prefix);
  };
  if (list === undefined) visitMembers(answer, 0, [], []);
  else visitMembers(itemsAt(answer, chain[0] ?? []) ?? list.items, 0, [], []);
  return columns;
}

/** `nodes` says nothing that the Connection's own name does not say. */
export function labelOf(steps: Steps): Steps {
  return steps.length > 1 && steps.at(-1) === 'nodes' ? steps.slice(0, -1) : steps;
}

function itemsAt(answer: Shape, steps: Steps): Shape | undefined {
  let shape: Shape | undefined = answer;
  for (const step of steps) shape = shape?.members?.get(step);
  return shape?.items;
}

/** `tags { name }`: what such a list holds can be said in one cell. */
function onlyMember(items: Shape): string | undefined {
  if (items.members?.size !== 1 || items.scalar) return undefined;
  for (const [name, { members, items: within }] of items.members)
    return members === undefined && within === undefined ? name : undefined;
  return undefined;
}

function idOf(chain: readonly Steps[]): string {
  return chain.map((steps) => steps.join('.')).join('/');
}
