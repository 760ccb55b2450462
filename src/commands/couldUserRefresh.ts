/** Could User X Refresh These?: one user, some items, an answer for each with its reason, as a document. */
import * as vscode from 'vscode';
import type { Gap, StartableItem } from '../content/access/accessFacts';
import { gatherAccess } from '../content/access/gatherAccess';
import { verdictFor } from '../content/access/verdict';
import type { Person } from '../tableau/access';
import { siteKey, type SiteRef } from '../tableau/model';
import { couldDocument } from '../ui/accessDocument';
import { actionOf, personText } from '../ui/accessText';
import { cancellable } from '../ui/cancellable';
import { HumanError } from '../ui/messages';
import { pickUser } from '../ui/pickUser';
import type { ItemCommand } from './itemNeeds';
import {
  groupsIfTold,
  headingOf,
  pathsOf,
  startableItems,
  type AccessNeeds,
} from './whoCanRefresh';

export function couldUserRefresh(needs: AccessNeeds): ItemCommand {
  return async (targets) => {
    const items = await startableItems(needs, targets);
    const [first] = items;
    if (first === undefined) return;
    if (new Set(items.map(({ site }) => siteKey(site))).size > 1)
      throw new HumanError(
        vscode.l10n.t('Select items of one site: a user of one site is nobody on another.'),
      );
    const client = await needs.contentOf(first.site).client();
    const me = await client.whoAmI();
    const person = await pickUser(client.access, me);
    if (person === undefined) return;
    const title = titleOf(items, first, nameOf(person));
    const text = await cancellable(vscode.l10n.t('Asking Tableau who can…'), (signal) =>
      answer(needs, first.site, items, person, title, signal),
    );
    await needs.texts.openMarkdown(title, text);
  };
}

async function answer(
  needs: AccessNeeds,
  site: SiteRef,
  items: readonly StartableItem[],
  picked: Partial<Person>,
  title: string,
  signal: AbortSignal,
): Promise<string> {
  const source = needs.contentOf(site);
  const client = await source.client();
  const person = picked.luid === undefined ? knownByName(items, picked) : picked;
  const groups =
    person.luid === undefined
      ? undefined
      : await groupsIfTold(client.access.groupsOf(person.luid, signal));
  const [facts, paths, me] = await Promise.all([
    gatherAccess(
      items,
      {
        access: client.access,
        projects: () => source.projects(signal),
        // Where the groups of the user may not be asked for, those with a rule are asked for their members.
        withNames: groups === undefined,
      },
      signal,
    ),
    pathsOf(source, items, signal),
    client.whoAmI(signal),
  ]);
  const rows = facts.items.map((about, index) => ({
    about,
    path: paths[index] ?? about.item.name,
    verdict: verdictFor(facts, about, { person, groups }),
  }));
  const gaps: readonly Gap[] =
    person.luid === undefined ? [...facts.gaps, { of: 'people' }] : facts.gaps;
  return couldDocument(title, headingOf(needs.sessions, me), { ...facts, gaps }, rows);
}

/** Owners are told with their items, also where users may not be looked up. */
function knownByName(
  items: readonly StartableItem[],
  { name = '' }: Partial<Person>,
): Partial<Person> {
  const wanted = name.toLowerCase();
  const owner = items
    .map((item) => item.owner)
    .find((one) => one?.name?.toLowerCase() === wanted || one?.fullName?.toLowerCase() === wanted);
  return owner === undefined ? { name } : { name, luid: owner.luid };
}

function nameOf(person: Partial<Person>): string {
  const { name } = person;
  return name === undefined
    ? (person.luid ?? '')
    : personText({ luid: '' as Person['luid'], ...person, name });
}

function titleOf(items: readonly StartableItem[], first: StartableItem, who: string): string {
  if (items.length > 1)
    return vscode.l10n.t('Could {0} refresh these {1} items?', who, items.length);
  return actionOf(first) === 'run'
    ? vscode.l10n.t('Could {0} run "{1}"?', who, first.name)
    : vscode.l10n.t('Could {0} refresh "{1}"?', who, first.name);
}
