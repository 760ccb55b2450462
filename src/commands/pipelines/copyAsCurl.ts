/** Copy as curl: the commands that read the items through REST. */
import { l10n } from 'vscode';
import { itemCurl } from '../../pipelines/itemCurl';
import { copy, itemsOrSeveralPicked, type ItemCommand, type ItemNeeds } from '../itemNeeds';

export const copyAsCurl =
  (needs: Pick<ItemNeeds, 'pickContents'>): ItemCommand =>
  async (targets) => {
    const items = await itemsOrSeveralPicked(needs, targets);
    if (items.length === 0) return;
    await copy(itemCurl(items), l10n.t('curl copied'));
  };
