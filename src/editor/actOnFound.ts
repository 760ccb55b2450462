/** An item that was found by whatever way: by name and place, with what can be done with it. */
import * as vscode from 'vscode';
import type { FoundItem } from '../content/findResult';
import type { Content } from '../tableau/model';
import { askAction, type FoundAction } from '../ui/foundItem';
import type { CodeNeeds } from './codeNeeds';

const commands: Readonly<Record<FoundAction, string>> = {
  copyLuid: 'vizport.copyLuid',
  reveal: 'vizport.revealInTree',
  open: 'vizport.openInBrowser',
  refresh: 'vizport.refreshExtract',
  run: 'vizport.runFlow',
  otherSite: 'vizport.findOnOtherSite',
  copyLink: 'vizport.copyDeepLink',
};

export async function actOnFound(needs: CodeNeeds, item: FoundItem): Promise<void> {
  const chosen = await askAction(item, needs.contentOf(item.site), {
    otherSites: needs.sessions.list().length > 1,
  });
  if (chosen === undefined) return;
  const simple = chosen.action === 'copyLuid' || chosen.action === 'copyLink';
  const target: FoundItem | Content = simple
    ? { ...item, name: item.name ?? item.luid }
    : await chosen.content;
  await vscode.commands.executeCommand(commands[chosen.action], target);
}
