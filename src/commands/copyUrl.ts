/** Copy URL: the browser addresses of the items, one a line. */
import { l10n } from 'vscode';
import { HumanError } from '../ui/messages';
import { copy, itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

export const copyUrl =
  (needs: Pick<ItemNeeds, 'pickContent' | 'browserUrl'>): ItemCommand =>
  async (targets) => {
    const hasUrl = (item: (typeof targets)[number]): boolean =>
      needs.browserUrl(item) !== undefined;
    const items = await itemsOrPicked(needs, targets, hasUrl);
    if (items.length === 0) return;
    const urls = items.flatMap((item) => needs.browserUrl(item) ?? []);
    if (urls.length === 0) throw new HumanError(noUrl());
    await copy(urls.join('\n'), copiedText(urls.length, items.length));
  };

function copiedText(urls: number, items: number): string {
  if (urls < items)
    return l10n.t('{0} URLs copied; {1} of the items have none', urls, items - urls);
  return urls === 1 ? l10n.t('URL copied') : l10n.t('{0} URLs copied', urls);
}

/** Also said by Open in Browser. */
export function noUrl(): string {
  return l10n.t(
    'Tableau tells no browser address for this: projects, for one, have none in its REST API.',
  );
}
