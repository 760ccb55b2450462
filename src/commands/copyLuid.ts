/** Copy LUID: the REST ids of the items, one a line. */
import { l10n } from 'vscode';
import { copy, itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

export const copyLuid =
  (needs: Pick<ItemNeeds, 'pickContent'>): ItemCommand =>
  async (targets) => {
    const items = await itemsOrPicked(needs, targets);
    if (items.length === 0) return;
    await copy(
      items.map((item) => item.luid).join('\n'),
      items.length === 1 ? l10n.t('LUID copied') : l10n.t('{0} LUIDs copied', items.length),
    );
  };
