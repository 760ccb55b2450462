/** What an answer is made of, read off the whole of it: an abstract type's objects differ from each other. */

/** What stands at one place of the answer; more than one of these where it differs from row to row. */
export interface Shape {
  /** Texts, numbers, booleans. */
  scalar: boolean;
  /** An object, or objects, with these members in the order in which they came. */
  members?: Map<string, Shape>;
  /** A list of these. */
  items?: Shape;
}

export function newShape(): Shape {
  return { scalar: false };
}

/** Adds what a value shows to what is known of its place. */
export function observe(shape: Shape, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') {
    shape.scalar = true;
  } else if (Array.isArray(value)) {
    const items = (shape.items ??= newShape());
    for (const item of value) observe(items, item);
  } else {
    const members = (shape.members ??= new Map());
    for (const key in value) {
      let member = members.get(key);
      if (member === undefined) members.set(key, (member = newShape()));
      observe(member, (value as Readonly<Record<string, unknown>>)[key]);
    }
  }
}
