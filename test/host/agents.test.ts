/** What a language model may do with Tableau, what it is told, and what the user is asked before. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageModelTools } from '../../src/agents/tools';
import { openAutomationBed, type AutomationBed } from './support/automationBed';

type Answer = Readonly<Record<string, unknown>> & {
  readonly items?: readonly {
    readonly luid: string;
    readonly name: string;
    readonly path: string;
  }[];
};

describe('the language-model tools', function () {
  this.timeout(30_000);
  let bed: AutomationBed;
  let tools: ReturnType<typeof languageModelTools>;
  const never = new vscode.CancellationTokenSource().token;

  before(async () => {
    bed = await openAutomationBed();
    tools = languageModelTools(bed.needs);
  });
  after(() => bed.close());

  const tool = (name: string): vscode.LanguageModelTool<unknown> => {
    const found = tools.get(name);
    assert.ok(found);
    return found;
  };
  const ask = async (name: string, input: object, token = never): Promise<Answer> => {
    const options = { input, toolInvocationToken: undefined };
    const result = await tool(name).invoke(options, token);
    const [part] = result?.content ?? [];
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return JSON.parse(part.value) as Answer;
  };
  const question = async (input: object): Promise<string> => {
    const prepared = await tool('vizport_refresh').prepareInvocation?.({ input }, never);
    const { title = '', message = '' } = prepared?.confirmationMessages ?? {};
    return `${title}: ${typeof message === 'string' ? message : message.value}`;
  };
  const here = (): string => bed.site.contentUrl;

  it('are those that the manifest offers to chat', () => {
    const offered = vscode.lm.tools.filter(({ name }) => name.startsWith('vizport_'));
    assert.deepEqual(offered.map(({ name }) => name).sort(), [...tools.keys()].sort());
    for (const { description, inputSchema } of offered) {
      assert.ok(description.length > 50);
      assert.ok(inputSchema);
    }
  });

  it('find content by name, with path and LUID, or say what to try', async () => {
    const { name, luid } = bed.datasource(0);
    const { items } = await ask('vizport_findContent', { query: name, kind: 'datasource' });
    const found = items?.find((item) => item.luid === luid);
    assert.equal(found?.name, name);
    assert.ok(found?.path.endsWith(name));
    assert.ok(items?.every((item) => 'kind' in item && item.kind === 'datasource'));
    const none = await ask('vizport_findContent', { query: 'zzzz no such thing' });
    assert.deepEqual(none['items'], []);
    assert.match(String(none['hint']), /fewer words/u);
    const few = await ask('vizport_findContent', { query: 'e', limit: 2 });
    assert.equal(few.items?.length, 2);
    assert.match(String(few['hint']), /best 2 of \d+/u);
  });

  it('resolve an address, and say what to do where that is not possible', async () => {
    const [workbook] = [...bed.fake.model.workbooks.all()].filter(
      ({ siteLuid }) => siteLuid === bed.fake.company.main.site.luid,
    );
    assert.ok(workbook);
    const address = `${bed.fake.url}/#/site/${here()}/workbooks/${workbook.vizportalUrlId}`;
    const { items } = await ask('vizport_resolveAddress', { address });
    assert.deepEqual(
      items?.map(({ luid }) => luid),
      [workbook.luid],
    );
    const elsewhere = 'https://elsewhere.example.com/#/site/x/workbooks/1';
    for (const [wrong, sentence] of [
      [elsewhere, /not signed in.*Sign In to a Site/su],
      ['hello', /address/u],
      [`${bed.fake.url}/#/site/${here()}/workbooks/99999999`, /workbooks/u],
    ] as const)
      await assert.rejects(ask('vizport_resolveAddress', { address: wrong }), {
        message: sentence,
      });
  });

  it('say that there is no such site, and which there are', async () => {
    await assert.rejects(ask('vizport_findContent', { query: 'x', site: 'no such site' }), {
      message: /"no such site" is not among your sites \(.+\)/u,
    });
    await ask('vizport_findContent', { query: 'x', site: here() });
    await ask('vizport_findContent', { query: 'x', site: `${bed.fake.url}/#/site/${here()}/home` });
  });

  it('start nothing for an input that is none, and say which field is wrong', async () => {
    const before = bed.starts();
    const { luid: item } = bed.datasource(5);
    const wrong: readonly (readonly [string, unknown, RegExp])[] = [
      ['vizport_refresh', {}, /"item" must be a text/u],
      ['vizport_refresh', { item: 17 }, /"item" must be a text/u],
      ['vizport_refresh', { item: [item] }, /"item" must be a text/u],
      ['vizport_refresh', { item, waitSeconds: 'long' }, /"waitSeconds" must be a number/u],
      ['vizport_refresh', { item, waitSeconds: NaN }, /"waitSeconds" must be a number/u],
      ['vizport_refresh', { item, incremental: 'yes' }, /"incremental" must be true or false/u],
      ['vizport_refresh', null, /must be an object with the fields: item, /u],
      ['vizport_readJob', { job: 5 }, /"job" must be a text/u],
      ['vizport_findContent', { query: 'x', limit: 'all' }, /"limit" must be a number/u],
      ['vizport_findContent', { query: 'x', kind: 'dashboard' }, /"kind" must be one of: project/u],
      ['vizport_findContent', { query: ' ' }, /"query" must be a text/u],
      ['vizport_resolveAddress', {}, /"address" must be a text/u],
    ];
    for (const [name, input, message] of wrong) {
      await assert.rejects(ask(name, input as object), { name: 'ToolError', message });
      const prepare = tool(name).prepareInvocation;
      await assert.rejects(async () => prepare?.({ input }, never), { message });
    }
    assert.equal(bed.starts(), before);
  });

  it('take what models leave empty for what they leave out, and odd numbers for the nearest that fit', async () => {
    const listed = await ask('vizport_readJob', { job: '', site: null as unknown as string });
    assert.ok(Array.isArray(listed['jobs']));
    const few = await ask('vizport_findContent', { query: 'e', limit: -3, kind: null });
    assert.equal(few.items?.length, 1);
  });

  it('ask the user before a refresh, with item, kind, site and server', async () => {
    const { name, luid } = bed.datasource(0);
    const before = bed.starts();
    const asked = await question({ item: luid });
    const plain = asked.replaceAll(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)));
    assert.ok(plain.startsWith('Refresh an Extract: Data source '), plain);
    for (const words of [name, new URL(bed.fake.url).host]) assert.ok(plain.includes(words), plain);
    assert.match(await question({ item: luid, incremental: true }), /Incrementally/u);
    assert.equal(bed.starts(), before);
  });

  it('refresh, wait as long as was asked, and tell the end', async () => {
    const { luid } = bed.datasource(0);
    const [answer] = await Promise.all([
      ask('vizport_refresh', { item: luid, waitSeconds: 60 }),
      bed.finish(luid, 'failure'),
    ]);
    assert.equal(answer['status'], 'failed');
    assert.equal(answer['underWay'], false);
    assert.ok(String(answer['notes']).length > 0);
  });

  it('answer at once when nothing is to be waited for, and say how to go on', async () => {
    const { luid } = bed.datasource(1);
    const answer = await ask('vizport_refresh', { item: luid });
    assert.equal(answer['underWay'], true);
    assert.match(String(answer['hint']), /do not start it again/u);
    const before = bed.starts();
    const again = await ask('vizport_refresh', { item: luid });
    assert.equal(again['underWay'], true);
    assert.equal(bed.fake.model.jobs.activeFor(luid)?.luid, answer['job']);
    assert.ok(bed.starts() <= before + 1);
    const job = String(answer['job']);
    await bed.finish(luid, 'success');
    for (let state = answer; state['underWay'] === true;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      state = await ask('vizport_readJob', { job });
    }
    assert.equal((await ask('vizport_readJob', { job }))['status'], 'succeeded');
    const listed = await ask('vizport_readJob', {});
    assert.ok(JSON.stringify(listed).includes(job));
  });

  it('start nothing for what is not there, or is of another kind', async () => {
    const before = bed.starts();
    const flow = [...bed.fake.model.flows.all()].find(
      ({ siteLuid }) => siteLuid === bed.fake.company.main.site.luid,
    );
    assert.ok(flow);
    for (const [input, sentence] of [
      [{ item: 'Finance/No Such Thing' }, /No Such Thing/u],
      [{ item: '00000000-0000-4000-8000-000000000000' }, /LUID/u],
      [{ item: flow.luid, incremental: true }, /incrementally/u],
    ] as const)
      await assert.rejects(ask('vizport_refresh', input), { message: sentence });
    assert.equal(bed.starts(), before);
  });

  it('read a job that Vizport did not start, as Tableau tells it', async () => {
    const job = bed.fake.model.jobs
      .ofSite(bed.fake.company.main.site.luid)
      .find(({ endsAt, purgedFrom }) => endsAt < Date.now() - 60_000 && purgedFrom > Date.now());
    assert.ok(job);
    const answer = await ask('vizport_readJob', { job: job.luid });
    assert.equal(answer['job'], job.luid);
    assert.ok(['succeeded', 'failed', 'cancelled'].includes(String(answer['status'])));
    await assert.rejects(ask('vizport_readJob', { job: '17' }), {
      message: /not the LUID of a job/u,
    });
  });

  it('stop when they are cancelled', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await assert.rejects(
      ask('vizport_findContent', { query: 'x' }, source.token),
      (error) => error instanceof vscode.CancellationError,
    );
  });
});
