/** Asks which user of a site is meant: from the list where it may be read, else by name. */
import * as vscode from 'vscode';
import type { AccessApi, Person } from '../tableau/access';
import { isTableauError } from '../tableau/errors';
import { canFilter } from '../tableau/client';
import type { SignedIn } from '../tableau/model';
import { cancellable } from './cancellable';
import { HumanError } from './messages';
import { plainLabel } from './plainLabel';

/** One request. Of more users than that the others are looked up by name. */
const listed = 1000;

/** Without a LUID where users may not be looked up; undefined when the user backs out. */
export async function pickUser(
  access: AccessApi,
  me: SignedIn,
): Promise<Partial<Person> | undefined> {
  const people = await cancellable(vscode.l10n.t('Reading the users of the site…'), (signal) =>
    usersIfTold(access, signal),
  );
  return people === undefined ? askName(me) : choose(access, people);
}

async function usersIfTold(
  access: AccessApi,
  signal: AbortSignal,
): Promise<readonly Person[] | undefined> {
  try {
    return await access.users([], listed, signal);
  } catch (error) {
    if (isTableauError(error, 'notPermitted', 'notAllowedWithSession')) return undefined;
    throw error;
  }
}

interface UserRow extends vscode.QuickPickItem {
  readonly person?: Person;
}

async function choose(
  access: AccessApi,
  people: readonly Person[],
): Promise<Partial<Person> | undefined> {
  const rows: UserRow[] = people.map((person) => ({
    label: plainLabel(person.fullName ?? person.name),
    description: plainLabel(person.name),
    detail: person.siteRole ?? '',
    person,
  }));
  if (people.length >= listed)
    rows.unshift({
      label: vscode.l10n.t('$(search) Another user, by name…'),
      alwaysShow: true,
    });
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Could User Refresh These?'),
    placeHolder: vscode.l10n.t('Which user?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) return undefined;
  return chosen.person ?? lookUp(access);
}

async function lookUp(access: AccessApi): Promise<Partial<Person> | undefined> {
  const name = await askText(vscode.l10n.t('The user name, exactly as Tableau has it'));
  if (name === undefined) return undefined;
  const found = await cancellable(vscode.l10n.t('Looking for the user…'), (signal) =>
    access.users([{ field: 'name', op: 'eq', value: name }], 1, signal),
  );
  if (found[0] === undefined)
    throw new HumanError(
      vscode.l10n.t(
        'No user of this site is called "{0}". On Cloud it is the e-mail address.',
        name,
      ),
    );
  return found[0];
}

/** Oneself is known; others only as owners of items. */
async function askName(me: SignedIn): Promise<Partial<Person> | undefined> {
  const name = await askText(
    vscode.l10n.t('Tableau does not let you list the users of this site: type a user name'),
  );
  if (name === undefined) return undefined;
  if (name.toLowerCase() !== me.userName?.toLowerCase()) return { name };
  return {
    luid: me.userLuid,
    name,
    ...(me.siteRole === undefined ? {} : { siteRole: me.siteRole }),
  };
}

async function askText(prompt: string): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Could User Refresh These?'),
    prompt,
    placeHolder: 'ana.ruiz@example.com',
    ignoreFocusOut: true,
    validateInput: (text) =>
      canFilter(text)
        ? undefined
        : vscode.l10n.t('Tableau cannot look for a name with a comma or an ampersand.'),
  });
  return name === undefined || name.trim() === '' ? undefined : name.trim();
}
