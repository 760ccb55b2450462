// What shows one guess about the server: something to do, and what each variant makes of it.
import assert from 'node:assert/strict';
import type { GuessName, Variant } from '../../../fakeTableau/guesses';
import type { Datasource, Workbook } from '../../../fakeTableau/model';
import type { ProfileName } from '../../../fakeTableau/profiles';
import type { FakeTableau } from '../../../fakeTableau/server';
import { administratorOf, codeOf, passwordOf, RestTalk, type Json, type Reply } from '../restTalk';

export interface Exercise<Name extends GuessName> {
  /** Where the guess matters; Cloud unless told. */
  readonly profile?: ProfileName;
  /** What was seen, in one word or two. */
  readonly observe: (fake: FakeTableau) => Promise<string>;
  /** A variant without an expectation does not compile. */
  readonly expected: Readonly<Record<Variant<Name>, string>>;
}

export type Exercises = { readonly [Name in GuessName]: Exercise<Name> };

export const userOf = (fake: FakeTableau, site = 'sales'): Promise<RestTalk> =>
  new RestTalk(fake).enter(passwordOf(fake), site);

export const adminOf = (fake: FakeTableau): Promise<RestTalk> => administratorOf(fake);

/** Tableau's code of a refusal, or the status of what was done. */
export function outcomeOf(reply: Reply): string {
  return reply.status < 400 ? String(reply.status) : codeOf(reply);
}

export async function outcome(reply: Promise<Reply>): Promise<string> {
  return outcomeOf(await reply);
}

export const jsonOf = (reply: Reply): Json => JSON.parse(reply.text) as Json;

/** A workbook of the caller's own. */
export function ownWorkbook(talk: RestTalk, wanted: (one: Workbook) => boolean): Workbook {
  const found = talk.model.workbooks
    .ofSite(talk.siteLuid)
    .find((one) => one.ownerLuid === talk.userLuid && wanted(one));
  assert.ok(found);
  return found;
}

export const refreshableOf = (talk: RestTalk): Workbook =>
  ownWorkbook(talk, (one) => talk.model.hasExtracts(one));

export const wrapsPublished = (one: Workbook): boolean =>
  one.embeddedDatasources.length > 0 &&
  one.embeddedDatasources.every((each) => each.parentPublishedDatasourceLuids.length > 0);

export function refreshableSource(talk: RestTalk): Datasource {
  const found = talk.model.datasources
    .ofSite(talk.siteLuid)
    .find((one) => one.hasExtracts && !one.useRemoteQueryAgent);
  assert.ok(found);
  return found;
}
