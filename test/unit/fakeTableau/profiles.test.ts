// The releases that the fake server can be, and what tells them apart.
import assert from 'node:assert/strict';
import { profiles, type ProfileName } from '../../fakeTableau/profiles';
import {
  administratorOf,
  passwordOf,
  refusesWith,
  RestTalk,
  Servers,
  tokenOf,
  type Json,
  items,
} from './restTalk';

const names = Object.keys(profiles) as ProfileName[];
const servers19to25 = names.filter((name) => name !== 'cloud');

describe('fake version profiles', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  for (const profile of names) {
    it(`${profile}: knows its own version, none above it, and lists content`, async () => {
      const talk = await servers.user({ profile });
      const { apiVersion, minor } = profiles[profile];
      const info = JSON.parse((await talk.call('GET', 'serverinfo')).text) as Json;
      assert.equal(info['serverInfo']?.['restApiVersion'], apiVersion);
      const above = new RestTalk(talk.fake, `3.${minor + 1}`);
      await refusesWith(above.call('GET', 'serverinfo'), '404001');
      assert.ok((await talk.names('workbooks')).length > 50);
    });
  }

  it('has personal access tokens from 3.6 on', async () => {
    const old = await servers.start({ profile: '2019.3' });
    await refusesWith(new RestTalk(old).signIn(tokenOf(old)), '401001');
    const later = await servers.start({ profile: '2021.4' });
    await new RestTalk(later).enter(tokenOf(later));
  });

  it('refuses data sources by projectName from 3.13 to 3.17 only', async () => {
    const filter = 'filter=projectName:eq:Marketing';
    for (const profile of names) {
      const talk = await servers.user({ profile });
      const { minor } = profiles[profile];
      const path = talk.onSite(`datasources?${filter}`);
      if (minor >= 13 && minor <= 17) await refusesWith(talk.call('GET', path), '400065');
      else assert.ok((await talk.names('datasources', filter)).length > 0, profile);
      assert.ok((await talk.names('workbooks', filter)).length > 0);
    }
  });

  it('has custom views and virtual connections from 3.18 on', async () => {
    const old = await servers.user({ profile: '2022.3' });
    await refusesWith(old.call('GET', old.onSite('customviews')), '404003');
    const cloud = await servers.user();
    const views = items((await cloud.get('customViews'))['customViews']?.['customView']);
    assert.ok(views.length > 3);
    const one = await cloud.get(`customviews/${views[0]?.['id']}`);
    assert.ok(one['customView']?.['workbook']?.['id']);
    const connections = await cloud.get('virtualConnections');
    assert.equal(connections['pagination']?.['totalAvailable'], '2');
  });

  it('switches sites on Server, where the old token dies, and not on Cloud', async () => {
    const switchTo = (talk: RestTalk, contentUrl: string): ReturnType<RestTalk['call']> =>
      talk.call('POST', 'auth/switchSite', { site: { contentUrl } });
    const cloud = await servers.user();
    await refusesWith(switchTo(cloud, 'PeopleHub'), '405000');
    const talk = await servers.user({ profile: '2025.1' });
    await refusesWith(switchTo(talk, 'sales'), '403070');
    await refusesWith(switchTo(talk, 'nowhere'), '401003');
    const reply = await switchTo(talk, 'PeopleHub');
    const site = (JSON.parse(reply.text) as Json)['credentials']?.['site'];
    assert.equal(site?.['contentUrl'], 'PeopleHub');
    await refusesWith(talk.call('GET', talk.onSite('projects')), '401002');
  });

  it('has schedules for administrators on Server, and 409091 on Cloud', async () => {
    const cloud = await administratorOf((await servers.user()).fake);
    await refusesWith(cloud.call('GET', 'schedules'), '409091');
    const talk = await servers.user({ profile: '2022.3' });
    await refusesWith(talk.call('GET', 'schedules'), '403004');
    const admin = await administratorOf(talk.fake);
    const list = JSON.parse((await admin.call('GET', 'schedules')).text) as Json;
    const weekly = items(list['schedules']?.['schedule']).find(
      (one) => one['frequency'] === 'Weekly',
    );
    const one = JSON.parse((await admin.call('GET', `schedules/${weekly?.['id']}`)).text) as Json;
    assert.ok(one['schedule']?.['frequencyDetails']?.['start']);
  });

  it('gives tasks a named schedule on Server and only a frequency on Cloud; a suspended one shows its count', async () => {
    for (const profile of ['cloud', '2025.1'] as const) {
      const fake = await servers.start({ profile });
      const admin = await administratorOf(fake);
      const tasks = items((await admin.get('tasks/extractRefreshes'))['tasks']?.['task']).map(
        (task) => task['extractRefresh'],
      );
      assert.ok(tasks.length > 5);
      const [first] = tasks;
      assert.equal('name' in (first?.['schedule'] ?? {}), profile !== 'cloud');
      const suspended = tasks.find((task) => task?.['consecutiveFailedCount'] === '5');
      assert.ok(suspended && !('nextRunAt' in (suspended['schedule'] ?? {})));
      assert.ok(!('state' in suspended) && suspended['schedule']?.['state'] !== 'Suspended');
    }
  });

  it('has a task list that is one object when there is one task', async () => {
    const fake = await servers.start();
    const talk = await new RestTalk(fake).enter(passwordOf(fake), 'PeopleHub');
    const answer = await talk.get('tasks/extractRefreshes');
    assert.ok(answer['tasks']?.['task']?.['extractRefresh'], 'an object, not a list');
    const own = fake.model.tasks.ofSite(talk.siteLuid);
    for (const task of [...own]) fake.model.tasks.remove(task.luid);
    assert.deepEqual(await talk.get('tasks/extractRefreshes'), { tasks: {} });
  });

  it('writes an internal origin into the links of Server, with /views on old ones', async () => {
    for (const profile of servers19to25) {
      const talk = await servers.user({ profile });
      const [workbook] = await talk.list('workbooks');
      const url = String(workbook?.['webpageUrl']);
      assert.match(url, /^http:\/\/tableau-internal\/#\/site\/sales\/workbooks\/\d+(\/views)?$/);
      assert.equal(url.endsWith('/views'), profiles[profile].minor < 17);
    }
    const cloud = await servers.user();
    const [workbook] = await cloud.list('workbooks');
    assert.ok(String(workbook?.['webpageUrl']).startsWith(`${cloud.fake.url}/#/site/sales/`));
  });

  it('leaves the Metadata API off on Server until a test turns it on', async () => {
    for (const [metadata, wanted] of [
      [undefined, /FEATURE_DISABLED/],
      ['on', /__typename/],
      ['404', /<html>/],
    ] as const) {
      const talk = await servers.user({ profile: '2025.1', ...(metadata ? { metadata } : {}) });
      const reply = await talk.send('POST', '/api/metadata/graphql', {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: '{ __typename }' }),
      });
      assert.match(reply.text, wanted);
    }
  });
});
