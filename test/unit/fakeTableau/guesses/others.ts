// Guesses about rights and the Metadata API, shown.
import assert from 'node:assert/strict';
import type { FakeTableau } from '../../../fakeTableau/server';
import { items, type Json, type Reply } from '../restTalk';
import { jsonOf, outcome, refreshableOf, userOf, type Exercises } from './exercise';

async function ask(fake: FakeTableau, query: string): Promise<Reply> {
  const { token, ...talk } = await userOf(fake);
  assert.ok(talk.siteLuid);
  const response = await fetch(`${fake.url}/api/metadata/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Tableau-Auth': token },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function nodes(fake: FakeTableau, query: string, root: string): Promise<readonly Json[]> {
  return items(jsonOf(await ask(fake, query))['data']?.[root]);
}

export const otherExercises = {
  rulesReadableBy: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const { model, user } = talk;
      const foreign = model.workbooks
        .ofSite(talk.siteLuid)
        .find((one) => model.canSee(user, one) && !model.mayRefresh(user, one));
      const replies = [refreshableOf(talk), foreign].map((one) =>
        outcome(talk.call('GET', talk.onSite(`workbooks/${one?.luid}/permissions`))),
      );
      return (await Promise.all(replies)).join(' and ');
    },
    expected: {
      leaders: '200 and 403004',
      viewers: '200 and 200',
      administrators: '403004 and 403004',
    },
  },
  groupsReadableBy: {
    observe: async (fake) => {
      const talk = await userOf(fake, 'PeopleHub');
      return outcome(talk.call('GET', talk.onSite('groups')));
    },
    expected: { visibility: '200', administrators: '403004' },
  },
  metadataOffStatus: {
    profile: '2025.1',
    observe: async (fake) => {
      const reply = await ask(fake, '{__typename}');
      assert.match(reply.text, /FEATURE_DISABLED/);
      return String(reply.status);
    },
    expected: { '200': '200', '404': '404' },
  },
  hiddenByFilter: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const hidden = fake.model.workbooks
        .ofSite(talk.siteLuid)
        .find((one) => !fake.model.canSee(talk.user, one));
      const filter = `{vizportalUrlId:"${hidden?.vizportalUrlId}"}`;
      const found = await nodes(fake, `{workbooks(filter:${filter}){luid name}}`, 'workbooks');
      return `${found.length} row(s)`;
    },
    expected: { obfuscated: '1 row(s)', missing: '0 row(s)' },
  },
  tablesVisibleTo: {
    observe: async (fake) => {
      const tables = await nodes(fake, '{databaseTables{name}}', 'databaseTables');
      return tables.some((one) => String(one['name'] ?? 'null') !== 'null') ? 'named' : 'nameless';
    },
    expected: { everybody: 'named', administrators: 'nameless' },
  },
} satisfies Partial<Exercises>;
