/** What a site holds now, to compare rows with. */
import { browserUrl, kindNames, kindOf } from '../content/contentKinds';
import type { SiteContent } from '../content/siteContent';
import { isAbort } from '../tableau/errors';
import type { Content, KindName } from '../tableau/model';
import { SiteNow, type Now } from './drift';
import { ownSpace } from './ownSpace';
import { Places } from './places';
import { vizportalIdOf } from './row';

/** Lists that somebody else wants anew are read again so often at most. */
const attempts = 5;

/** Lists the kinds anew: drift is told of what is there now, not of what this window remembers. */
export async function siteNow(
  content: SiteContent,
  kinds: ReadonlySet<KindName>,
  signal?: AbortSignal,
): Promise<SiteNow> {
  const wanted = kindNames.filter((kind) => kinds.has(kind) && isListed(kind));
  const stale = new Set<KindName>(['project', ...wanted]);
  // The names of workbooks are part of the paths of views.
  if (stale.has('view')) stale.add('workbook');
  for (const kind of stale) content.forgetSiteList(kind);
  for (let left = attempts; ; left -= 1) {
    try {
      const lists = wanted.map((kind) => content.siteList(kind, 'full').all(signal));
      const listed = (await Promise.all<readonly Content[]>(lists)).flat();
      const own = await ownSpace(content, wanted, listed, signal);
      // Where the lists hold what is in the personal space too, two of one would be at one path.
      const items = [...new Map([...own, ...listed].map((item) => [keyOf(item), item])).values()];
      const places = new Places(content);
      await places.know(items, signal);
      return new SiteNow(items.map((item) => nowOf(item, places)));
    } catch (error) {
      // Another check at the same time, or a refresh of a view, wanted the lists anew too: theirs are as good.
      if (!isAbort(error) || signal?.aborted === true || left <= 1) throw error;
    }
  }
}

const keyOf = ({ kind, luid }: Content): string => `${kind} ${luid}`;

/** Of custom views there is no list: nothing can be said of them. */
export function isListed(kind: KindName): boolean {
  return kindOf(kind).pages !== undefined;
}

function nowOf(item: Content, places: Places): Now {
  return {
    kind: item.kind,
    luid: item.luid,
    name: item.name,
    projectPath: places.of(item),
    contentUrl: 'contentUrl' in item ? item.contentUrl : '',
    vizportalId: vizportalIdOf(item.webpageUrl) ?? '',
    urlOn: (origin) => browserUrl(item, origin),
  };
}
