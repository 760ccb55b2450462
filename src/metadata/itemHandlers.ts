/** What the page may ask for about an item of a result: its LUID on the clipboard, or one of our commands. */
import * as vscode from 'vscode';
import { RpcError, type Handlers } from '../base/rpc';
import { isLuid, type SiteRef } from '../tableau/model';
import { itemActions, itemKinds, type HostApi } from '../webview/protocol';
import type { PanelNeeds } from './metadataPanels';
import { plainLabel } from '../ui/plainLabel';
import { optionalTextOf, textOf } from './pageInput';

const commands = {
  reveal: 'vizport.revealInTree',
  refresh: 'vizport.refreshExtract',
  open: 'vizport.openInBrowser',
} as const;

export function itemHandlers(
  needs: Pick<PanelNeeds, 'itemOf'>,
  site: () => SiteRef,
): Pick<Handlers<HostApi>, 'copy' | 'actOnItem'> {
  return {
    copy: async (input) => {
      await vscode.env.clipboard.writeText(textOf(input, 'text'));
      const said = optionalTextOf(input, 'said');
      if (said !== undefined)
        vscode.window.setStatusBarMessage(`$(check) ${plainLabel(said)}`, 4_000);
    },
    actOnItem: async (input, signal) => {
      const luid = textOf(input, 'luid');
      const kind = itemKinds.find((one) => one === textOf(input, 'kind'));
      const action = itemActions.find((one) => one === textOf(input, 'action'));
      if (kind === undefined || action === undefined || !isLuid(luid))
        throw new RpcError('The page asked for something that items do not have', 'badInput');
      const content = await needs.itemOf({ site: site(), kind, luid }, signal);
      // Its own messages and progress are the command's.
      await vscode.commands.executeCommand(commands[action], content);
    },
  };
}
