/** Addresses with the internal host that a Server writes into its own links: recognised, and never asked. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { formats } from '../../src/mapping/formats';
import { mappingRows } from '../../src/mapping/gather';
import { checkTable } from '../../src/ui/driftCheck';
import { openCodeBed, type CodeBed } from './support/codeBed';
import { closeEditors } from './support/pressing';

const internal = 'http://tableau-internal';

describe('an address with the internal host of a Server', () => {
  let bed: CodeBed;
  beforeEach(async () => {
    bed = await openCodeBed({ profile: '2025.1' });
  });
  afterEach(async () => {
    assert.deepEqual([...bed.asked], [bed.fake.url], 'nothing is asked of the internal host');
    await vscode.commands.executeCommand('notifications.clearAll');
    await closeEditors();
    await bed.close();
  });

  function linkTo(name: string): { readonly luid: string; readonly url: string } {
    const { luid, url } = bed.workbook(name);
    return { luid, url: url.replace(bed.fake.url, internal) };
  }

  it('tells on hovering what it leads to', async () => {
    const { url, luid } = linkTo('Tax');
    const document = await bed.text(`# ${url}`, 'python');
    const [found] = await bed.hoverProvider(document, new vscode.Position(0, 6));
    assert.ok(found instanceof vscode.MarkdownString);
    assert.match(found.value, /\*\*Tax\*\*/u);
    assert.ok(found.value.replaceAll('&#45;', '-').includes(luid), found.value);
  });

  it('is replaced by its LUID', async () => {
    const { url, luid } = linkTo('Tax');
    const document = await bed.text(`a = "${url}"\n`, 'python');
    await bed.run('vizport.replaceUrls', [
      document.uri.toString(),
      new vscode.Range(0, 0, document.lineCount, 0),
    ]);
    assert.equal(document.getText(), `a = "${luid}"\n`);
  });

  it('is resolved, on the site that it names', async () => {
    await bed.signIn('PeopleHub');
    const [tax, mix] = [linkTo('Tax'), linkTo('Channel Mix')];
    const other = tax.url.replace('/site/sales/', '/site/nobodys/');
    const original = vscode.window.showInformationMessage;
    Object.defineProperty(vscode.window, 'showInformationMessage', {
      configurable: true,
      value: async (_words: string, ...labels: string[]) => labels[0],
    });
    try {
      await bed.run('vizport.resolve', [`${tax.url}\n${mix.url}\n${other}`]);
    } finally {
      Object.defineProperty(vscode.window, 'showInformationMessage', {
        configurable: true,
        value: original,
      });
    }
    const rows = (await vscode.env.clipboard.readText()).split('\n');
    const luids = rows.map((row) => row.split('\t')[5]);
    assert.deepEqual(luids.slice(1, 4), [tax.luid, mix.luid, '']);
    assert.match(rows[3] ?? '', /not signed in/u);
  });

  it('ties a row of a mapping table to its site, as only Tableau’s own link may', async () => {
    const rows = await mappingRows(
      bed.contents.of(bed.site),
      { type: 'site' },
      { environment: 'prod', browserUrl: ({ webpageUrl }) => webpageUrl },
    );
    const books = rows
      .filter(({ resource_type: type, url }) => type === 'workbook' && url.startsWith(internal))
      .slice(0, 3);
    assert.equal(books.length, 3);
    const [gone, elsewhere, ...still] = books;
    assert.ok(gone && elsewhere);
    const unknown = { ...elsewhere, url: elsewhere.url.replace('internal', 'other') };
    const [csv] = formats;
    assert.ok(csv);
    bed.fake.model.workbooks.remove(gone.luid);
    const report = await checkTable(
      't.csv',
      csv.files([gone, unknown, ...still], 't')[0].text,
      { sessions: bed.sessions, contentOf: (site) => bed.contents.of(site) },
      new AbortController().signal,
    );
    assert.ok(typeof report !== 'string', 'the table is read');
    assert.deepEqual(
      report.drifts.map(({ kind, row }) => [kind, row.cells.luid?.value]),
      [['gone', gone.luid]],
    );
    assert.deepEqual(
      report.unknownSite.map(({ cells }) => cells.url?.value),
      [unknown.url],
    );
  });
});
