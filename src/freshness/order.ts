/** In which order the rows of the Freshness view stand. */
import { compareNames } from '../base/nameOrder';
import type { ItemRow, TaskRow } from './freshnessReport';

export const orders = ['oldestFirst', 'newestFirst', 'name', 'path', 'size'] as const;
export type Order = (typeof orders)[number];

export function sortedItems(rows: readonly ItemRow[], order: Order): readonly ItemRow[] {
  return [...rows].sort((a, b) => byOrder(a, b, order) || byPath(a, b));
}

function byOrder(a: ItemRow, b: ItemRow, order: Order): number {
  switch (order) {
    case 'oldestFirst':
      return ageOrder(a) - ageOrder(b);
    case 'newestFirst':
      return ageOrder(b) - ageOrder(a);
    case 'name':
      return compareNames(a.content.name, b.content.name);
    case 'path':
      return 0;
    case 'size':
      return (b.content.sizeMb ?? 0) - (a.content.sizeMb ?? 0);
    default:
      return order satisfies never;
  }
}

/** What has no time stands where the oldest stands: it is what most wants to be looked at. */
function ageOrder({ fresh }: ItemRow): number {
  return fresh.refreshedAt === undefined ? 0 : Date.parse(fresh.refreshedAt);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compareNames(a.path, b.path);
}

/** By the next run; what has none stands last. */
export function byNextRun(a: TaskRow, b: TaskRow): number {
  return nextRun(a) - nextRun(b) || compareNames(a.path ?? '', b.path ?? '');
}

function nextRun({ task }: TaskRow): number {
  const next = task.schedule?.nextRunAt;
  return next === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(next);
}

/** The worst first. */
export function byTrouble(a: TaskRow, b: TaskRow): number {
  const weight = ({ trouble }: TaskRow): number =>
    trouble === 'suspended' ? 2 : trouble === 'failing' ? 1 : 0;
  return (
    weight(b) - weight(a) ||
    b.task.consecutiveFailures - a.task.consecutiveFailures ||
    byNextRun(a, b)
  );
}
