/** The metadata panel's host side, in a real webview: what a page may ask, what it is told, and that it gets no secret. */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildASTSchema, parse, validate } from 'graphql';
import * as vscode from 'vscode';
import type { Disposable } from '../../src/base/emitter';
import { itemDocuments } from '../../src/metadata/itemQuery';
import { panelMaker, type PanelContent } from '../../src/metadata/metadataPanel';
import { metadataPanelType } from '../../src/metadata/metadataPanels';
import { siteKey, type Content, type Luid } from '../../src/tableau/model';
import { errorText } from '../../src/ui/errorText';
import type { PanelSites, PanelStart, QueryOutcome } from '../../src/webview/protocol';
import { expandSdl, minorOf } from '../fakeTableau/metadata/schema/expandSdl';
import { profiles } from '../fakeTableau/profiles';
import { openTreeBed, type TreeBed } from './support/treeBed';

interface Reply {
  readonly rpc: 'done' | 'failed' | 'call' | 'cancel';
  readonly id: string;
  readonly method?: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly code?: string;
}

/** Says to the host what the test tells it to say, and tells the test what it heard. */
const parrot = `<!DOCTYPE html><script>
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }) => {
    api.postMessage(data.say === undefined ? { heard: data } : data.say);
  });
  api.postMessage({ ready: true });
</script>`;

describe('the metadata panel', () => {
  let bed: TreeBed;
  const opened: Disposable[] = [];
  const logged: string[] = [];
  const memory = new Map<string, unknown>();
  const write = (line: string): void => void logged.push(line);

  before(async () => {
    bed = await openTreeBed();
    await bed.signIn();
  });
  after(() => bed.close());
  afterEach(() => {
    for (const one of opened.splice(0).reverse()) one.dispose();
  });

  const extensionUri = (): vscode.Uri => {
    const extension = vscode.extensions.getExtension('vizport.vizport');
    assert.ok(extension);
    return extension.extensionUri;
  };

  /** A panel with its host side as the product makes it. */
  const makePanel = (content: PanelContent = {}): vscode.WebviewPanel => {
    const panel = vscode.window.createWebviewPanel(metadataPanelType, '', vscode.ViewColumn.One);
    const make = panelMaker({
      extensionUri: extensionUri(),
      sessions: bed.sessions,
      log: { trace: write, debug: write, info: write, warn: write, error: write },
      errorText,
      memory: {
        get: <T>(key: string) => memory.get(key) as T | undefined,
        update: async (key: string, value: unknown) => void memory.set(key, value),
      },
      schemaFolder: mkdtempSync(join(tmpdir(), 'vizport-schemas-')),
      itemOf: (ref, signal) => bed.contents.of(ref.site).details(ref, signal),
    });
    opened.push(panel, make(panel, content));
    return panel;
  };

  /** The same, with a page that can be told what to say. */
  const makeParrot = async (content?: PanelContent) => {
    const panel = makePanel(content);
    const heard: Reply[] = [];
    const waiting = new Set<() => void>();
    const listening = panel.webview.onDidReceiveMessage((message: Record<string, unknown>) => {
      if ('heard' in message) heard.push(message['heard'] as Reply);
      for (const wake of waiting) wake();
    });
    opened.push(listening);
    const ready = new Promise<void>((resolve) => {
      const once = panel.webview.onDidReceiveMessage((message: Record<string, unknown>) => {
        if (!('ready' in message)) return;
        once.dispose();
        resolve();
      });
    });
    panel.webview.html = parrot;
    await ready;
    let calls = 0;
    const hears = async (fits: (reply: Reply) => boolean): Promise<Reply> => {
      for (;;) {
        const found = heard.find(fits);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
    };
    const say = (message: unknown): Thenable<boolean> =>
      panel.webview.postMessage({ say: message });
    return {
      panel,
      heard,
      hears,
      say,
      async ask(method: string, input?: unknown): Promise<Reply> {
        calls += 1;
        const id = `test/${calls}`;
        await say({ rpc: 'call', id, method, input });
        return hears((reply) => reply.id === id);
      },
    };
  };

  it('is opened by the command, each time as a panel of its own', async () => {
    const panels = (): readonly vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.endsWith(metadataPanelType),
        );
    const before = panels().length;
    await vscode.commands.executeCommand('vizport.openMetadataPanel');
    await vscode.commands.executeCommand('vizport.openMetadataPanel');
    while (panels().length < before + 2)
      await new Promise<void>((resolve) => {
        const listening = vscode.window.tabGroups.onDidChangeTabs(() => {
          listening.dispose();
          resolve();
        });
      });
    assert.equal(panels().length, before + 2);
    await vscode.window.tabGroups.close(panels());
  });

  it('runs our script alone, from our files alone, and is not kept alive when hidden', () => {
    const { webview, options } = makePanel();
    const csp = /Content-Security-Policy" content="([^"]*)"/u.exec(webview.html)?.[1] ?? '';
    const rules = new Map(
      csp
        .replaceAll('&#39;', "'")
        .split('; ')
        .map((rule): [string, string] => [rule.split(' ')[0] ?? '', rule]),
    );
    assert.equal(rules.get('default-src'), "default-src 'none'");
    assert.match(rules.get('script-src') ?? '', /^script-src 'nonce-[\w-]{20,}'$/u);
    assert.equal(rules.get('worker-src'), 'worker-src blob:');
    for (const rule of rules.values()) assert.doesNotMatch(rule, /\*( |$)|'unsafe-eval'/u);
    assert.deepEqual(
      webview.options.localResourceRoots?.map(({ path }) => path),
      ['dist/webview', 'media'].map((folder) => vscode.Uri.joinPath(extensionUri(), folder).path),
    );
    assert.notEqual(options.retainContextWhenHidden, true);
    assert.notEqual(makePanel().webview.html, webview.html, 'the nonce was used twice');
  });

  it('refuses what it does not offer, and what does not fit', async () => {
    const { ask } = await makeParrot();
    for (const method of ['constructor', 'toString', '__proto__', 'readSecret', ''])
      assert.equal((await ask(method)).code, 'unknownMethod', method);
    for (const [method, input] of [
      ['runQuery', { query: '{ workbooks { luid } }' }],
      ['runQuery', { tab: 't', query: ['{ workbooks { luid } }'] }],
      ['runQuery', { tab: 't', query: '{ a }', variables: [] }],
      ['selectSite', { site: 'https://elsewhere.example#sales' }],
      ['loadSchema', undefined],
      ['copy', { text: { toString: 'x' } }],
    ] as const)
      assert.equal((await ask(method, input)).code, 'badInput', `${method} took it`);
  });

  it('tells the page of the sites and the words, and of no token', async () => {
    const { ask, heard } = await makeParrot();
    const { output } = await ask('start');
    const { sites, strings, examples } = output as PanelStart;
    assert.equal(sites.selected, siteKey(bed.site));
    assert.equal(sites.choices[0]?.name, 'Sales & Retail');
    assert.equal(strings.copyLuids, 'Copy {0} LUIDs');
    assert.equal(examples.filter(({ opensFirst }) => opensFirst).length, 2);
    const reply = await ask('runQuery', { tab: 't', query: '{ publishedDatasources { luid } }' });
    assert.ok((reply.output as QueryOutcome).data);
    const text = JSON.stringify(heard);
    for (const token of bed.fake.model.sessions.keys()) assert.ok(!text.includes(token));
    assert.ok(!text.includes(bed.fake.credentials.personalAccessToken.secret));
  });

  it('answers with a sentence when a query fails, and logs neither the query nor its values', async () => {
    const { ask } = await makeParrot();
    logged.length = 0;
    const { output } = await ask('runQuery', {
      tab: 't',
      query: 'query Q($n: String) { workbooks(filter: { name: $n }) { nope } }',
      variables: { n: 'Payroll' },
    });
    const { failure, data } = output as QueryOutcome;
    assert.equal(data, undefined);
    assert.match(failure?.message ?? '', /refuses this query.*nope/u);
    assert.equal(failure?.remedy, 'none');
    assert.equal(logged.length, 1);
    assert.doesNotMatch(logged.join(), /Payroll|filter/u);
  });

  it('keeps the outcome of a tab for the page that comes after', async () => {
    const first = await makeParrot();
    await first.ask('runQuery', { tab: 'kept', query: '{ publishedDatasources { luid } }' });
    const sent = bed.fake.log.count('graphql');
    const again = await first.ask('lastOutcome', { tab: 'kept' });
    assert.ok((again.output as QueryOutcome).data);
    assert.equal((await first.ask('lastOutcome', { tab: 'other' })).output, undefined);
    assert.equal(bed.fake.log.count('graphql'), sent);
  });

  it('ends the query when the page cancels it', async () => {
    const { say, ask } = await makeParrot();
    bed.fake.knobs.delay(30_000, '/api/metadata/graphql');
    const running = { tab: 'slow', query: '{ workbooks { luid } }' };
    await say({ rpc: 'call', id: 'slow', method: 'runQuery', input: running });
    assert.deepEqual(((await ask('start')).output as PanelStart).running, ['slow']);
    await say({ rpc: 'cancel', id: 'slow' });
    while (((await ask('start')).output as PanelStart).running.length > 0);
    bed.fake.knobs.delay(0, '/api/metadata/graphql');
    assert.equal((await ask('lastOutcome', { tab: 'slow' })).output, undefined);
  });

  it('asks for the schema once for two panels', async () => {
    const sent = bed.fake.log.count('graphql');
    const { ask } = await makeParrot();
    const site = siteKey(bed.site);
    const [one, two] = await Promise.all([
      ask('loadSchema', { site }),
      ask('loadSchema', { site }),
    ]);
    assert.ok(
      'introspection' in (one.output as object) && 'introspection' in (two.output as object),
    );
    assert.equal(bed.fake.log.count('graphql'), sent + 1);
  });

  const run = async (
    page: Awaited<ReturnType<typeof makeParrot>>,
    query: string,
  ): Promise<QueryOutcome> =>
    (await page.ask('runQuery', { tab: 't', query })).output as QueryOutcome;

  it('tells a syntax error, and HTML in place of an answer, in sentences', async () => {
    const page = await makeParrot();
    const syntax = await run(page, '{ workbooks { luid ');
    assert.match(syntax.failure?.message ?? '', /refuses this query/u);
    assert.equal(syntax.failure?.remedy, 'none');
    bed.fake.knobs.htmlNext(10, '/api/metadata/graphql');
    const html = await run(page, '{ workbooks { luid } }');
    bed.fake.knobs.faults.clear();
    assert.doesNotMatch(html.failure?.message ?? '<', /[<>]|undefined/u);
    assert.equal(html.failure?.remedy, 'retry');
    assert.ok((await run(page, '{ workbooks { luid } }')).data, 'and goes on');
  });

  it('signs in again by itself when the session ends before a query', async () => {
    const page = await makeParrot();
    bed.fake.model.sessions.clear();
    const { data, failure } = await run(page, '{ publishedDatasources { luid } }');
    assert.equal(failure, undefined);
    assert.ok(data);
  });

  it('ends the query when the panel is closed, and asks nothing more', async () => {
    const page = await makeParrot();
    bed.fake.knobs.delay(30_000, '/api/metadata/graphql');
    const running = { tab: 'closing', query: '{ workbooks { luid } }' };
    await page.say({ rpc: 'call', id: 'closing', method: 'runQuery', input: running });
    await page.ask('start');
    for (const one of opened.splice(0).reverse()) one.dispose();
    bed.fake.knobs.delay(0, '/api/metadata/graphql');
    assert.ok((await run(await makeParrot(), '{ workbooks { luid } }')).data);
    assert.ok(!page.heard.some(({ id }) => id === 'closing'), 'a closed page was answered');
  });

  it('opens with a query about the item, in the form that its server takes', async () => {
    const [workbook] = bed.fake.model.workbooks.all();
    assert.ok(workbook);
    const item = await bed.contents.of(bed.site).details({
      site: bed.site,
      kind: 'workbook',
      luid: workbook.luid as Luid,
    });
    const page = await makeParrot({ site: bed.site, items: [item] });
    const { documents } = (await page.ask('start')).output as PanelStart;
    assert.equal(documents.length, 1);
    assert.equal(documents[0]?.run, true);
    assert.deepEqual(JSON.parse(documents[0]?.variables ?? ''), { luid: workbook.luid });
    const again = (await page.ask('start')).output as PanelStart;
    assert.deepEqual(again.documents, [], 'once is enough');
  });

  it('asks no server about an item for what it does not know', () => {
    const base = { site: bed.site, luid: 'x' as Luid, name: 'Sales', contentUrl: '' };
    const kinds = ['project', 'workbook', 'datasource', 'flow', 'view', 'virtualConnection'];
    for (const { name, apiVersion } of Object.values(profiles)) {
      const schema = buildASTSchema(expandSdl(minorOf(apiVersion)), { assumeValid: true });
      for (const kind of kinds) {
        // Virtual connections came with 2021.4.
        if (kind === 'virtualConnection' && minorOf(apiVersion) < 14) continue;
        for (const count of [1, 2]) {
          const items = Array.from({ length: count }, () => ({ ...base, kind }) as Content);
          for (const { query } of itemDocuments(items, apiVersion))
            assert.deepEqual(
              validate(schema, parse(query)).map(({ message }) => message),
              [],
              `${kind} on ${name}`,
            );
        }
      }
    }
  });

  it('keeps for later pages what a page tells it to, and nothing else', async () => {
    const page = await makeParrot();
    await page.ask('start');
    const change = { 'graphiql:vizportSplit': '0.3', 'graphiql:headers': 'secret' };
    assert.equal((await page.ask('remember', { change })).rpc, 'done');
    const { storage } = (await page.ask('start')).output as PanelStart;
    assert.equal(storage['graphiql:vizportSplit'], '0.3');
    assert.ok(!('graphiql:headers' in storage));
    for (const bad of [undefined, { change: [] }, { change: { 'graphiql:queries': 7 } }])
      assert.equal((await page.ask('remember', bad)).code, 'badInput');
  });

  it('runs our commands on items alone', async () => {
    const page = await makeParrot();
    const luid = '00000000-0000-4000-8000-000000000000';
    for (const input of [
      { action: 'delete', kind: 'workbook', luid },
      { action: 'open', kind: 'user', luid },
      { action: 'open', kind: 'workbook', luid: '../sites' },
    ])
      assert.equal((await page.ask('actOnItem', input)).code, 'badInput');
    const gone = await page.ask('actOnItem', { action: 'open', kind: 'workbook', luid });
    assert.equal(gone.rpc, 'failed');
  });

  it('tells the page when a site is signed out of, and signs in again for it', async () => {
    const { ask, hears, heard } = await makeParrot();
    await ask('start');
    await bed.sessions.signOut(bed.site);
    const told = await hears(
      ({ method, input }) =>
        method === 'sitesChanged' && (input as PanelSites).choices[0]?.trouble?.remedy === 'signIn',
    );
    assert.equal(
      (told.input as PanelSites).choices[0]?.trouble?.message,
      'You are signed out of this site.',
    );
    heard.length = 0;
    assert.equal((await ask('signIn', { site: siteKey(bed.site) })).rpc, 'done');
    await hears(
      ({ method, input }) =>
        method === 'sitesChanged' && (input as PanelSites).choices[0]?.trouble === undefined,
    );
  });

  it('comes back on the site that its page had remembered', async () => {
    const { name, secret } = bed.fake.credentials.administrator.personalAccessToken;
    const second = { ...bed.site, contentUrl: bed.fake.company.second.site.contentUrl };
    await bed.sessions.signIn(second as typeof bed.site, {
      method: 'personalAccessToken',
      name,
      secret,
    });
    const key = siteKey(second as typeof bed.site);
    const { panel, ask } = await makeParrot({ state: { version: 1, site: key } });
    assert.equal(panel.title, 'Metadata API: People Hub');
    assert.equal(((await ask('start')).output as PanelStart).sites.selected, key);
    // Each panel asks its own site; a page that is hidden is gone, so they are asked one after the other.
    const luidsOf = async (asking: typeof ask): Promise<readonly string[]> => {
      const input = { tab: 't', query: '{ workbooks { luid } }' };
      const outcome = (await asking('runQuery', input)).output as QueryOutcome;
      return (
        (outcome.data as { workbooks: { luid: string }[] }).workbooks
          .map(({ luid }) => luid)
          // Those that may not be seen come without one.
          .filter(Boolean)
      );
    };
    const there = await luidsOf(ask);
    const here = await luidsOf((await makeParrot({ site: bed.site })).ask);
    const siteOf = (luid: string): unknown => bed.fake.model.workbooks.get(luid)?.siteLuid;
    assert.deepEqual([...new Set(here.map(siteOf))], [bed.fake.company.main.site.luid]);
    assert.deepEqual([...new Set(there.map(siteOf))], [bed.fake.company.second.site.luid]);
    const lost = await makeParrot({ state: { version: 1, site: 'https://gone.example#x' } });
    assert.equal(lost.panel.title, 'Metadata API: Sales & Retail');
  });
});
