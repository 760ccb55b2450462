/** Queries in `.graphql` files: what is offered above them, where they run, and what is said of them while they are written. */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { QueryFiles } from '../../src/metadata/files/queryFiles';
import type { OpenOptions } from '../../src/metadata/metadataPanels';
import { SchemaCache } from '../../src/metadata/schemaCache';
import { errorText } from '../../src/ui/errorText';
import { openTreeBed, type TreeBed } from './support/treeBed';

const asked = `# Two questions
query Books { workbooks { luid } }

# @site PeopleHub
# @variables {"n": "Sales"}
query Sources($n: String!) { publishedDatasources(filter: { name: $n }) { ...S } }
fragment S on PublishedDatasource { luid }
`;

describe('queries in files', () => {
  let bed: TreeBed;
  let files: QueryFiles;
  const opened: OpenOptions[] = [];
  const reported: unknown[] = [];
  const write = (): void => undefined;
  const log = { trace: write, debug: write, info: write, warn: write, error: write };
  const schemaFolder = mkdtempSync(join(tmpdir(), 'vizport-schemas-'));
  const none = new vscode.CancellationTokenSource().token;

  before(async () => {
    bed = await openTreeBed();
    await bed.signIn();
    files = new QueryFiles({
      sessions: bed.sessions,
      log,
      errorText,
      schemaFolder,
      openPanel: async (options) => void opened.push(options),
      onDidChangeSites: bed.sessions.onDidChange,
      report: (error) => reported.push(error),
    });
  });
  after(async () => {
    files.dispose();
    await bed.close();
    assert.deepEqual(reported, []);
  });
  beforeEach(() => opened.splice(0));

  const open = (content: string): Thenable<vscode.TextDocument> =>
    vscode.workspace.openTextDocument({ language: 'graphql', content });
  const titles = (document: vscode.TextDocument): readonly string[] =>
    files.lenses(document).map(({ command }) => command?.title ?? '');

  it('belong to a language that VS Code knows, by us if by nobody else', async () => {
    assert.ok((await vscode.languages.getLanguages()).includes('graphql'));
  });

  it('are offered to be run on the active site, or on the one that they name', async () => {
    const document = await open(asked);
    assert.deepEqual(titles(document), [
      '$(play) Run on Sales & Retail',
      'Open in Metadata Panel',
      '$(play) Run on PeopleHub',
      'Open in Metadata Panel',
    ]);
    assert.deepEqual(
      files.lenses(document).map(({ range }) => range.start.line),
      [1, 1, 5, 5],
    );
  });

  it('are left alone where they are about another API, or define one', async () => {
    for (const content of [
      'query Heroes { heroes { name } }',
      'type Query { workbooks: [String] }',
      'mutation Do { workbooks { luid } }',
    ])
      assert.deepEqual(titles(await open(content)), [], content);
  });

  it('run beside the file, alone with what they need', async () => {
    const document = await open(asked);
    await vscode.window.showTextDocument(document);
    await files.runQuery(document.uri, asked.indexOf('query Books'));
    const [ran] = opened;
    assert.equal(ran?.site?.contentUrl, bed.site.contentUrl);
    assert.equal(ran?.beside, true);
    assert.deepEqual(ran?.document, {
      query: '# Two questions\nquery Books { workbooks { luid } }\n',
      key: `${document.uri.toString()}#Books`,
      run: true,
    });
  });

  it('run where the cursor stands, and say which site is missing', async () => {
    const document = await open(asked);
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(asked.indexOf('publishedDatasources'));
    editor.selection = new vscode.Selection(at, at);
    await assert.rejects(
      files.runQuery(),
      /asks for the site “PeopleHub”, which is not among your/u,
    );
    assert.equal(opened.length, 0);
    const { name, secret } = bed.fake.credentials.administrator.personalAccessToken;
    const second = { ...bed.site, contentUrl: bed.fake.company.second.site.contentUrl };
    await bed.sessions.signIn(second as typeof bed.site, {
      method: 'personalAccessToken',
      name,
      secret,
    });
    await files.runQuery();
    assert.equal(opened[0]?.site?.contentUrl, 'PeopleHub');
    assert.match(opened[0]?.document?.query ?? '', /fragment S/u);
    assert.doesNotMatch(opened[0]?.document?.query ?? '', /Books/u);
    assert.deepEqual(JSON.parse(opened[0]?.document?.variables ?? ''), { n: 'Sales' });
  });

  it('say in words that nothing can be run, and that variables are no JSON', async () => {
    const broken = await open('# @site sales\nquery {');
    await assert.rejects(files.runQuery(broken.uri), /no query that can be run/u);
    const spoilt = await open('# @variables {n: 1}\nquery A($n: Int!) { workbooks { luid } }');
    await assert.rejects(files.runQuery(spoilt.uri), /variables above the query are no JSON/u);
  });

  it('open whole in the panel, and one of them by its own lens', async () => {
    const document = await open(asked);
    await files.openInPanel(document.uri);
    await files.openInPanel(document.uri, asked.indexOf('query Books'));
    assert.equal(opened[0]?.document?.query, asked);
    assert.equal(opened[0]?.document?.run, undefined);
    assert.match(opened[1]?.document?.query ?? '', /^# Two questions\nquery Books/u);
  });

  const problemsOf = async (
    document: vscode.TextDocument,
    enough: (problems: readonly vscode.Diagnostic[]) => boolean,
  ): Promise<readonly vscode.Diagnostic[]> => {
    for (;;) {
      const problems = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ source }) => source === 'Tableau Metadata API');
      if (enough(problems)) return problems;
      await new Promise<void>((resolve) => {
        const listening = vscode.languages.onDidChangeDiagnostics(() => {
          listening.dispose();
          resolve();
        });
      });
    }
  };

  it('are checked against the schema of their site', async () => {
    await new SchemaCache({ sessions: bed.sessions, log, schemaFolder }).load(bed.site);
    const document = await open('query Q { workbooks { luid projectLuid nope } }\n');
    const [problem, ...others] = await problemsOf(document, ({ length }) => length > 0);
    assert.match(problem?.message ?? '', /Cannot query field "nope" on type "Workbook"/u);
    assert.equal(problem?.range.start.character, 'query Q { workbooks { luid projectLuid '.length);
    assert.deepEqual(others, []);
  });

  it('are completed from it, and explained', async () => {
    const text = 'query Q { workbooks { proj } }\n';
    const document = await open(text);
    const at = document.positionAt(text.indexOf('proj') + 4);
    const labels = (await files.complete(document, at, none)).map(({ label }) => label);
    assert.ok(labels.includes('projectLuid'), JSON.stringify(labels));
    const hover = await files.hover(
      await open('query Q { workbooks { luid } }'),
      new vscode.Position(0, 'query Q { workbooks { lu'.length),
      none,
    );
    const words = hover?.contents.map((one) => (one as vscode.MarkdownString).value).join();
    assert.match(words ?? '', /Workbook\.luid/u);
    assert.deepEqual(await files.complete(await open('query H { heroes { n } }'), at, none), []);
  });
});
