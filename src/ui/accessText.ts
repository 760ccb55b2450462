/** Who may refresh or run, in words: reasons, people, groups, and what could not be looked at. */
import { l10n } from 'vscode';
import {
  isEverybody,
  type AccessFacts,
  type Gap,
  type StartableItem,
} from '../content/access/accessFacts';
import type { Reason, Verdict } from '../content/access/verdict';
import type { Grant, Person } from '../tableau/access';
import { isTableauError } from '../tableau/errors';
import type { Luid } from '../tableau/model';

/** Whose right it is: words differ for the reader. */
export type Whose = 'you' | 'they';

/** Of big groups the first are named. */
const namedMembers = 20;

export function personText({ name, fullName }: Pick<Person, 'name' | 'fullName'>): string {
  return fullName === undefined || fullName === name ? name : `${fullName} (${name})`;
}

export function userText(facts: AccessFacts, luid: Luid, known?: string): string {
  const person = facts.people.get(luid);
  if (person !== undefined) return personText(person);
  return known ?? l10n.t('a user whose name may not be read ({0})', luid);
}

/** `Data Engineers (group of 3: …)`. */
export function granteeText(
  facts: AccessFacts,
  { type, luid }: Pick<Grant, 'type' | 'luid'>,
): string {
  if (type === 'user') return userText(facts, luid);
  if (type === 'groupSet') return l10n.t('a group set ({0})', luid);
  const group = facts.groups.get(luid);
  const name = group?.name ?? l10n.t('a group whose name may not be read ({0})', luid);
  if (isEverybody(group?.name)) return l10n.t('{0} (everybody on the site)', name);
  if (group?.members === undefined) return l10n.t('{0} (group)', name);
  const people = group.members.map((member) => personText(facts.people.get(member.luid) ?? member));
  const total = group.total ?? people.length;
  if (total === 0) return l10n.t('{0} (group without members)', name);
  const shown = people.slice(0, namedMembers).join(', ');
  return total > Math.min(people.length, namedMembers)
    ? l10n.t('{0} (group of {1}: {2}, …)', name, total, shown)
    : l10n.t('{0} (group of {1}: {2})', name, total, shown);
}

function groupName(facts: AccessFacts, via: Grant | undefined): string | undefined {
  if (via === undefined || via.type === 'user') return undefined;
  return facts.groups.get(via.luid)?.name ?? l10n.t('a group whose name may not be read');
}

export function answerText(verdict: Verdict): string {
  switch (verdict.answer) {
    case 'yes':
      return l10n.t('Yes');
    case 'no':
      return l10n.t('No');
    case 'maybe':
      return l10n.t('Not known');
    default:
      return verdict.answer satisfies never;
  }
}

export function reasonsText(facts: AccessFacts, { reasons }: Verdict, whose: Whose): string {
  return reasons.map((reason) => reasonText(facts, reason, whose)).join(' ');
}

function reasonText(facts: AccessFacts, reason: Reason, whose: Whose): string {
  const you = whose === 'you';
  switch (reason.why) {
    case 'unlicensed':
      return you ? l10n.t('You have no licence.') : l10n.t('This user has no licence.');
    case 'administrator':
      return you ? l10n.t('You are an administrator.') : l10n.t('An administrator may.');
    case 'owner':
      return you ? l10n.t('You own it.') : l10n.t('Owns it.');
    case 'notOwner':
      return l10n.t('It is in a personal space: only its owner may.');
    case 'ownsProject':
      return you
        ? l10n.t('You own the project {0}.', reason.project.name)
        : l10n.t('Owns the project {0}.', reason.project.name);
    case 'leads':
      return leadsText(reason.project.name, groupName(facts, reason.via), you);
    case 'allowed':
      return ruleText(groupName(facts, reason.via), true);
    case 'denied':
      return ruleText(groupName(facts, reason.via), false);
    case 'noRule':
      return l10n.t('Neither owner nor project leader, and no rule allows it.');
    case 'unseen':
      return l10n.t('What could not be looked at (below) decides.');
    case 'roleMayLimit':
      return l10n.t('But the site role {0} may not be enough for it.', reason.siteRole);
    default:
      return reason satisfies never;
  }
}

function leadsText(project: string, group: string | undefined, you: boolean): string {
  if (group !== undefined)
    return l10n.t('Leads the project {0} through the group {1}.', project, group);
  return you
    ? l10n.t('You lead the project {0}.', project)
    : l10n.t('Leads the project {0}.', project);
}

function ruleText(group: string | undefined, allowed: boolean): string {
  if (group === undefined)
    return allowed
      ? l10n.t('A rule for this user allows it.')
      : l10n.t('A rule for this user denies it.');
  return allowed
    ? l10n.t('A rule for the group {0} allows it.', group)
    : l10n.t('A rule for the group {0} denies it.', group);
}

export function actionOf(item: StartableItem): 'refresh' | 'run' {
  return item.kind === 'flow' ? 'run' : 'refresh';
}

/** What it is about, and why it could not be seen. */
export function gapText({ of, about = '', error }: Gap): string {
  const reason = isTableauError(error) ? whyText(error.kind, error.code) : undefined;
  const what = gapSubject(of, about);
  return reason === undefined ? what : l10n.t('{0}: {1}', what, reason);
}

function gapSubject(of: Gap['of'], about: string): string {
  switch (of) {
    case 'itemRules':
      return l10n.t('The permissions of "{0}"', about);
    case 'projects':
      return l10n.t('The projects of the site');
    case 'projectRules':
      return l10n.t('Who leads the project "{0}", besides its owner', about);
    case 'hiddenProject':
      return l10n.t('A project above "{0}" that you may not see: its owner and leaders may', about);
    case 'administrators':
      return l10n.t('Who the site administrators are');
    case 'people':
      return l10n.t('Other users of the site');
    case 'groups':
      return l10n.t('The names of groups');
    case 'members':
      return about === ''
        ? l10n.t('The members of a group')
        : l10n.t('The members of the group "{0}"', about);
    case 'groupSet':
      return l10n.t('Who is in group sets: Vizport does not look into them');
    case 'manyGroups':
      return l10n.t('The members of more than twenty groups: only the first twenty were read');
    default:
      return of satisfies never;
  }
}

function whyText(kind: string, code: string | undefined): string {
  const number = code ?? '';
  switch (kind) {
    case 'notPermitted':
      return l10n.t('Tableau does not let you read this ({0})', number);
    case 'notAllowedWithSession':
      return l10n.t('your way of signing in may not ask for this ({0})', number);
    case 'notFound':
      return l10n.t('Tableau does not find it ({0})', number);
    default:
      return l10n.t('Tableau did not answer this ({0})', number === '' ? kind : number);
  }
}
