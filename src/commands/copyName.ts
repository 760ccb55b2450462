/** Copy Name: the names of the items, one a line. */
import { l10n } from 'vscode';
import { copy, itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

export const copyName =
  (needs: Pick<ItemNeeds, 'pickContent'>): ItemCommand =>
  async (targets) => {
    const items = await itemsOrPicked(needs, targets);
    if (items.length === 0) return;
    await copy(
      items.map((item) => item.name).join('\n'),
      items.length === 1 ? l10n.t('Name copied') : l10n.t('{0} names copied', items.length),
    );
  };
