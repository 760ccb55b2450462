/** How our client meets a guess about the server: what it makes of each variant, or why it never meets it. */
import assert from 'node:assert/strict';
import type { Credentials } from '../../../../src/tableau/credentials';
import { isTableauError, type TableauError } from '../../../../src/tableau/errors';
import type { TableauClient } from '../../../../src/tableau/client';
import type { Luid } from '../../../../src/tableau/model';
import type { GuessName, Variant } from '../../../fakeTableau/guesses';
import type { Workbook } from '../../../fakeTableau/model';
import type { ProfileName } from '../../../fakeTableau/profiles';
import type { FakeTableau } from '../../../fakeTableau/server';
import { clientFor, patOf } from '../support/harness';

export interface Meeting<Name extends GuessName> {
  readonly profile?: ProfileName;
  readonly observe: (fake: FakeTableau) => Promise<string>;
  readonly expected: Readonly<Record<Variant<Name>, string>>;
}

/** A sentence where our client never meets it. */
export type Meetings = {
  readonly [Name in GuessName]: Meeting<Name> | string;
};

/** The kind of the error, with the sub-code of a JWT where there is one. */
export async function told(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    assert.ok(isTableauError(error), String(error));
    const { details, kind }: TableauError = error;
    return details.jwtSubCode === undefined ? kind : `${kind} ${details.jwtSubCode}`;
  }
}

export const ana = (fake: FakeTableau): TableauClient => clientFor(fake).client;
export const admin = (fake: FakeTableau): TableauClient =>
  clientFor(fake, patOf(fake, true)).client;
export const enter = (fake: FakeTableau, credentials: Credentials): Promise<unknown> =>
  clientFor(fake, credentials).client.whoAmI();

export function workbookOf(fake: FakeTableau, wanted: (one: Workbook) => boolean): Luid {
  const all = fake.model.workbooks.ofSite(fake.company.main.site.luid);
  const found = all.find((one) => wanted(one));
  assert.ok(found);
  return found.luid as Luid;
}

/** Ana's own, with an extract. */
export const anasWorkbook = (fake: FakeTableau): Luid =>
  workbookOf(
    fake,
    (one) =>
      fake.model.hasExtracts(one) &&
      fake.model.users.get(one.ownerLuid)?.name === fake.credentials.password.username,
  );
