/** Where an item stands in the tree: the places from the site's top down, and the item that is shown for it. */
import { l10n } from 'vscode';
import type { SiteContent, Within } from '../content/siteContent';
import type { Content } from '../tableau/model';
import { HumanError } from '../ui/messages';
import { kindName } from '../ui/contentText';

export interface Place {
  /** Topmost first; empty for what stands at the top of the site. */
  readonly above: readonly Exclude<Within, 'site'>[];
  /** The item itself; for a custom view its view, which is what the tree shows. */
  readonly item: Content;
}

export async function placeInTree(
  source: SiteContent,
  content: Content,
  signal?: AbortSignal,
): Promise<Place> {
  const item = await shownFor(source, content, signal);
  const above: Exclude<Within, 'site'>[] = [];
  let place = await source.parentOf(item, signal);
  if (place === undefined)
    throw new HumanError(
      l10n.t('{0} "{1}" has no place in the view.', kindName(content.kind), content.name),
    );
  while (place !== undefined && place !== 'site') {
    above.unshift(place);
    place = typeof place === 'string' ? 'site' : await source.parentOf(place, signal);
  }
  return { above, item };
}

async function shownFor(
  source: SiteContent,
  content: Content,
  signal?: AbortSignal,
): Promise<Content> {
  if (content.kind === 'customView') {
    // A custom view that was only named does not tell its view.
    const known = content.view ?? (await source.details(content, signal)).view;
    if (known !== undefined)
      return source.details({ site: content.site, kind: 'view', luid: known.luid }, signal);
  }
  // A view without its workbook cannot be placed: its details tell it.
  if (content.kind === 'view' && content.workbook === undefined)
    return source.details(content, signal);
  return content;
}
