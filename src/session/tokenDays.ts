/** How many days a personal access token has left, as Tableau told at the last sign-in. */
import type { SiteProfile } from './siteProfile';

export const dayMs = 86_400_000;
/** From so many days before its end on, the user is warned: time enough to make another. */
export const warnDays = 14;

/** Whole days left, less than none when it is over. Undefined where Tableau has not told. */
export function tokenDaysLeft({ method, tokenEnds }: SiteProfile, now: number): number | undefined {
  if (method !== 'personalAccessToken' || tokenEnds === undefined) return undefined;
  return Math.floor((tokenEnds - now) / dayMs);
}
