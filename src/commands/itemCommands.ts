/** The commands on items, each with its handler: what menus, key bindings and the palette run. */
import type { CommandHandlers } from '../ui/commands';
import { copyAsJson } from './copyAsJson';
import { copyLuid } from './copyLuid';
import { copyName } from './copyName';
import { copyPath } from './copyPath';
import { copyUrl } from './copyUrl';
import type { ItemCommand } from './itemNeeds';
import { openInBrowser } from './openInBrowser';
import { refreshExtract } from './refreshExtract';
import { revealInTree } from './revealInTree';
import { runFlow } from './runFlow';

type Needs = Parameters<typeof copyLuid>[0] &
  Parameters<typeof copyPath>[0] &
  Parameters<typeof copyUrl>[0] &
  Parameters<typeof copyAsJson>[0] &
  Parameters<typeof revealInTree>[0] &
  Parameters<typeof refreshExtract>[0];

/** `onItems` makes items of what a menu passes. */
export function itemCommands<Handler>(needs: Needs, onItems: (command: ItemCommand) => Handler) {
  return {
    'vizport.copyLuid': onItems(copyLuid(needs)),
    'vizport.copyName': onItems(copyName(needs)),
    'vizport.copyPath': onItems(copyPath(needs)),
    'vizport.copyUrl': onItems(copyUrl(needs)),
    'vizport.copyAsJson': onItems(copyAsJson(needs)),
    'vizport.openInBrowser': onItems(openInBrowser(needs)),
    'vizport.revealInTree': onItems(revealInTree(needs)),
    'vizport.refreshExtract': onItems(refreshExtract(needs)),
    'vizport.runFlow': onItems(runFlow(needs)),
  } as const satisfies Partial<Record<keyof CommandHandlers, Handler>>;
}
