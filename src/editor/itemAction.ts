/** What links in hovers and addresses from outside ask to be done with an item, of which they name no more than the reference. */
import * as vscode from 'vscode';
import { kindNames } from '../content/contentKinds';
import { isLuid, type ContentRef, type ContentUrl, type Luid } from '../tableau/model';
import { HumanError } from '../ui/messages';
import { cancellable } from '../ui/cancellable';
import { canAsk } from '../ui/pickSite';
import type { CodeNeeds } from './codeNeeds';

export type ItemAction = 'copyLuid' | 'reveal' | 'open' | 'refresh' | 'run';

const commands: Readonly<Record<ItemAction, string>> = {
  copyLuid: 'vizport.copyLuid',
  reveal: 'vizport.revealInTree',
  open: 'vizport.openInBrowser',
  refresh: 'vizport.refreshExtract',
  run: 'vizport.runFlow',
};

/** The item is read first: the commands take all that is known of it. */
export function actOnItem(needs: CodeNeeds): (ref: unknown, action: unknown) => Promise<void> {
  return async (given, action) => {
    const ref = asRef(given);
    if (ref === undefined || typeof action !== 'string' || !(action in commands))
      throw new HumanError(vscode.l10n.t('This command is for links to items, and this is none.'));
    // Of which nothing more has to be known.
    if (action === 'copyLuid') {
      await vscode.commands.executeCommand(commands.copyLuid, { ...ref, name: ref.luid });
      return;
    }
    const entry = needs.sessions.find(ref.site);
    if (entry === undefined || !canAsk(entry))
      throw new HumanError(vscode.l10n.t('Sign in to the site first: it is not signed in now.'));
    const source = needs.contentOf(entry.profile.site);
    const content = await cancellable(vscode.l10n.t('Reading the item…'), (signal) =>
      needs.lookup.whole(ref, source, signal),
    );
    await vscode.commands.executeCommand(commands[action as ItemAction], content);
  };
}

/** Undefined for what does not name an item: links may come from anywhere. */
export function asRef(value: unknown): ContentRef | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { site, kind, luid } = value as Readonly<Record<string, unknown>>;
  if (typeof site !== 'object' || site === null) return undefined;
  const { server, contentUrl } = site as Readonly<Record<string, unknown>>;
  const known = kindNames.find((name) => name === kind);
  if (typeof server !== 'string' || typeof contentUrl !== 'string' || known === undefined)
    return undefined;
  if (typeof luid !== 'string' || !isLuid(luid)) return undefined;
  return {
    site: { server, contentUrl: contentUrl as ContentUrl },
    kind: known,
    luid: luid.toLowerCase() as Luid,
  };
}
