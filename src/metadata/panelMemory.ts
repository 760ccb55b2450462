/** What the panels remember for each other and for later: GraphiQL's history, and the tabs and layout of the last panel. */
import type { Memory } from '../session/ports';

/** GraphiQL's keys for it; each holds a JSON object with the list under the key's last word. */
const lists = ['graphiql:queries', 'graphiql:favorites'] as const;
const tabsKey = 'graphiql:tabState';
/** What a page may have kept here; whatever else GraphiQL writes is the page's own. */
const kept = /^(graphiql:(queries|favorites|tabState|visiblePlugin)|graphiql:vizport\w+)$/u;
/** GraphiQL keeps as many itself. */
const maxQueries = 100;
const memoryKey = 'vizport.metadataPanel';

export type PageStorage = Readonly<Record<string, string>>;
/** Null: the page removed it. */
export type StorageChange = Readonly<Record<string, string | null>>;

export class PanelMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** What a page starts with. `tabs`: also those of the panel that was used last. */
  read({ tabs }: { readonly tabs: boolean }): PageStorage {
    const { [tabsKey]: last, ...rest } = this.#all();
    return tabs && last !== undefined ? { ...rest, [tabsKey]: last } : rest;
  }

  /**
   * Takes over what a page changed. Panels and windows share one history: of it only what this page added or removed since `seen` is
   * applied, so that none undoes what another wrote.
   */
  async change(seen: PageStorage, change: StorageChange): Promise<void> {
    const next = new Map(Object.entries(this.#all()));
    for (const [key, value] of Object.entries(change)) {
      if (!kept.test(key)) continue;
      const list = lists.find((one) => one === key);
      if (list !== undefined)
        next.set(key, merged(list, next.get(key), seen[key], value ?? undefined));
      else if (value === null) next.delete(key);
      else next.set(key, value);
    }
    await this.#memory.update(memoryKey, Object.fromEntries(next));
  }

  #all(): PageStorage {
    const all: unknown = this.#memory.get(memoryKey);
    if (typeof all !== 'object' || all === null) return {};
    return Object.fromEntries(
      Object.entries(all).filter(
        (entry): entry is [string, string] => kept.test(entry[0]) && typeof entry[1] === 'string',
      ),
    );
  }
}

function merged(
  key: (typeof lists)[number],
  ours: string | undefined,
  seen: string | undefined,
  theirs: string | undefined,
): string {
  const now = itemsOf(key, ours);
  const before = new Set(itemsOf(key, seen).map(itemId));
  const after = itemsOf(key, theirs);
  const afterIds = new Map(after.map((item) => [itemId(item), item]));
  // A label may have changed: the page's copy of an item is the newer one.
  const staying = now
    .filter((item) => afterIds.has(itemId(item)) || !before.has(itemId(item)))
    .map((item) => afterIds.get(itemId(item)) ?? item);
  const known = new Set(staying.map(itemId));
  const added = after.filter((item) => !known.has(itemId(item)) && !before.has(itemId(item)));
  const all = [...staying, ...added];
  const cut = key === 'graphiql:queries' ? all.slice(-maxQueries) : all;
  return JSON.stringify({ [wordOf(key)]: cut });
}

function itemsOf(key: (typeof lists)[number], text: string | undefined): readonly unknown[] {
  if (text === undefined) return [];
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const items = value?.[wordOf(key)];
    return Array.isArray(items) ? (items as readonly unknown[]) : [];
  } catch {
    // Broken memory is no memory.
    return [];
  }
}

/** As GraphiQL compares them. */
function itemId(item: unknown): string {
  const { query, variables, operationName } = (item ?? {}) as Readonly<Record<string, unknown>>;
  return JSON.stringify([query, variables, operationName]);
}

function wordOf(key: (typeof lists)[number]): string {
  return key.slice('graphiql:'.length);
}
