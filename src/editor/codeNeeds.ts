/** What the features in editors ask of the rest of the house. */
import type { Event } from '../base/emitter';
import type { ItemLookup } from '../content/itemLookup';
import type { SiteContent } from '../content/siteContent';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import type { Content, SiteRef } from '../tableau/model';
import type { Fact } from '../ui/contentFacts';
import { canAsk } from '../ui/pickSite';
import type { AddressLookup } from './addressLookup';

export interface Freshness {
  /** Whatever the tree shows of it. */
  lookAnyway(content: Content): { readonly facts: readonly Fact[] } | undefined;
  readonly onDidChange: Event<SiteRef | undefined>;
}

export interface CodeNeeds {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly lookup: ItemLookup;
  readonly addresses: AddressLookup;
  readonly freshness: Freshness;
  readonly browserUrl: (content: Content) => string | undefined;
}

/** The active one first. */
export function sitesToAsk(sessions: SessionsContract): readonly SiteEntry[] {
  const all = sessions.list().filter(canAsk);
  const active = sessions.active && sessions.find(sessions.active);
  const first = all.filter((entry) => entry === active);
  return [...first, ...all.filter((entry) => entry !== active)];
}
