/** Copy Path: projects and name of the items, as `Finance/Reports/Margin`, one a line. */
import { l10n } from 'vscode';
import { copy, itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

export const copyPath =
  (needs: Pick<ItemNeeds, 'pickContent' | 'pathOf'>): ItemCommand =>
  async (targets) => {
    const items = await itemsOrPicked(needs, targets);
    if (items.length === 0) return;
    const paths = await Promise.all(items.map((item) => needs.pathOf(item)));
    await copy(
      paths.join('\n'),
      items.length === 1 ? l10n.t('Path copied') : l10n.t('{0} paths copied', items.length),
    );
  };
