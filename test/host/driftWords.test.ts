/** The words about a mapping table that was checked: of none, of one and of many rows, and of a task that was cancelled. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { driftSummary, uncomparedTexts } from '../../src/commands/mapping/driftSummary';
import { runDriftTask } from '../../src/tasks/driftTask';
import { checkTable, comparedRows, type DriftReport } from '../../src/ui/driftCheck';
import { asOnSiteText, noLongerTrueText } from '../../src/ui/driftText';
import { openTreeBed, type TreeBed } from './support/treeBed';

const heading = 'resource_type,site,luid,name,project_path';

describe('what is said of a table that was checked', () => {
  let bed: TreeBed;
  beforeEach(async () => {
    bed = await openTreeBed();
    await bed.signIn();
  });
  afterEach(() => bed.close());

  const needs = () => ({
    sessions: bed.sessions,
    contentOf: (site: typeof bed.site) => bed.contents.of(site),
  });
  const report = async (...rows: readonly string[]): Promise<DriftReport> => {
    const { signal } = new AbortController();
    const told = await checkTable('t.csv', [heading, ...rows].join('\n'), needs(), signal);
    assert.ok(typeof told !== 'string');
    return told;
  };

  it('counts one as one, and nothing as nothing', async () => {
    const [workbook] = bed.fake.model.workbooks.ofSite(bed.fake.company.main.site.luid);
    assert.ok(workbook);
    const gone = `workbook,${bed.site.contentUrl},ffffffff-0000-4000-8000-000000000000,Nothing,Nowhere`;
    const odd = `dashboard,${bed.site.contentUrl},ffffffff-0000-4000-8000-000000000001,Odd,Nowhere`;
    const foreign = 'workbook,nobodys,ffffffff-0000-4000-8000-000000000002,Foreign,Nowhere';
    const one = await report(gone, odd, foreign);
    assert.equal(comparedRows(one), 1);
    assert.deepEqual(uncomparedTexts(one), [
      'One row is of a site that you are not signed in to.',
      'One row is of a type that cannot be compared.',
    ]);
    assert.match(
      driftSummary('t.csv', one, () => 2),
      /One row was compared with Sales/u,
    );
    assert.deepEqual(uncomparedTexts(await report(odd, odd)), [
      '2 rows are of a type that cannot be compared.',
    ]);
    assert.equal(asOnSiteText(0, comparedRows(await report())), 'The table has no rows.');
    assert.equal(asOnSiteText(comparedRows(await report(odd)), 1), 'No row was compared.');
    assert.equal(asOnSiteText(1, 1), 'One row is as on the site.');
    assert.equal(asOnSiteText(12, 14), 'All 12 rows are as on the site.');
    assert.equal(noLongerTrueText(1, 3), 'One of 3 rows is no longer true.');
    assert.equal(noLongerTrueText(3, 8), '3 of 8 rows are no longer true.');
  });

  it('is one line where the task is cancelled, and nothing of what it had still to read', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const path = join(folder.uri.fsPath, 'words.csv');
    writeFileSync(path, `${heading}\nworkbook,${bed.site.contentUrl},a,b,c\n`);
    const lines: string[] = [];
    const problems: string[] = [];
    const stop = new AbortController();
    const output = {
      line: (text: string) => lines.push(text),
      problem: (text: string) => problems.push(text),
    };
    bed.fake.knobs.delay(5_000, /workbooks/u);
    try {
      const running = runDriftTask(['words.csv', 'missing.csv'], needs(), output, stop.signal);
      setTimeout(() => stop.abort(new DOMException('The task was terminated', 'AbortError')), 300);
      assert.equal(await running, 1);
    } finally {
      bed.fake.knobs.delay(0, /workbooks/u);
      rmSync(path, { force: true });
    }
    assert.deepEqual(problems, []);
    assert.equal(lines.at(-1), 'Cancelled.');
  });
});
