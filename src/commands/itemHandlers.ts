/** What the commands on items do (`dist/items.js`): loaded with the first of them, with `import()`. */
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

export type ItemHandlerNeeds = Parameters<typeof copyLuid>[0] &
  Parameters<typeof copyPath>[0] &
  Parameters<typeof copyUrl>[0] &
  Parameters<typeof copyAsJson>[0] &
  Parameters<typeof revealInTree>[0] &
  Parameters<typeof refreshExtract>[0];

export type ItemHandlers = Readonly<
  Record<(typeof import('./itemCommands').itemCommandIds)[number], ItemCommand>
>;

export function itemHandlers(needs: ItemHandlerNeeds): ItemHandlers {
  return {
    'vizport.copyLuid': copyLuid(needs),
    'vizport.copyName': copyName(needs),
    'vizport.copyPath': copyPath(needs),
    'vizport.copyUrl': copyUrl(needs),
    'vizport.copyAsJson': copyAsJson(needs),
    'vizport.openInBrowser': openInBrowser(needs),
    'vizport.revealInTree': revealInTree(needs),
    'vizport.refreshExtract': refreshExtract(needs),
    'vizport.runFlow': runFlow(needs),
  };
}
