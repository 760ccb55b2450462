/** Check Drift with every kind of drift: marks, quick fixes in every format, the summary, and the exit code of the task. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { checkDrift } from '../../src/commands/mapping/checkDrift';
import { DriftMarks } from '../../src/commands/mapping/driftMarks';
import { driftSummary } from '../../src/commands/mapping/driftSummary';
import type { DriftKind } from '../../src/mapping/drift';
import { formats } from '../../src/mapping/formats';
import type { MappingFormat } from '../../src/mapping/formats/format';
import { mappingRows } from '../../src/mapping/gather';
import { readTable } from '../../src/mapping/readTable';
import type { MappingRow } from '../../src/mapping/row';
import { readDriftTask, runDriftTask } from '../../src/tasks/driftTask';
import type { Place } from '../../src/tasks/taskPlace';
import { checkTable } from '../../src/ui/driftCheck';
import { HumanError } from '../../src/ui/messages';
import { ReadOnlyTexts } from '../../src/ui/readOnlyText';
import { closeEditors } from './support/pressing';
import { openTreeBed, type TreeBed } from './support/treeBed';

const newLuid = '0aaaaaaa-0000-4000-8000-00000000000a';

describe('check drift', function () {
  this.timeout(30_000);
  let bed: TreeBed;
  let rows: readonly MappingRow[];
  let marks: DriftMarks;
  let texts: ReadOnlyTexts;
  const written: string[] = [];

  beforeEach(async () => {
    bed = await openTreeBed();
    await bed.signIn();
    rows = await mappingRows(
      bed.contents.of(bed.site),
      { type: 'site' },
      {
        environment: 'prod',
        browserUrl: ({ webpageUrl }) => webpageUrl?.replace(/^https?:\/\/[^/]+/u, bed.fake.url),
      },
    );
    marks = new DriftMarks();
    texts = new ReadOnlyTexts();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await closeEditors();
    marks.dispose();
    texts.dispose();
    for (const path of written.splice(0)) rmSync(path, { force: true });
    await bed.close();
  });

  const needs = () => ({
    sessions: bed.sessions,
    contentOf: (site: typeof bed.site) => bed.contents.of(site),
    texts,
  });
  const folder = (): string => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    return first.uri.fsPath;
  };
  function file(name: string, text: string): string {
    const path = join(folder(), name);
    writeFileSync(path, text);
    written.push(path);
    return path;
  }
  const format = (id: MappingFormat['id']): MappingFormat => {
    const found = formats.find((one) => one.id === id);
    assert.ok(found);
    return found;
  };
  const tableOf = (some: readonly MappingRow[], id: MappingFormat['id'] = 'csv'): string =>
    format(id).files(some, 'table')[0].text;

  /** Five workbooks alone with their names, of which one each is renamed, moved, given another address, published anew, and gone. */
  function drifted(): readonly { readonly kind: DriftKind; readonly row: MappingRow }[] {
    const { workbooks, projects } = bed.fake.model;
    const books = rows.filter(
      (row) =>
        row.resource_type === 'workbook' &&
        projects.get(workbooks.get(row.luid)?.projectLuid) !== undefined &&
        rows.filter(({ name }) => name === row.name).length === 1,
    );
    const [renamed, moved, readdressed, republished, gone] = books;
    assert.ok(renamed && moved && readdressed && republished && gone);
    const workbook = (row: MappingRow) => {
      const found = workbooks.get(row.luid);
      assert.ok(found);
      return found;
    };
    workbooks.update(workbook(renamed), { name: 'Called, "Otherwise"' });
    const target = projects
      .ofSite(bed.fake.company.main.site.luid)
      .find(({ name, parentLuid }) => name === 'Operations' && parentLuid === undefined);
    assert.ok(target && moved.project_path !== 'Operations');
    workbooks.update(workbook(moved), { projectLuid: target.luid });
    workbooks.update(workbook(readdressed), { contentUrl: 'AnotherAddress' });
    const again = workbook(republished);
    workbooks.remove(again.luid);
    workbooks.add({ ...again, luid: newLuid });
    workbooks.remove(gone.luid);
    return [
      { kind: 'renamed', row: renamed },
      { kind: 'moved', row: moved },
      { kind: 'readdressed', row: readdressed },
      { kind: 'republished', row: republished },
      { kind: 'gone', row: gone },
    ];
  }

  async function checked(name: string, text: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(file(name, text));
    await vscode.window.showTextDocument(document);
    // Over when its message is: nobody presses a button here.
    checkDrift(needs(), marks)().catch((error: unknown) => assert.fail(String(error)));
    return document;
  }
  const marksOf = ({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Tableau');
  async function marked(document: vscode.TextDocument, count: number): Promise<void> {
    const until = Date.now() + 10_000;
    while (marksOf(document).length !== count) {
      assert.ok(Date.now() < until, `${marksOf(document).length} marks and not ${count}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  async function fixes(
    document: vscode.TextDocument,
    { range }: vscode.Diagnostic,
  ): Promise<readonly vscode.CodeAction[]> {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    return actions.filter(({ title }) => /^(?:Write the new|Remove the row|Mend all)/u.test(title));
  }
  const apply = async (action: vscode.CodeAction | undefined): Promise<void> => {
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
  };

  it('marks each kind at the cell that is wrong, and mends it by its quick fix', async () => {
    const all = drifted();
    const document = await checked('drift.csv', tableOf(all.map(({ row }) => row)));
    await marked(document, 5);
    const cells = marksOf(document).map(({ code, range, severity }) => [
      code,
      document.getText(range),
      severity === vscode.DiagnosticSeverity.Error,
    ]);
    const [renamed, moved, readdressed, republished, gone] = all.map(({ row }) => row);
    assert.deepEqual(cells, [
      ['renamed', renamed?.name, false],
      ['moved', moved?.project_path, false],
      ['readdressed', readdressed?.content_url, false],
      ['republished', republished?.luid, true],
      ['gone', gone?.luid, true],
    ]);
    for (const [at, words] of [
      [0, /^Write the new name/u],
      [1, /^Write the new path, "Operations"/u],
      [2, /^Write the new content_url/u],
      [3, new RegExp(`^Write the new LUID, ${newLuid}`, 'u')],
      [4, /^Remove the row/u],
    ] as const) {
      const mark = marksOf(document)[at];
      assert.ok(mark);
      const titles = (await fixes(document, mark)).map(({ title }) => title);
      assert.ok(
        titles.some((title) => words.test(title)),
        titles.join(' | '),
      );
      assert.ok(titles.includes('Mend all 4 rows that can be'), titles.join(' | '));
    }
    // One by one, from the last: the marks follow what is typed.
    for (let left = 4; left >= 0; left -= 1) {
      const mark = marksOf(document)[left];
      assert.ok(mark);
      const [first] = await fixes(document, mark);
      await apply(first);
      await marked(document, left);
    }
    const after = readTable('drift.csv', document.getText());
    assert.deepEqual(
      after?.rows.map(({ cells: { name, project_path: path, content_url: url, luid } }) => [
        name?.value,
        path?.value,
        url?.value,
        luid?.value,
      ]),
      [
        ['Called, "Otherwise"', renamed?.project_path, renamed?.content_url, renamed?.luid],
        [moved?.name, 'Operations', moved?.content_url, moved?.luid],
        [readdressed?.name, readdressed?.project_path, 'AnotherAddress', readdressed?.luid],
        [republished?.name, republished?.project_path, republished?.content_url, newLuid],
      ],
    );
  });

  for (const id of ['json', 'dbtSeed', 'sql', 'snowflake'] as const)
    it(`mends all that can be in ${id}, and leaves what is gone to a person`, async () => {
      const all = drifted();
      const { extension } = format(id);
      const text = tableOf(
        all.map(({ row }) => row),
        id,
      );
      const document = await checked(`drift-${id}.${extension}`, text);
      await marked(document, 5);
      const [first] = marksOf(document);
      assert.ok(first);
      const actions = await fixes(document, first);
      await apply(actions.find(({ title }) => title.startsWith('Mend all')));
      await marked(document, 1);
      assert.equal(marksOf(document)[0]?.code, 'gone');
      const read = readTable(document.fileName, document.getText());
      assert.equal(read?.rows.length, 5);
      assert.equal(read.rows[0]?.cells.name?.value, 'Called, "Otherwise"');
    });

  it('mends a row whose address and number are both others', async () => {
    const row = rows.find(({ vizportal_id: id, url }) => id !== '' && url.endsWith(`/${id}`));
    assert.ok(row);
    const url = row.url.replace(/\d+$/u, '999999');
    const other = { ...row, content_url: 'Other', vizportal_id: '999999', url };
    const document = await checked('both.csv', tableOf([other]));
    await marked(document, 2);
    const [first] = marksOf(document);
    assert.ok(first);
    const actions = await fixes(document, first);
    await apply(actions.find(({ title }) => title.startsWith('Mend all')));
    await marked(document, 0);
    assert.equal(document.getText(), tableOf([row]));
  });

  it('sums up what has become of how many rows, and where each is', async () => {
    const all = drifted();
    const still = rows.filter(({ luid }) => !all.some(({ row }) => row.luid === luid)).slice(0, 7);
    const text = tableOf([...still, ...all.map(({ row }) => row)]);
    const { signal } = new AbortController();
    const report = await checkTable('t.csv', text, needs(), signal);
    assert.ok(typeof report !== 'string');
    const summary = driftSummary('t.csv', report, (at) => text.slice(0, at).split('\n').length);
    assert.match(summary, /12 rows were compared with Sales &#38; Retail/u);
    for (const title of ['Gone', 'Published Anew', 'Renamed', 'Moved', 'Another Address'])
      assert.ok(summary.includes(`## ${title} (1)`), summary);
    assert.match(summary, /## Renamed \(1\)\n\n- Line 9: Renamed/u);
  });

  it('says that a table is true, or why it is none', async () => {
    const texts: string[] = [];
    const original = vscode.window.showInformationMessage;
    Object.defineProperty(vscode.window, 'showInformationMessage', {
      configurable: true,
      value: async (words: string) => void texts.push(words),
    });
    try {
      const document = await vscode.workspace.openTextDocument(file('t.csv', tableOf(rows)));
      await vscode.window.showTextDocument(document);
      await checkDrift(needs(), marks)();
    } finally {
      Object.defineProperty(vscode.window, 'showInformationMessage', {
        configurable: true,
        value: original,
      });
    }
    assert.deepEqual(texts, [`All ${rows.length} rows are as on the site.`]);
    const other = await vscode.workspace.openTextDocument(file('other.csv', 'a,b\n1,2\n'));
    await vscode.window.showTextDocument(other);
    await assert.rejects(checkDrift(needs(), marks)(), HumanError);
  });

  describe('as a task', () => {
    interface Ran {
      readonly code: number;
      readonly lines: readonly string[];
      readonly problems: readonly (readonly [string, Place | undefined])[];
    }
    async function run(...files: readonly string[]): Promise<Ran> {
      const lines: string[] = [];
      const problems: [string, Place | undefined][] = [];
      const code = await runDriftTask(
        files,
        needs(),
        {
          line: (text) => lines.push(text),
          problem: (text, place) => problems.push([text, place]),
        },
        new AbortController().signal,
      );
      return { code, lines, problems };
    }

    it('ends well where every row is true', async () => {
      file('task.csv', tableOf(rows));
      const { code, lines, problems } = await run('task.csv');
      assert.equal(code, 0);
      assert.deepEqual(problems, []);
      assert.ok(lines.includes(`All ${rows.length} rows are as on the site.`), lines.join('\n'));
    });

    for (const kind of ['renamed', 'moved', 'readdressed', 'republished', 'gone'] as const)
      it(`fails for a row that is ${kind}, at its place`, async () => {
        const found = drifted().find((one) => one.kind === kind);
        assert.ok(found);
        const still = rows.find(({ resource_type: type }) => type === 'flow');
        assert.ok(still);
        const text = tableOf([still, found.row]);
        file('task.csv', text);
        const { code, problems } = await run('task.csv');
        assert.equal(code, 1);
        assert.equal(problems.length, 1, JSON.stringify(problems));
        const [, place] = problems[0] ?? [];
        const cell =
          kind === 'renamed'
            ? found.row.name
            : kind === 'moved'
              ? found.row.project_path
              : kind === 'readdressed'
                ? found.row.content_url
                : found.row.luid;
        const line = text.split('\n')[2] ?? '';
        assert.deepEqual(place, {
          file: 'task.csv',
          line: 3,
          column: place?.column,
        });
        assert.ok(line.slice((place?.column ?? 0) - 1).startsWith(cell), `${line} ${cell}`);
      });

    it('fails for rows of which nothing could be proved', async () => {
      const [row] = rows;
      assert.ok(row);
      file(
        'task.csv',
        tableOf([
          { ...row, site: 'nobodys', url: '' },
          { ...row, url: 'https://other.example/#/site/sales/workbooks/1' },
          { ...row, resource_type: 'dashboard' },
          { ...row, resource_type: 'customView' },
          row,
        ]),
      );
      const { code, problems } = await run('task.csv');
      assert.equal(code, 1);
      assert.deepEqual(
        problems.map(([text, place]) => [/not signed in/u.test(text), place?.line]),
        [
          [true, 2],
          [true, 3],
          [false, 4],
          [false, 5],
        ],
      );
      await bed.sessions.signOut(bed.site);
      bed.fake.log.clear();
      const after = await run('task.csv');
      assert.equal(after.code, 1);
      assert.match(after.problems[0]?.[0] ?? '', /sign in to "nobodys"/u);
      assert.equal(bed.fake.log.length, 0, 'a site that was signed out of is not asked');
    });

    it('fails for a file that is not there or no table, and goes on with the others', async () => {
      file('task.csv', tableOf(rows));
      file('other.csv', 'a,b\n1,2\n');
      const { code, problems, lines } = await run('missing.csv', 'other.csv', 'task.csv');
      assert.equal(code, 1);
      assert.equal(problems.length, 2);
      assert.ok(lines.includes(`All ${rows.length} rows are as on the site.`));
    });

    it('is read with care', () => {
      const read = (value: unknown) => readDriftTask({ type: 'tableau', file: value });
      assert.deepEqual(read(' a.csv '), ['a.csv']);
      assert.deepEqual(read(['a.csv', 'b.sql']), ['a.csv', 'b.sql']);
      for (const wrong of [undefined, '', [], ['a', 1], 7])
        assert.equal(typeof read(wrong), 'string', JSON.stringify(wrong));
    });
  });
});
