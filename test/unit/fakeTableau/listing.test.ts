// Listing rules of the fake server: pages, filters, sorting, fields, and who sees what.
import assert from 'node:assert/strict';
import { publishWorkbook } from '../../fakeTableau/publish';
import {
  administratorOf,
  codeOf,
  items,
  refusesWith,
  Servers,
  StillClock,
  type RestTalk,
} from './restTalk';

describe('fake listings', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  const refuses = (talk: RestTalk, path: string, code: string): Promise<void> =>
    refusesWith(talk.call('GET', talk.onSite(path)), code);

  it('refuses page sizes and numbers that cannot be', async () => {
    const talk = await servers.user();
    await refuses(talk, 'workbooks?pageSize=0', '400007');
    await refuses(talk, 'workbooks?pageSize=many', '400007');
    await refuses(talk, 'workbooks?pageSize=1001', '403014');
    await refuses(talk, 'workbooks?pageSize=1000&pageNumber=2', '400006');
    await refuses(talk, 'workbooks?pageNumber=0', '400006');
    await talk.get('workbooks?filter=name:eq:None&pageNumber=1');
  });

  it('gives every row once over the pages', async () => {
    const talk = await servers.user();
    const whole = await talk.names('views');
    const paged: string[] = [];
    for (let page = 1; paged.length < whole.length; page++) {
      const answer = await talk.get(`views?pageSize=40&pageNumber=${page}`);
      const views = items(answer['views']?.['view']);
      paged.push(...views.map((view) => String(view['name'])));
    }
    assert.deepEqual(paged, whole);
  });

  it('takes blanks as + or %20, encoded or bare filters, and an empty filter as none', async () => {
    const talk = await servers.user();
    for (const filter of ['name:eq:Channel+Mix', 'name%3Aeq%3AChannel%20Mix']) {
      assert.deepEqual(await talk.names('workbooks', `filter=${filter}`), ['Channel Mix']);
    }
    assert.ok((await talk.names('workbooks', 'filter=')).length > 50);
  });

  it('joins conditions with commas, and lets the last one of a field win', async () => {
    const talk = await servers.user();
    const both = await talk.names('workbooks', 'filter=tags:eq:q3,ownerName:eq:Ana%20Ruiz');
    assert.deepEqual(both, ['Campaign Performance']);
    const last = await talk.names('workbooks', 'filter=name:eq:Tax,name:eq:Channel%20Mix');
    assert.deepEqual(last, ['Channel Mix']);
    const some = await talk.names('workbooks', 'filter=tags:in:[a%20b,campaign]');
    assert.ok(some.includes('Accounts Receivable, aged') && some.includes('Channel Mix'));
  });

  it('compares names exactly and case-sensitively', async () => {
    const talk = await servers.user();
    assert.deepEqual(await talk.names('workbooks', 'filter=name:eq:scratch'), ['scratch']);
    assert.deepEqual(await talk.names('workbooks', 'filter=name:eq:SCRATCH'), []);
  });

  it('cannot carry a comma in a value, not even an encoded one', async () => {
    const talk = await servers.user();
    const project = encodeURIComponent('projectName:eq:Budget, Actuals');
    await refuses(talk, `workbooks?filter=${project}`, '400065');
  });

  it('cannot carry an ampersand: refused, or by knob cut off', async () => {
    const talk = await servers.user();
    const filter = `filter=${encodeURIComponent('projectName:eq:Operations & More')}`;
    await refuses(talk, `workbooks?${filter}`, '400065');
    talk.fake.knobs.guesses.ampersandInFilter = 'cut';
    assert.deepEqual(await talk.names('workbooks', filter), []);
    const cut = `filter=${encodeURIComponent('projectName:eq:Marketing&x')}`;
    assert.ok((await talk.names('workbooks', cut)).length > 0);
  });

  it('refuses fields, operators and values that a resource does not have', async () => {
    const talk = await servers.user();
    for (const filter of [
      'luid:eq:x',
      'name:gt:x',
      'createdAt:gt:yesterday',
      'hasExtracts:eq:maybe',
      'name',
      'tags:in:q3',
      'constructor:eq:x',
    ]) {
      await refuses(talk, `workbooks?filter=${filter}`, '400065');
    }
    await refuses(talk, 'workbooks?sort=name', '400066');
    await refuses(talk, 'workbooks?sort=luid:asc', '400066');
  });

  it('sorts by several fields in both directions', async () => {
    const talk = await servers.user();
    const names = await talk.names('workbooks', 'sort=projectName:asc,name:desc');
    const rows = await talk.list('workbooks', 'sort=projectName:asc,name:desc');
    const keys = rows.map((row) => String(row['project']?.['name'] ?? ''));
    const placed = keys.filter((key) => key !== '');
    assert.deepEqual(placed, placed.toSorted());
    assert.notDeepEqual(names, await talk.names('workbooks'));
  });

  it('answers the fields that were asked for, the defaults only when they are named', async () => {
    const talk = await servers.user();
    const [bare] = await talk.list('workbooks', 'fields=name,owner.email');
    assert.deepEqual(Object.keys(bare ?? {}).toSorted(), ['name', 'owner']);
    assert.deepEqual(Object.keys(bare?.['owner'] ?? {}), ['email']);
    const [more] = await talk.list('workbooks', 'fields=_default_,hasExtracts');
    assert.ok(more && 'id' in more && 'hasExtracts' in more);
    const [usual] = await talk.list('workbooks');
    assert.ok(usual && !('hasExtracts' in usual) && !('sheetCount' in usual));
    await refuses(talk, 'workbooks?fields=id,Name', '400008');
  });

  it('counts what the caller may see in a project, and only when asked', async () => {
    const talk = await servers.user();
    const admin = await administratorOf(talk.fake);
    const query = 'fields=_default_,contentsCounts&filter=name:eq:Executive';
    assert.deepEqual(await talk.list('projects', query), []);
    const [executive] = await admin.list('projects', query);
    assert.deepEqual(executive?.['contentsCounts'], {
      projectCount: '2',
      workbookCount: '2',
      viewCount: String(executive?.['contentsCounts']?.['viewCount']),
      datasourceCount: '1',
    });
    const [plain] = await admin.list('projects');
    assert.ok(plain && !('contentsCounts' in plain));
  });

  it('shows a visible child of a hidden parent, whose id it tells', async () => {
    const talk = await servers.user();
    const projects = await talk.list('projects');
    const pack = projects.find((project) => project['name'] === 'Board Pack');
    assert.ok(pack?.['parentProjectId']);
    assert.ok(!projects.some((project) => project['id'] === pack['parentProjectId']));
    assert.ok((await talk.names('workbooks')).includes('Board Pack'));
    assert.ok(!(await talk.names('workbooks')).includes('Board Summary'));
  });

  it('keeps personal space to its owner, with a location and no project', async () => {
    const talk = await servers.user();
    const own = (await talk.list('workbooks')).find((one) => one['name'] === 'My First Draft');
    assert.equal(own?.['location']?.['type'], 'PersonalSpace');
    assert.ok(own && !('project' in own));
    assert.ok(!(await talk.names('workbooks')).includes('Niamh’s Notes'));
  });

  it('limits the sight of users to administrators and oneself', async () => {
    const talk = await servers.user();
    const admin = await administratorOf(talk.fake);
    await refuses(talk, 'users', '403133');
    await refuses(talk, `users/${admin.userLuid}`, '403133');
    assert.equal((await talk.get(`users/${talk.userLuid}`))['user']?.['siteRole'], 'Creator');
    assert.ok((await admin.names('users')).length >= 10);
  });

  it('lists the workbooks of a user, or only those that the user owns', async () => {
    const talk = await servers.user();
    const path = `users/${talk.userLuid}/workbooks?pageSize=1000`;
    const all = (await talk.get(path))['workbooks']?.['workbook']?.length;
    const owned = await talk.get(`${path}&ownedBy=true`);
    const mine = items(owned['workbooks']?.['workbook']);
    assert.ok(mine.every((one) => one['owner']?.['id'] === talk.userLuid));
    assert.ok(Number(all) > mine.length);
  });

  it('hides the sheets that are hidden, and gives views with their workbook', async () => {
    const talk = await servers.user();
    const hidden = [...talk.model.views.all()].filter((view) => view.hiddenSheet);
    assert.ok(hidden.length > 10);
    const ids = new Set((await talk.list('views')).map((view) => String(view['id'])));
    assert.ok(hidden.every((view) => !ids.has(view.luid)));
    const [workbook] = await talk.list('workbooks');
    const one = await talk.get(`workbooks/${workbook?.['id']}`);
    for (const view of items(one['workbook']?.['views']?.['view'])) {
      for (const field of ['id', 'name', 'contentUrl', 'createdAt', 'updatedAt', 'tags']) {
        assert.ok(field in view, field);
      }
    }
  });

  it('gives the LUID of embedded data sources through the connections of a workbook', async () => {
    const talk = await servers.user();
    const workbook = talk.model.workbooks.ofSite(talk.siteLuid)[0];
    const answer = await talk.get(`workbooks/${workbook?.luid}/connections`);
    const connection = answer['connections']?.['connection']?.[0];
    assert.equal(connection?.['datasource']?.['id'], workbook?.embeddedDatasources[0]?.luid);
  });

  it('refuses another site and what is there', async () => {
    const talk = await servers.user();
    const other = talk.model.siteByContentUrl('PeopleHub');
    assert.ok(other);
    await refusesWith(talk.call('GET', `sites/${other.luid}/workbooks`), '403010');
    const theirs = talk.model.workbooks.ofSite(other.luid)[0];
    await refuses(talk, `workbooks/${theirs?.luid}`, '404006');
    await refusesWith(talk.call('GET', 'sites/no-such-site/workbooks'), '404000');
  });

  it('is late with new items, in lists for seconds and in the Metadata API for minutes', async () => {
    const clock = new StillClock();
    const talk = await servers.user({ clock: clock.read });
    Object.assign(talk.fake.knobs.lag, { listMs: 5000, indexMs: 120_000 });
    const project = talk.model.projects.ofSite(talk.siteLuid)[0];
    const { luid, vizportalUrlId } = publishWorkbook(talk.fake, {
      name: 'Just Published',
      siteLuid: talk.siteLuid,
      projectLuid: project?.luid ?? '',
      ownerLuid: talk.userLuid,
    });
    const inMetadata = async (): Promise<boolean> => {
      const query = `{ workbooks(filter: { vizportalUrlId: "${vizportalUrlId}" }) { luid } }`;
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify({ query });
      const reply = await talk.send('POST', '/api/metadata/graphql', { headers, body });
      return reply.text.includes(luid);
    };
    await talk.get(`workbooks/${luid}`);
    assert.ok(!(await talk.names('workbooks')).includes('Just Published'));
    clock.tick(5000);
    assert.ok((await talk.names('workbooks')).includes('Just Published'));
    assert.equal(await inMetadata(), false);
    clock.tick(115_000);
    assert.equal(await inMetadata(), true);
  });

  it('keeps the site itself and the list of sites to administrators', async () => {
    const talk = await servers.user();
    const admin = await administratorOf(talk.fake);
    await refusesWith(talk.call('GET', `sites/${talk.siteLuid}`), '403004');
    assert.equal((await admin.call('GET', `sites/${talk.siteLuid}`)).status, 200);
    assert.equal(codeOf(await admin.call('GET', 'sites')), '403069');
  });

  it('wipes nothing when tableauserverclient reads a project with an empty PUT', async () => {
    const talk = await servers.user();
    const project = talk.model.projects.ofSite(talk.siteLuid)[0];
    assert.ok(project);
    const before = { ...project };
    const path = `/api/3.29/${talk.onSite(`projects/${project.luid}?publishSamples=False`)}`;
    const body = '<tsRequest><project /></tsRequest>';
    const reply = await talk.send('PUT', path, { body });
    assert.equal(reply.status, 200);
    assert.match(reply.text, new RegExp(`<project [^>]*name="${project.name}"`));
    assert.deepEqual({ ...project }, before);
  });
});
