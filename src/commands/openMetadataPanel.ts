/** Open Metadata Panel: for the site of the row, else for the active one; Open in Metadata Panel: with a query about the items. */
import { siteKey, type Content, type SiteRef } from '../tableau/model';
import { siteOfRow } from '../ui/pickSite';
import { itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

interface Panels {
  open(options: { readonly site?: SiteRef; readonly items?: readonly Content[] }): Promise<void>;
}

export const openMetadataPanel =
  (panels: Panels) =>
  async (row?: unknown): Promise<void> => {
    const site = siteOfRow(row);
    await panels.open(site === undefined ? {} : { site });
  };

/** Without an item it asks for one. Of several sites the first item's is asked. */
export const openInMetadataPanel =
  (panels: Panels, needs: Pick<ItemNeeds, 'pickContent'>): ItemCommand =>
  async (targets) => {
    const [first, ...others] = await itemsOrPicked(needs, targets);
    if (first === undefined) return;
    const items = [first, ...others.filter(({ site }) => siteKey(site) === siteKey(first.site))];
    await panels.open({ site: first.site, items });
  };
