/** Find Content by Name: across all signed-in sites, as one types; Enter shows the item in the tree. */
import * as vscode from 'vscode';
import type { Content } from '../tableau/model';
import type { ContentPicker } from '../ui/pickContent';
import { copyLuid } from './copyLuid';
import type { ItemNeeds } from './itemNeeds';
import { openInBrowser } from './openInBrowser';

export interface FindContentNeeds extends ItemNeeds, Pick<ContentPicker, 'findContent'> {
  reveal(content: Content): Promise<void>;
}

export function findContent(needs: FindContentNeeds): () => Promise<void> {
  return async () => {
    const found = await needs.findContent({
      title: vscode.l10n.t('Find Content by Name'),
      placeholder: vscode.l10n.t(
        'Type a part of a name, or words of its project; Enter shows it in the Tableau view',
      ),
      buttons: [
        {
          icon: 'copy',
          tooltip: vscode.l10n.t('Copy LUID'),
          shownFor: () => true,
          run: (content) => copyLuid(needs)([content]),
        },
        {
          icon: 'link-external',
          tooltip: vscode.l10n.t('Open in Browser'),
          shownFor: (content) => needs.browserUrl(content) !== undefined,
          run: (content) => openInBrowser(needs)([content]),
        },
      ],
    });
    if (found !== undefined) await needs.reveal(found);
  };
}
