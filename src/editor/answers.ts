/** Answers a question about an item: by whatever it may be, on the sites where it may be. */
import { findByPath, type PathKind } from '../content/findByPath';
import { findNumber } from '../content/findNumber';
import type { FoundItem } from '../content/findResult';
import { findView } from '../content/findView';
import type { SiteContent } from '../content/siteContent';
import type { Question } from '../references/question';
import type { SiteEntry } from '../session/sessionsContract';
import { siteKey } from '../tableau/model';
import { addressProblemText, notFoundText, sitePageText } from '../ui/findText';
import { canAsk, siteName } from '../ui/pickSite';
import { siteAtAddress } from '../ui/siteAtAddress';
import { sitesToAsk, type CodeNeeds } from './codeNeeds';
import { notSignedInText } from './hoverText';

export interface Answer {
  readonly items: readonly FoundItem[];
  /** Why there are none, where that can be said. */
  readonly why?: string;
}

const pathKinds: readonly PathKind[] = ['workbook', 'datasource', 'flow', 'view', 'project'];

/** `only`: where numbers, paths and names are looked for; addresses say their site, and LUIDs are looked for everywhere. */
export async function answer(
  needs: CodeNeeds,
  question: Question,
  only: readonly SiteEntry[],
  signal: AbortSignal,
): Promise<Answer> {
  switch (question.type) {
    case 'problem':
      return { items: [], why: addressProblemText(question.problem) };
    case 'address':
      return ofAddress(needs, question.address, signal);
    case 'luid': {
      const { luid, hint } = question;
      const item = (await needs.lookup.find([luid], { hint }, signal)).get(luid);
      return { items: item === undefined ? [] : [item] };
    }
    case 'number':
      return onSites(needs, only, (site) => findNumber(site, question.id, question.kind, signal));
    case 'view':
      return onSites(needs, only, async (site) => {
        const result = await findView(site, question.contentUrl, signal);
        return result.status === 'found' ? result.matches : [];
      });
    case 'path':
      return onSites(needs, only, (site) => findByPath(question.path, pathKinds, site, signal));
    default:
      return question satisfies never;
  }
}

async function ofAddress(
  needs: CodeNeeds,
  address: Extract<Question, { type: 'address' }>['address'],
  signal: AbortSignal,
): Promise<Answer> {
  const entry = await siteAtAddress(needs, address, signal);
  if (entry === undefined || !canAsk(entry))
    return { items: [], why: notSignedInText(address, entry) };
  const source = needs.contentOf(entry.profile.site);
  const result = await needs.addresses.find(address, source, signal);
  if (result.status === 'found') return { items: result.matches };
  return {
    items: [],
    why: result.status === 'notFound' ? notFoundText(result, siteName(entry)) : sitePageText(),
  };
}

async function onSites(
  { contentOf }: CodeNeeds,
  sites: readonly SiteEntry[],
  find: (site: SiteContent) => Promise<readonly FoundItem[]>,
): Promise<Answer> {
  const found = await Promise.all(sites.map((entry) => find(contentOf(entry.profile.site))));
  return { items: found.flat() };
}

export function distinct(items: readonly FoundItem[]): readonly FoundItem[] {
  return [
    ...new Map(
      items.map((item) => [`${siteKey(item.site)}/${item.kind}:${item.luid}`, item]),
    ).values(),
  ];
}

/** Where everything but addresses is looked for. */
export function allSites(needs: CodeNeeds): readonly SiteEntry[] {
  return sitesToAsk(needs.sessions);
}
