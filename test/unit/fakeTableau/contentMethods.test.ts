// What the fake server does with content besides listing it: search, usage, tags, favourites, revisions, files, exports.
import assert from 'node:assert/strict';
import type { Workbook } from '../../fakeTableau/model';
import {
  administratorOf,
  items,
  refusesWith,
  RestTalk,
  Servers,
  tokenOf,
  type Json,
} from './restTalk';

const mine = (talk: RestTalk, wanted: (item: Workbook) => boolean = () => true): Workbook => {
  const all = talk.model.workbooks.ofSite(talk.siteLuid);
  const found = all.find((one) => one.ownerLuid === talk.userLuid && wanted(one));
  assert.ok(found);
  return found;
};

describe('fake content methods', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  async function search(talk: RestTalk, query: string): Promise<Json> {
    const reply = await talk.send('GET', `/api/-/search?${query}`);
    assert.equal(reply.status, 200, reply.text);
    assert.match(reply.headers.get('content-type') ?? '', /json/, 'whatever is accepted');
    const { hits } = JSON.parse(reply.text) as { hits: Json };
    return hits;
  }

  it('finds content of every kind by its words, with numbers for owners and projects', async () => {
    const talk = await servers.user();
    const hits = await search(talk, 'terms=channel&filter=type:eq:workbook&limit=2000');
    const [hit] = items(hits['items']);
    const content = hit?.['content'];
    assert.match(String(content?.['title']), /Channel/);
    const workbook = talk.model.workbooks.get(String(content?.['luid']));
    const project = talk.model.projects.get(workbook?.projectLuid);
    assert.equal(content?.['projectId'], project?.vizportalUrlId);
    const all = await search(talk, 'limit=2000');
    const types = new Set(items(all['items']).map((item) => String(item['content']?.['type'])));
    assert.deepEqual([...types].sort(), [
      'datasource',
      'flow',
      'project',
      'view',
      'virtualconnection',
      'workbook',
    ]);
    const admin = await administratorOf(talk.fake);
    const more = await search(admin, 'limit=2000');
    assert.ok(Number(more['total']) > Number(all['total']), 'hidden things stay hidden');
  });

  it('searches page by page, in an order, and refuses what it does not understand with 400117', async () => {
    const talk = await servers.user();
    const first = await search(
      talk,
      'filter=type:in:[workbook,view]&limit=7&order_by=hitsTotal:desc',
    );
    assert.equal(items(first['items']).length, 7);
    const counts = items(first['items']).map((item) => Number(item['content']?.['hitsTotal']));
    assert.deepEqual(
      counts,
      [...counts].sort((one, other) => other - one),
    );
    const { pathname, search: rest } = new URL(String(first['next']));
    const second = JSON.parse((await talk.send('GET', pathname + rest)).text) as Json;
    const luids = (page: Json | undefined): string[] =>
      items(page?.['items']).map((item) => String(item['content']?.['luid']));
    assert.equal(new Set([...luids(first), ...luids(second['hits'])]).size, 14);
    for (const query of ['filter=color:eq:red', 'order_by=name:asc', 'limit=2001', 'page=x']) {
      await refusesWith(talk.send('GET', `/api/-/search?${query}`), '400117');
    }
    const old = await servers.user({ profile: '2021.4' });
    await refusesWith(old.send('GET', '/api/-/search'), '404003');
  });

  it('tells extract times as late as everywhere', async () => {
    const talk = await servers.user();
    const datasource = talk.model.datasources
      .ofSite(talk.siteLuid)
      .find((one) => one.hasExtracts && talk.model.canSee(talk.user, one));
    assert.ok(datasource);
    const at = Date.now() + 60_000;
    datasource.extractTimes.push({ at, shownFrom: at, incremental: false });
    const hits = await search(talk, 'filter=type:eq:datasource&limit=2000');
    const content = items(hits['items'])
      .map((item) => item['content'])
      .find((one) => one?.['luid'] === (datasource.luid as unknown as Json));
    const told = talk.model.extractTimes(datasource).lastRefreshTime;
    assert.equal(Date.parse(String(content?.['extractRefreshedAt'])), Date.parse(told ?? ''));
  });

  it('tells how often content is looked at, on Cloud', async () => {
    const talk = await servers.user();
    const { luid } = mine(talk);
    const one = await talk.send('GET', `/api/-/content/usage-stats/workbooks/${luid}`);
    const stats = JSON.parse(one.text) as Json;
    assert.ok(Number(stats['hitsTotal']) >= Number(stats['hitsLastOneMonthTotal']));
    const many = await talk.send('POST', '/api/-/content/usage-stats', {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ content_items: [{ type: 'workbook', luid }] }),
    });
    const answer = JSON.parse(many.text) as Json;
    assert.equal(answer['content_items']?.[0]?.['hitsTotal'], stats['hitsTotal']);
    const server = await servers.user({ profile: '2025.1' });
    await refusesWith(server.send('GET', `/api/-/content/usage-stats/workbook/${luid}`), '404003');
  });

  it('puts tags on and takes them off, which moves updatedAt and proves nothing', async () => {
    const talk = await servers.user();
    const item = mine(talk);
    const before = item.updatedAt;
    const path = talk.onSite(`workbooks/${item.luid}/tags`);
    const put = await talk.call('PUT', path, { tags: { tag: [{ label: 'q3, closed' }] } });
    assert.match(put.text, /q3, closed/);
    assert.ok(item.updatedAt > before);
    const listed = await talk.get(`workbooks/${item.luid}`);
    assert.match(JSON.stringify(listed['workbook']?.['tags']), /q3, closed/);
    const gone = `${path}/${encodeURIComponent('q3, closed')}`;
    assert.equal((await talk.call('DELETE', gone)).status, 204);
    assert.ok(!item.tags.includes('q3, closed'));
    await refusesWith(talk.call('PUT', path, {}), '400000');
    await refusesWith(talk.call('PUT', talk.onSite('views/nope/tags'), {}), '404011');
  });

  it('keeps favourites of one’s own', async () => {
    const talk = await servers.user();
    const item = mine(
      talk,
      (one) => !talk.model.favorites.some((fav) => fav.itemLuid === one.luid),
    );
    const path = talk.onSite(`favorites/${talk.userLuid}`);
    const wish = (label: string): unknown => ({
      favorite: { label, workbook: { id: item.luid } },
    });
    await talk.call('PUT', path, wish('Mine'));
    const again = await talk.call('PUT', path, wish('Still mine'));
    const list = items((JSON.parse(again.text) as Json)['favorites']?.['favorite']);
    const own = list.filter((one) => String(one['workbook']?.['id']) === item.luid);
    assert.deepEqual(
      own.map((one) => String(one['label'])),
      ['Still mine'],
    );
    await refusesWith(talk.call('PUT', path, wish('  ')), '400005');
    const admin = await administratorOf(talk.fake);
    await refusesWith(
      talk.call('PUT', talk.onSite(`favorites/${admin.userLuid}`), wish('x')),
      '403004',
    );
    assert.equal((await talk.call('DELETE', `${path}/workbooks/${item.luid}`)).status, 204);
    await refusesWith(talk.call('DELETE', `${path}/workbooks/${item.luid}`), '404010');
  });

  it('hands out files, with the extract and without it, and names of every script', async () => {
    const talk = await servers.user();
    const admin = await administratorOf(talk.fake);
    const item = mine(talk, (one) => talk.model.hasExtracts(one));
    const base = `/api/3.29/${talk.onSite(`workbooks/${item.luid}/content`)}`;
    const whole = await talk.send('GET', base);
    assert.match(whole.headers.get('content-disposition') ?? '', /\.twbx/);
    assert.ok(whole.text.startsWith('PK'));
    const small = await talk.send('GET', `${base}?includeExtract=False`);
    assert.match(small.headers.get('content-disposition') ?? '', /\.twb"?$/);
    assert.match(small.text, /<workbook/);
    const foreign = talk.model.workbooks
      .ofSite(talk.siteLuid)
      .find((one) => !/^[\x20-\x7e]*$/.test(one.contentUrl));
    const named = await admin.send(
      'GET',
      `/api/3.29/${talk.onSite(`workbooks/${foreign?.luid}/content`)}`,
    );
    assert.match(named.headers.get('content-disposition') ?? '', /filename\*=UTF-8''%/);
  });

  it('refuses a download to whom it is denied', async () => {
    const talk = await servers.user();
    for (const [kind, code] of [
      ['workbook', '403019'],
      ['datasource', '403028'],
    ] as const) {
      const store = kind === 'workbook' ? talk.model.workbooks : talk.model.datasources;
      const item = [...store.ofSite(talk.siteLuid)].find(
        (one) => talk.model.canSee(talk.user, one) && !talk.model.mayRefresh(talk.user, one),
      );
      assert.ok(item);
      const capabilities = { ExportXml: 'Deny' } as const;
      talk.model.access.addRule(item.luid, { type: 'user', luid: talk.userLuid, capabilities });
      await refusesWith(talk.call('GET', talk.onSite(`${kind}s/${item.luid}/content`)), code);
    }
  });

  it('lists revisions and hands out the old ones', async () => {
    const talk = await servers.user();
    const item = mine(talk, (one) => one.vizportalUrlId % 3 === 2);
    const list = await talk.get(`workbooks/${item.luid}/revisions`);
    const revisions = items(list['revisions']?.['revision']);
    assert.deepEqual(
      revisions.map((one) => one['current'] ?? 'no'),
      ['no', 'no', 'true'],
    );
    const at = (number: number): string =>
      talk.onSite(`workbooks/${item.luid}/revisions/${number}/content`);
    assert.equal((await talk.call('GET', at(1))).status, 200);
    await refusesWith(talk.call('GET', at(3)), '403055');
    await refusesWith(talk.call('GET', at(4)), '404024');
  });

  it('exports what a view shows, and says what is switched off', async () => {
    const talk = await servers.user();
    const view = talk.model.views.get(mine(talk).viewLuids[0]);
    assert.ok(view);
    const get = (path: string): Promise<Response> =>
      fetch(`${talk.fake.url}/api/3.29/${talk.onSite(`views/${view.luid}/${path}`)}`, {
        headers: { 'X-Tableau-Auth': talk.token },
      });
    assert.match(await (await get('data')).text(), /^[^\n]+\nEast/);
    const filtered = await (await get('data?vf_Region=West')).text();
    assert.equal(filtered.trim().split('\n').length, 2);
    const image = Buffer.from(await (await get('image?resolution=high')).arrayBuffer());
    assert.equal(image.subarray(1, 4).toString(), 'PNG');
    assert.match(await (await get('pdf')).text(), /^%PDF/);
    assert.match(await (await get('crosstab/excel')).text(), /^PK/);
    assert.match(await (await get('image?format=svg')).text(), /^<svg/);
    assert.equal((await get('image?vizWidth=5')).status, 400);
    for (const [kind, path, code] of [
      ['image', 'image', '403068'],
      ['pdf', 'pdf', '403072'],
      ['data', 'data', '403075'],
      ['crosstab', 'crosstab/excel', '403134'],
    ] as const) {
      talk.fake.knobs.exportsOff.add(kind);
      await refusesWith(talk.call('GET', talk.onSite(`views/${view.luid}/${path}`)), code);
    }
    talk.fake.knobs.exportsOff.clear();
    await refusesWith(talk.call('GET', talk.onSite('views/nope/data')), '400080');
    await refusesWith(talk.call('GET', talk.onSite('views/nope/image')), '404011');
  });

  it('makes 20 exports of a site at one time, on Cloud', async () => {
    const talk = await servers.user();
    const other = await new RestTalk(talk.fake).enter(tokenOf(talk.fake));
    const view = mine(talk).viewLuids[0];
    talk.fake.knobs.exportMs = 400;
    const get = (who: RestTalk): Promise<number> =>
      who.call('GET', who.onSite(`views/${view}/data`)).then(({ status }) => status);
    const first = await Promise.all(
      Array.from({ length: 24 }, (_, n) => get(n % 2 ? talk : other)),
    );
    assert.equal(first.filter((status) => status === 200).length, 20);
    assert.equal(first.filter((status) => status === 429).length, 4);
    assert.equal(await get(talk), 200, 'and room again afterwards');
  });
});
