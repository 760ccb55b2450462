/** What is remembered of a query's table: which list its rows are, what is hidden, how wide, in which order. */
import type { TableOrder } from '../resultsProtocol';

export interface TableMemory {
  readonly list?: string;
  readonly hidden?: readonly string[];
  readonly widths?: Readonly<Record<string, number>>;
  readonly order?: TableOrder;
}

interface Storage {
  get(name: string): string | null;
  set(name: string, value: string): unknown;
}

const storageKey = 'vizportTables';
/** So many queries are remembered; the one that was looked at longest ago goes first. */
const keptQueries = 60;

export function remembered(storage: Storage, query: string): TableMemory {
  return all(storage)[query] ?? {};
}

export function remember(storage: Storage, query: string, memory: TableMemory): void {
  const { [query]: _, ...others } = all(storage);
  const entries = [...Object.entries(others), [query, memory] as const].slice(-keptQueries);
  storage.set(storageKey, JSON.stringify(Object.fromEntries(entries)));
}

function all(storage: Storage): Readonly<Record<string, TableMemory>> {
  const text = storage.get(storageKey);
  if (text === null) return {};
  try {
    const kept: unknown = JSON.parse(text);
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, TableMemory>) : {};
  } catch {
    // Broken memory is no memory.
    return {};
  }
}
