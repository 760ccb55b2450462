/** Who Can Refresh This?: the people who may start the selected items, from Tableau's own rules, as a document. */
import * as vscode from 'vscode';
import { isStartable, type StartableItem } from '../content/access/accessFacts';
import { gatherAccess } from '../content/access/gatherAccess';
import { verdictFor } from '../content/access/verdict';
import type { SiteContent } from '../content/siteContent';
import type { SessionsContract } from '../session/sessionsContract';
import { isAbort } from '../tableau/errors';
import { siteKey, type Content, type Luid, type SignedIn, type SiteRef } from '../tableau/model';
import { whoCanDocument, type SiteAnswer } from '../ui/accessDocument';
import { actionOf } from '../ui/accessText';
import { cancellable } from '../ui/cancellable';
import { HumanError } from '../ui/messages';
import { siteName } from '../ui/pickSite';
import type { ReadOnlyTexts } from '../ui/readOnlyText';
import { itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

export interface AccessNeeds extends Pick<ItemNeeds, 'pickContent'> {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly texts: Pick<ReadOnlyTexts, 'openMarkdown'>;
}

/** Each costs a request, and nobody reads a longer answer. */
const maxItems = 50;

export function whoCanRefresh(needs: AccessNeeds): ItemCommand {
  return async (targets) => {
    const items = await startableItems(needs, targets);
    const [first] = items;
    if (first === undefined) return;
    const bySite = new Map<string, StartableItem[]>();
    for (const item of items) {
      const key = siteKey(item.site);
      bySite.set(key, [...(bySite.get(key) ?? []), item]);
    }
    const answers = await cancellable(vscode.l10n.t('Asking Tableau who can…'), (signal) =>
      Promise.all([...bySite.values()].map((group) => siteAnswer(needs, group, signal))),
    );
    const title = titleOf(items, first);
    await needs.texts.openMarkdown(title, whoCanDocument(title, answers));
  };
}

/** What can be started among what was selected; asks for an item where nothing is. */
export async function startableItems(
  needs: Pick<ItemNeeds, 'pickContent'>,
  targets: readonly Content[],
): Promise<readonly StartableItem[]> {
  const chosen = await itemsOrPicked(needs, targets, isStartable);
  const items = chosen.filter(isStartable);
  if (chosen.length > 0 && items.length === 0)
    throw new HumanError(
      vscode.l10n.t('Only workbooks, data sources and flows can be refreshed or run.'),
    );
  if (items.length > maxItems)
    throw new HumanError(vscode.l10n.t('Select {0} items at the most.', maxItems));
  return items;
}

function titleOf(items: readonly StartableItem[], first: StartableItem): string {
  if (items.length > 1) return vscode.l10n.t('Who can refresh these {0} items?', items.length);
  return actionOf(first) === 'run'
    ? vscode.l10n.t('Who can run "{0}"?', first.name)
    : vscode.l10n.t('Who can refresh "{0}"?', first.name);
}

async function siteAnswer(
  needs: AccessNeeds,
  items: readonly StartableItem[],
  signal: AbortSignal,
): Promise<SiteAnswer> {
  const [{ site }] = items as [StartableItem];
  const source = needs.contentOf(site);
  const client = await source.client();
  const me = await client.whoAmI(signal);
  const whole = await Promise.all(items.map((item) => wholeItem(source, item, signal)));
  const [facts, groups, paths] = await Promise.all([
    gatherAccess(
      whole,
      { access: client.access, projects: () => source.projects(signal), withNames: true },
      signal,
    ),
    groupsIfTold(client.access.groupsOf(me.userLuid, signal)),
    pathsOf(source, whole, signal),
  ]);
  const own = facts.items.map((about) =>
    verdictFor(facts, about, { person: personOf(me), groups }),
  );
  return { heading: headingOf(needs.sessions, me), facts, own, paths };
}

/** A message names an item without its owner and place. */
async function wholeItem(
  source: SiteContent,
  item: StartableItem,
  signal: AbortSignal,
): Promise<StartableItem> {
  if (item.owner !== undefined || item.location !== undefined) return item;
  const details = await source.details(item, signal);
  return isStartable(details) ? details : item;
}

export function personOf({ userLuid, userName, siteRole }: SignedIn) {
  return {
    luid: userLuid,
    ...(userName === undefined ? {} : { name: userName }),
    ...(siteRole === undefined ? {} : { siteRole }),
  };
}

/** Undefined where they may not be asked for: the members of the groups, where they were read, serve as well. */
export async function groupsIfTold(
  asked: Promise<readonly { readonly luid: Luid }[]>,
): Promise<ReadonlySet<Luid> | undefined> {
  try {
    return new Set((await asked).map(({ luid }) => luid));
  } catch (error) {
    if (isAbort(error)) throw error;
    return undefined;
  }
}

export async function pathsOf(
  source: SiteContent,
  items: readonly StartableItem[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    await source.projects(signal);
  } catch (error) {
    // Names without the projects above them: that these could not be listed is a part of the answer.
    if (isAbort(error)) throw error;
  }
  return items.map((item) => source.path(item) ?? item.name);
}

/** `Sales & Retail on tableau.example, asked by ana.ruiz (Creator)`. */
export function headingOf(sessions: SessionsContract, me: SignedIn): string {
  const entry = sessions.find(me.site);
  const host = new URL(me.site.server).host;
  const site = entry === undefined ? me.site.contentUrl : siteName(entry);
  const who = me.userName ?? entry?.profile.account ?? me.userLuid;
  return me.siteRole === undefined
    ? vscode.l10n.t('Site {0} on {1}, asked by {2}', site, host, who)
    : vscode.l10n.t('Site {0} on {1}, asked by {2} ({3})', site, host, who, me.siteRole);
}
