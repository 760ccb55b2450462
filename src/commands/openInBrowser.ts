/** Open in Browser: the items' pages on the host under which browsers know the site. */
import * as vscode from 'vscode';
import { confirm, HumanError } from '../ui/messages';
import { noUrl } from './copyUrl';
import { itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

/** More pages than this are opened only after a question. */
const manyPages = 5;

export const openInBrowser =
  (needs: Pick<ItemNeeds, 'pickContent' | 'browserUrl'>): ItemCommand =>
  async (targets) => {
    const hasUrl = (item: (typeof targets)[number]): boolean =>
      needs.browserUrl(item) !== undefined;
    const items = await itemsOrPicked(needs, targets, hasUrl);
    if (items.length === 0) return;
    const urls = items.flatMap((item) => needs.browserUrl(item) ?? []);
    if (urls.length === 0) throw new HumanError(noUrl());
    if (urls.length > manyPages) {
      const agreed = await confirm(
        vscode.l10n.t('Open {0} pages in the browser?', urls.length),
        vscode.l10n.t('Each of the selected items opens in a tab of its own.'),
        vscode.l10n.t('Open {0} Pages', urls.length),
      );
      if (!agreed) return;
    }
    for (const url of urls) await vscode.env.openExternal(vscode.Uri.parse(url, true));
  };
