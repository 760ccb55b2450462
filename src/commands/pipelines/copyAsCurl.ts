/** Copy as curl: the commands that read the items through REST. */
import { l10n } from 'vscode';
import { itemCurl } from '../../pipelines/itemCurl';
import { copy, itemsOrPicked, type ItemCommand, type ItemNeeds } from '../itemNeeds';

export const copyAsCurl =
  (needs: Pick<ItemNeeds, 'pickContent'>): ItemCommand =>
  async (targets) => {
    const items = await itemsOrPicked(needs, targets);
    if (items.length === 0) return;
    await copy(itemCurl(items), l10n.t('curl copied'));
  };
