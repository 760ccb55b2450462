/** The commands on items: what menus, key bindings and the palette run. What they do is loaded with the first of them. */
import type { ItemHandlerNeeds } from './itemHandlers';
import type { ItemCommand } from './itemNeeds';

export const itemCommandIds = [
  'vizport.copyLuid',
  'vizport.copyName',
  'vizport.copyPath',
  'vizport.copyUrl',
  'vizport.copyAsJson',
  'vizport.openInBrowser',
  'vizport.revealInTree',
  'vizport.refreshExtract',
  'vizport.runFlow',
] as const;

/** `onItems` makes items of what a menu passes. */
export function itemCommands<Handler>(
  needs: ItemHandlerNeeds,
  onItems: (command: ItemCommand) => Handler,
): Readonly<Record<(typeof itemCommandIds)[number], Handler>> {
  const entries = itemCommandIds.map((id) => [
    id,
    onItems(async (items) => (await import('./itemHandlers')).itemHandlers(needs)[id](items)),
  ]);
  return Object.fromEntries(entries) as ReturnType<typeof itemCommands<Handler>>;
}
