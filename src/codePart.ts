/**
 * What Vizport does in editors, and with addresses from outside (`dist/code.js`): loaded when an editor, a command or a link first
 * asks for it: import it with `import()` only.
 */
import type { Clock } from './base/clock';
import { Disposables } from './base/disposables';
import { ItemLookup } from './content/itemLookup';
import type { SiteContent } from './content/siteContent';
import { actOnItem } from './editor/itemAction';
import { AddressLookup } from './editor/addressLookup';
import { askAboutId } from './editor/askAboutId';
import { TableauActions } from './editor/codeActions';
import { sitesToAsk, type CodeNeeds, type Freshness } from './editor/codeNeeds';
import { LuidCompletion } from './editor/completion';
import { copyDeepLinks, handleUri } from './editor/deepLinks';
import { addNames, replaceUrls } from './editor/fixes';
import { TableauHover } from './editor/hover';
import { insertLuid } from './editor/insertLuid';
import { findOnOtherSite } from './editor/otherSite';
import { resolveAnything } from './editor/resolve';
import type { SessionsContract } from './session/sessionsContract';
import { siteKey, type Content, type SiteRef } from './tableau/model';
import type { CodeCommand, CodePart } from './ui/lazyCode';
import type { ContentPicker } from './ui/pickContent';
import type { ReadOnlyTexts } from './ui/readOnlyText';

export interface CodePartNeeds extends ContentPicker {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly browserUrl: (content: Content) => string | undefined;
  readonly freshness: Freshness;
  readonly texts: ReadOnlyTexts;
  readonly clock: Clock;
  /** Of what a menu passes. */
  readonly itemsOf: (clicked?: unknown, selected?: unknown) => readonly Content[];
  report(error: unknown): unknown;
}

export function codePart(given: CodePartNeeds): CodePart {
  const { sessions, contentOf, clock, itemsOf } = given;
  const owned = new Disposables();
  const now = (): number => clock.now();
  const lookup = owned.add(
    new ItemLookup({
      sites: () => sitesToAsk(sessions).map(({ profile }) => contentOf(profile.site)),
      now,
    }),
  );
  const addresses = new AddressLookup(now);
  const needs: CodeNeeds = { ...given, lookup, addresses };
  const completion = owned.add(new LuidCompletion(needs, given.report));
  // What one user may see another may not.
  const who = (): string =>
    sessions
      .list()
      .map(({ profile }) => `${siteKey(profile.site)} ${profile.account} ${profile.as ?? ''}`)
      .join('\n');
  const known = { who: who() };
  owned.add(
    sessions.onDidChange(() => {
      const here = who();
      if (here === known.who) return;
      known.who = here;
      lookup.forget();
      addresses.forget();
    }),
  );
  const onItems = async (args: readonly unknown[]): Promise<readonly Content[]> => {
    const items = itemsOf(args[0], args[1]);
    if (items.length > 0) return items;
    const picked = await given.pickContent();
    return picked === undefined ? [] : [picked];
  };
  const handlers: Readonly<Record<CodeCommand, (args: readonly unknown[]) => Promise<void>>> = {
    'vizport.resolve': ([text]) => resolveAnything({ ...needs, texts: given.texts })(text),
    'vizport.findOnOtherSite': async (args) => findOnOtherSite(needs)((await onItems(args))[0]),
    'vizport.askAboutId': ([luid]) => askAboutId(needs)(luid),
    'vizport.replaceUrls': ([uri, range]) => replaceUrls(needs)(uri, range),
    'vizport.addNames': ([uri, range]) => addNames(needs)(uri, range),
    'vizport.insertLuid': () => insertLuid(given)(),
    'vizport.copyDeepLink': async (args) => copyDeepLinks(await onItems(args)),
    'vizport.actOnItem': ([ref, action]) => actOnItem(needs)(ref, action),
  };
  return {
    hover: new TableauHover(needs),
    actions: new TableauActions(),
    completion,
    handleUri: handleUri(needs),
    run: (id, args) => handlers[id](args),
    dispose: () => owned.dispose(),
  };
}
