/** What the content view shows of an item's freshness; asks for a site once, when its first item is shown. */
import { l10n } from 'vscode';
import type { Clock } from '../../base/clock';
import type { SiteContent } from '../../content/siteContent';
import type { FreshnessOfSites } from '../../freshness/freshnessOfSites';
import { verdictOf } from '../../freshness/itemFreshness';
import { ruleFor, type Rules } from '../../freshness/rules';
import type { SessionsContract } from '../../session/sessionsContract';
import { isAbort, isTableauError } from '../../tableau/errors';
import { siteKey, type Content, type SiteRef } from '../../tableau/model';
import { relativeTime } from '../../ui/dateText';
import { markUri } from '../../ui/freshnessMarks';
import { freshnessDetail, freshnessText, verdictText } from '../../ui/freshnessText';
import type { FreshLook } from '../freshnessGate';

export interface LookParts {
  readonly sessions: Pick<SessionsContract, 'find'>;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly freshness: FreshnessOfSites;
  readonly clock: Clock;
  readonly rules: () => Rules;
  report(error: unknown): unknown;
}

/** After a failure that may pass, a site is left alone for so long. */
const againAfterMs = 60_000;
/** What was told so long ago is asked for anew when somebody looks. */
const oldAfterMs = 30 * 60_000;

export class LookAtFreshness {
  readonly #triedAt = new Map<string, number>();

  constructor(private readonly parts: LookParts) {}

  look(content: Content): FreshLook | undefined {
    const { freshness, clock, rules, contentOf } = this.parts;
    const now = clock.now();
    const site = freshness.of(content.site);
    const { times } = site;
    if (times === undefined || now - times.at > oldAfterMs) this.#ask(content.site, now);
    const fresh = site.of(content);
    const text = freshnessText(fresh, now);
    if (text === undefined) return undefined;
    const rule = ruleFor(rules(), contentOf(content.site).path(content));
    const verdict = verdictOf(fresh, rule, now);
    const words = verdictText(verdict, rule);
    const uri = markUri(content, verdict, words);
    const asked =
      times === undefined
        ? undefined
        : l10n.t('(asked {0})', relativeTime(new Date(times.at).toISOString(), now));
    const value = [freshnessDetail(fresh), words, asked].filter((part) => part !== undefined);
    return {
      text,
      facts: [{ label: l10n.t('Freshness'), value: value.join(' ') }],
      ...(words === undefined ? {} : { verdict: words }),
      ...(uri === undefined ? {} : { uri }),
    };
  }

  /** Somebody wants to know now, however lately was asked. */
  again(): void {
    this.#triedAt.clear();
  }

  #ask(site: SiteRef, now: number): void {
    const key = siteKey(site);
    const state = this.parts.sessions.find(site)?.state.status;
    if (state !== 'signedIn' || now - (this.#triedAt.get(key) ?? -Infinity) < againAfterMs) return;
    this.#triedAt.set(key, now);
    const freshness = this.parts.freshness.of(site);
    freshness.load(undefined, oldAfterMs).catch((error: unknown) => {
      // The tree says itself that a site cannot be reached: a second message would tell nothing new.
      if (!isAbort(error) && !isTableauError(error)) this.parts.report(error);
    });
  }
}
