// The Metadata API of the fake server over HTTP: look-ups, connections, lineage, ways to ask.
import assert from 'node:assert/strict';
import { openMetadata, type MetadataTalk } from './metadataTalk';

interface Nodes<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

describe('handleMetadata', function () {
  // The first query of a version builds its schema, which a busy machine takes its time over.
  this.timeout(20_000);

  let talk: MetadataTalk;

  before(async () => {
    talk = await openMetadata();
  });

  after(() => talk.close());

  it('answers the cheapest probe', async () => {
    assert.deepEqual(await talk.data('{__typename}'), { __typename: 'Query' });
  });

  it('finds a workbook, a data source and a flow that share one number', async () => {
    const { workbooks, datasources, flows } = talk.model;
    const site = talk.site.luid;
    const number = workbooks
      .ofSite(site)
      .map((row) => row.vizportalUrlId)
      .find(
        (candidate) =>
          datasources.ofSite(site).some((row) => row.vizportalUrlId === candidate) &&
          flows.ofSite(site).some((row) => row.vizportalUrlId === candidate),
      );
    assert.ok(number !== undefined, 'the company has colliding numbers');
    const found = await talk.administrator.data<Record<string, { luid: string }[]>>(
      `query($n:String){
        workbooks(filter:{vizportalUrlId:$n}){luid}
        publishedDatasources(filter:{vizportalUrlId:$n}){luid}
        flows(filter:{vizportalUrlId:$n}){luid}
      }`,
      { n: String(number) },
    );
    const luidOf = (rows: readonly { luid: string; vizportalUrlId: number }[]) =>
      rows.filter((row) => row.vizportalUrlId === number).map(({ luid }) => ({ luid }));
    assert.deepEqual(found, {
      workbooks: luidOf(workbooks.ofSite(site)),
      publishedDatasources: luidOf(datasources.ofSite(site)),
      flows: luidOf(flows.ofSite(site)),
    });
  });

  it('says nothing of another site, whatever the number or LUID', async () => {
    const elsewhere = [...talk.model.workbooks.all()].find(
      (row) => row.siteLuid !== talk.site.luid,
    );
    assert.ok(elsewhere);
    const found = await talk.administrator.data<{ workbooks: unknown[] }>(
      'query($l:String){workbooks(filter:{luid:$l}){luid}}',
      { l: elsewhere.luid },
    );
    assert.deepEqual(found.workbooks, []);
  });

  it('pages by cursor through every workbook once, in order', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    const totals = new Set<number>();
    do {
      const answer: { workbooksConnection: Nodes<{ luid: string; name: string }> } =
        await talk.administrator.data(
          `query($after:String){workbooksConnection(first:7,after:$after,orderBy:{field:NAME,direction:ASC}){
            nodes{luid name} pageInfo{hasNextPage endCursor} totalCount}}`,
          { after },
        );
      const { nodes, pageInfo, totalCount } = answer.workbooksConnection;
      seen.push(...nodes.map((node) => node.name));
      totals.add(totalCount);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    assert.equal(seen.length, talk.model.workbooks.ofSite(talk.site.luid).length);
    assert.deepEqual([...totals], [seen.length]);
    assert.deepEqual(
      seen,
      [...seen].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  });

  it('pages by offset, a hundred at a time unless told otherwise', async () => {
    const all = await talk.administrator.data<{ columnsConnection: Nodes<{ id: string }> }>(
      '{columnsConnection(first:1000){nodes{id} pageInfo{hasNextPage endCursor} totalCount}}',
    );
    const some = await talk.administrator.data<{ columnsConnection: Nodes<{ id: string }> }>(
      '{columnsConnection(offset:5){nodes{id} pageInfo{hasNextPage endCursor} totalCount}}',
    );
    assert.deepEqual(some.columnsConnection.nodes, all.columnsConnection.nodes.slice(5, 105));
  });

  it('ANDs the parts of a filter and takes lists', async () => {
    const [one, two] = talk.model.workbooks.ofSite(talk.site.luid);
    assert.ok(one && two);
    const found = await talk.administrator.data<{ workbooks: { luid: string }[] }>(
      'query($l:[String],$n:String){workbooks(filter:{luidWithin:$l,name:$n}){luid}}',
      { l: [one.luid, two.luid, 'nobody'], n: two.name },
    );
    const expected = [one, two]
      .filter((row) => row.name === two.name)
      .map(({ luid }) => ({ luid }));
    assert.deepEqual(found.workbooks, expected);
  });

  it('follows a field of a published data source to columns, sheets and workbooks', async () => {
    const { publishedDatasources } = await talk.administrator.data<{
      publishedDatasources: {
        name: string;
        fields: { __typename: string; columns?: { name: string; table: { name: string } }[] }[];
        downstreamWorkbooks: { luid: string }[];
        downstreamSheets: { workbook: { luid: string } }[];
      }[];
    }>(
      `{publishedDatasources{name
        fields{__typename ... on ColumnField{columns{name table{name}}}}
        downstreamWorkbooks{luid} downstreamSheets{workbook{luid}}}}`,
    );
    const used = publishedDatasources.find((row) => row.downstreamSheets.length > 0);
    assert.ok(used, 'some published data source feeds sheets');
    assert.ok(used.fields.some((field) => field.columns?.[0]?.table.name));
    const workbooks = new Set(used.downstreamWorkbooks.map(({ luid }) => luid));
    assert.ok(used.downstreamSheets.every((sheet) => workbooks.has(sheet.workbook.luid)));
  });

  it('gives a hidden sheet neither luid nor path', async () => {
    const hidden = talk.model.views.ofSite(talk.site.luid).find((view) => view.hiddenSheet);
    assert.ok(hidden, 'the company has a hidden sheet');
    const found = await talk.administrator.data<{ sheets: unknown[] }>(
      'query($id:ID){sheets(filter:{id:$id}){name luid path}}',
      { id: hidden.metadataId },
    );
    assert.deepEqual(found.sheets, [{ name: hidden.name, luid: '', path: '' }]);
  });

  it('takes null variables, application/graphql, GET and the old path', async () => {
    const query = '{workbooksConnection{totalCount}}';
    const expected = {
      data: {
        workbooksConnection: { totalCount: talk.model.workbooks.ofSite(talk.site.luid).length },
      },
    };
    const path = '/api/metadata/graphql';
    const json = { 'Content-Type': 'application/json' };
    const asked = [
      talk.fetch(path, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ query, variables: null }),
      }),
      talk.fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/graphql' },
        body: query,
      }),
      talk.fetch(`${path}?query=${encodeURIComponent(query)}`, { method: 'GET' }),
      talk.fetch('/relationship-service-war/graphql', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ query }),
      }),
    ];
    for (const response of await Promise.all(asked)) {
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), expected);
    }
  });

  it('answers introspection', async () => {
    const { __schema } = await talk.data<{ __schema: { types: { name: string }[] } }>(
      '{__schema{types{name}}}',
    );
    const names = new Set(__schema.types.map(({ name }) => name));
    for (const name of [
      'Workbook',
      'WorkbooksConnection',
      'Workbook_Filter',
      'WorkbookOrderField',
    ]) {
      assert.ok(names.has(name), name);
    }
    assert.ok(!names.has('since'));
  });
});
