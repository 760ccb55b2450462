/** Open Metadata Panel: for the site of the row, else the panel asks or takes the only one. */
import type { SiteRef } from '../tableau/model';
import { siteOfRow } from '../ui/pickSite';

export const openMetadataPanel =
  (panels: { open(options: { readonly site?: SiteRef }): Promise<void> }) =>
  async (row?: unknown): Promise<void> => {
    const site = siteOfRow(row);
    await panels.open(site === undefined ? {} : { site });
  };
