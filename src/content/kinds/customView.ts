/** Custom views: a view as somebody saved it. Found by address only; the LUID stands in the address. */
import type { ContentKind } from '../contentKind';

export const customView: ContentKind<'customView'> = {
  kind: 'customView',
  icon: 'bookmark',
  livesIn: [],
  get: (client, luid, signal) => client.customViews.get(luid, signal),
};
