// What the invented company promises to the tests of others, and the command that serves it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { passwordOf, RestTalk, Servers } from './restTalk';

describe('fake company', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  it('is as big and as awkward as it says', async () => {
    const { model, company } = await servers.start();
    const { site, projects } = company.main;
    const workbooks = model.workbooks.ofSite(site.luid);
    assert.ok(workbooks.length >= 60 && model.datasources.ofSite(site.luid).length >= 40);
    assert.ok(projects.size >= 15);
    const named = [...projects.values()].map((project) => project.name);
    assert.equal(named.filter((name) => name === 'Reports').length, 3);
    assert.ok(named.includes('Sandbox') && named.includes('sandbox'));
    assert.ok(workbooks.some((one) => one.ownerLuid === undefined));
    assert.ok(workbooks.some((one) => one.projectLuid === undefined && !one.personalSpace));
    const overviews = workbooks.filter((one) => one.name === 'Overview');
    assert.deepEqual(
      overviews.map((one) => one.contentUrl),
      ['Overview', 'Overview_17123456789010', 'Overview2'],
    );
  });

  it('uses one number for a workbook, a data source, a project and a flow, on both sites', async () => {
    const { model, company } = await servers.start();
    for (const { site } of [company.main, company.second]) {
      const rows = [model.workbooks, model.datasources, model.projects].map((store) =>
        store.ofSite(site.luid).map((row) => row.vizportalUrlId),
      );
      assert.ok(rows.every((numbers) => numbers.includes(1001)));
    }
  });

  it('repeats a path on the second site, whose default project speaks German', async () => {
    const { company } = await servers.start();
    const shared = [...company.main.projects.keys()].filter((path) =>
      company.second.projects.has(path),
    );
    assert.ok(shared.includes('Finance/Reports'));
    assert.ok(company.second.projects.has('Standard'));
  });

  it('is the same company every time', async () => {
    const luids = async (): Promise<readonly string[]> => {
      const { model } = await servers.start();
      return [...model.workbooks.all()].map((one) => one.luid);
    };
    const first = await luids();
    assert.deepEqual(first, await luids());
    assert.equal(new Set(first).size, first.length);
  });

  it('grows to the wanted number of workbooks that the default user sees', async () => {
    const fake = await servers.start({ workbooks: 12_000 });
    const talk = await new RestTalk(fake).enter(passwordOf(fake));
    const answer = await talk.get('workbooks?pageSize=1000&pageNumber=12');
    assert.equal(answer['pagination']?.['totalAvailable'], '12000');
    assert.equal((await talk.list('workbooks', 'filter=projectName:eq:Bulk+of+900')).length, 900);
    const many = await talk.get('workbooks?filter=projectName:eq:Bulk+of+2500');
    assert.equal(many['pagination']?.['totalAvailable'], '2500');
    const last = answer['workbooks']?.['workbook']?.[999];
    const one = await talk.get(`workbooks/${last?.['id']}`);
    assert.equal(one['workbook']?.['views']?.['view']?.length, 1);
  });

  it('starts with 100,000 workbooks without making them first', async () => {
    const before = process.cpuUsage();
    const fake = await servers.start({ workbooks: 100_000 });
    const spent = process.cpuUsage(before);
    assert.ok((spent.user + spent.system) / 1000 < 2500, 'CPU milliseconds');
    const talk = await new RestTalk(fake).enter(passwordOf(fake));
    const bulk = 'b1000000-0000-4000-8000-00000000ffff';
    assert.equal((await talk.get(`workbooks/${bulk}`))['workbook']?.['id'], bulk);
  });

  it('is served by the command, which prints one line and stops on SIGTERM', async () => {
    const main = require.resolve('../../fakeTableau/main.ts');
    const tsx = require.resolve('tsx/cli');
    const child = spawn(
      process.execPath,
      [tsx, main, '--profile', '2025.1', '--workbooks', '300'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const lines: string[] = [];
    const reader = createInterface(child.stdout);
    reader.on('line', (line) => lines.push(line));
    await once(reader, 'line');
    const said = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    assert.deepEqual(Object.keys(said), [
      'url',
      'apiVersion',
      'sites',
      'personalAccessToken',
      'password',
      'connectedApp',
      'administrator',
    ]);
    const reply = await fetch(`${String(said['url'])}/api/2.4/serverinfo`);
    assert.match(await reply.text(), /<restApiVersion>3\.25</);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0);
    assert.equal(lines.length, 1);
  });
});
