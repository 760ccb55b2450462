/** The commands about sites and rights whose code is loaded when one of them is first used, and what makes a site the active one. */
import type { ActiveSite } from '../session/activeSite';
import type { Content } from '../tableau/model';
import type { CommandHandlers } from '../ui/commands';
import { onSettings } from '../ui/settings';
import type { couldUserRefresh } from './couldUserRefresh';
import type { forgetEverything, ForgetNeeds } from './forgetEverything';
import type { openOtherSite, OtherSiteNeeds } from './openOtherSite';
import type { offerRecommendedSite, RecommendedNeeds } from './recommendedSite';
import type { switchSite } from './switchSite';
import type { AccessNeeds, whoCanRefresh } from './whoCanRefresh';

/** Of `onDemand.ts`. */
export interface SiteAndAccess {
  readonly couldUserRefresh: typeof couldUserRefresh;
  readonly forgetEverything: typeof forgetEverything;
  readonly offerRecommendedSite: typeof offerRecommendedSite;
  readonly openOtherSite: typeof openOtherSite;
  readonly switchSite: typeof switchSite;
  readonly whoCanRefresh: typeof whoCanRefresh;
}

export type SiteAndAccessNeeds = AccessNeeds &
  ForgetNeeds &
  Omit<OtherSiteNeeds, 'active'> &
  Omit<RecommendedNeeds, 'active'> & { readonly active: ActiveSite };

type Ids =
  'switchSite' | 'openOtherSite' | 'whoCanRefresh' | 'couldUserRefresh' | 'forgetEverything';

export function siteAndAccess(
  load: () => Promise<SiteAndAccess>,
  needs: SiteAndAccessNeeds,
  itemsOf: (clicked: unknown, selected: unknown) => readonly Content[],
): Pick<CommandHandlers, `vizport.${Ids}`> {
  return {
    'vizport.switchSite': async () => (await load()).switchSite(needs)(),
    'vizport.openOtherSite': async (row) => (await load()).openOtherSite(needs)(row),
    'vizport.whoCanRefresh': async (...row) =>
      (await load()).whoCanRefresh(needs)(itemsOf(row[0], row[1])),
    'vizport.couldUserRefresh': async (...row) =>
      (await load()).couldUserRefresh(needs)(itemsOf(row[0], row[1])),
    'vizport.forgetEverything': async () => (await load()).forgetEverything(needs)(),
  };
}

/** Now, and when the setting changes: a folder may be trusted only later. */
export function followRecommendedSite(
  load: () => Promise<SiteAndAccess>,
  needs: SiteAndAccessNeeds,
  recommended: () => string,
  report: (error: unknown) => Promise<void>,
): { dispose(): void } {
  let offered = '';
  const offer = (): void => {
    const address = recommended();
    if (address === '' || address === offered) return;
    offered = address;
    load()
      .then(({ offerRecommendedSite: tell }) => tell(needs))
      .catch(report);
  };
  offer();
  return onSettings(['vizport.recommendedSite'], offer);
}
