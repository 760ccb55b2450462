/** Reveal in Tableau View: opens the tree at the item and selects it. */
import type { Content } from '../tableau/model';
import { itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

export const revealInTree =
  (
    needs: Pick<ItemNeeds, 'pickContent'> & { reveal(content: Content): Promise<void> },
  ): ItemCommand =>
  async (targets) => {
    const [item] = await itemsOrPicked(needs, targets);
    if (item !== undefined) await needs.reveal(item);
  };
