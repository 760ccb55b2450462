/** Guesses about sign-in, jobs and rights, as our client meets them. */
import { randomUUID } from 'node:crypto';
import { mintToken } from '../../../fakeTableau/auth/issuers';
import type { FakeTableau } from '../../../fakeTableau/server';
import { appOf, patOf } from '../support/harness';
import { admin, ana, anasWorkbook, enter, told, type Meetings } from './meeting';

const passwordOf = (
  fake: FakeTableau,
): { method: 'password'; username: string; password: string } => ({
  method: 'password',
  ...fake.credentials.password,
});

export const sessionMeetings = {
  ownJobs: {
    observe: async (fake) => {
      const client = ana(fake);
      const job = await client.workbooks.refresh(anasWorkbook(fake));
      return told(client.jobs.get(job.luid));
    },
    expected: { forbidden: 'notPermitted', readable: 'done', '401002': 'notAllowedWithSession' },
  },
  jwtClaimCode: {
    observe: async (fake) => {
      fake.knobs.skewClock(20 * 60_000);
      return told(enter(fake, appOf(fake)));
    },
    expected: { loginFailed: 'signIn 16', parseError: 'signIn 10084' },
  },
  jwtReplayCode: 'Each sign-in has a fresh JWT; a pasted one is used once and forgotten.',
  unknownIssuer: {
    observe: async (fake) => {
      const claims = { iss: 'https://elsewhere.example' };
      const userName = fake.credentials.password.username;
      const token = await mintToken(fake.model, 'trust', { userName, claims });
      return told(enter(fake, { method: 'oauthTrust', jwt: { from: 'pasted', token } }));
    },
    expected: { keysNotFetched: 'signIn 10085', loginFailed: 'signIn 16' },
  },
  impersonationRefusal: {
    profile: '2025.1',
    observe: (fake) => {
      const as = { username: 'sam.carter@fernweh.example', userLuid: randomUUID() };
      return told(enter(fake, { ...passwordOf(fake), as }));
    },
    expected: { '401001': 'signIn', '403004': 'signIn' },
  },
  patBelow36: {
    profile: '2019.3',
    observe: (fake) => told(enter(fake, patOf(fake))),
    expected: { '401001': 'signIn', '400000': 'server' },
  },
  rulesReadableBy: {
    observe: (fake) => told(ana(fake).access.permissions('workbook', anasWorkbook(fake))),
    expected: { leaders: 'done', viewers: 'done', administrators: 'notPermitted' },
  },
  groupsReadableBy: {
    observe: (fake) => {
      fake.company.main.site.limitedUserVisibility = false;
      return told(ana(fake).access.groups(100));
    },
    expected: { visibility: 'done', administrators: 'notPermitted' },
  },
  metadataOffStatus: {
    profile: '2025.1',
    observe: (fake) => told(ana(fake).metadata.query({ query: '{__typename}' })),
    expected: { '200': 'metadataUnavailable', '404': 'metadataUnavailable' },
  },
  hiddenByFilter: {
    observe: async (fake) => {
      const client = ana(fake);
      const { userLuid } = await client.whoAmI();
      const user = fake.model.users.get(userLuid);
      const hidden = fake.model.workbooks
        .ofSite(fake.company.main.site.luid)
        .find((one) => user && !fake.model.canSee(user, one));
      const number = String(hidden?.vizportalUrlId);
      return `${(await client.metadata.byVizportalUrlId('workbook', number)).length} found`;
    },
    expected: { obfuscated: '0 found', missing: '0 found' },
  },
  tablesVisibleTo: {
    observe: async (fake) => {
      const query = '{databaseTables{name}}';
      await admin(fake).metadata.query({ query });
      return told(ana(fake).metadata.query({ query }));
    },
    expected: { everybody: 'done', administrators: 'done' },
  },
} satisfies Partial<Meetings>;
