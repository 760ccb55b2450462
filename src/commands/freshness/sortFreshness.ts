/** Sort Freshness: in which order the extracts stand; remembered. */
import * as vscode from 'vscode';
import { orders, type Order } from '../../freshness/order';

const memoryKey = 'vizport.freshness.order';

export function rememberedOrder(memory: vscode.Memento): Order {
  const kept = memory.get<string>(memoryKey);
  return orders.find((order) => order === kept) ?? 'oldestFirst';
}

export const sortFreshness =
  (memory: vscode.Memento, changed: () => void) => async (): Promise<void> => {
    const now = rememberedOrder(memory);
    const rows = orders.map((order) => ({
      label: orderName(order),
      ...(order === now ? { description: vscode.l10n.t('now') } : {}),
      order,
    }));
    const chosen = await vscode.window.showQuickPick(rows, {
      title: vscode.l10n.t('Sort Extracts'),
      placeHolder: vscode.l10n.t('In which order?'),
    });
    if (chosen === undefined) return;
    await memory.update(memoryKey, chosen.order);
    changed();
  };

function orderName(order: Order): string {
  switch (order) {
    case 'oldestFirst':
      return vscode.l10n.t('Oldest First');
    case 'newestFirst':
      return vscode.l10n.t('Newest First');
    case 'name':
      return vscode.l10n.t('By Name');
    case 'path':
      return vscode.l10n.t('By Path');
    case 'size':
      return vscode.l10n.t('Largest First');
    default:
      return order satisfies never;
  }
}
