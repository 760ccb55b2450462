// Who sees what through the fake server's Metadata API, and how it says no.
import assert from 'node:assert/strict';
import { openMetadata, type MetadataTalk } from './metadataTalk';

describe('handleMetadata for somebody who may not see everything', function () {
  // The first query of a version builds its schema, which a busy machine takes its time over.
  this.timeout(20_000);

  let talk: MetadataTalk;

  beforeEach(async () => {
    talk = await openMetadata();
  });

  afterEach(() => talk.close());

  const hiddenWorkbook = () => {
    const hidden = talk.model.workbooks
      .ofSite(talk.site.luid)
      .find((row) => !talk.model.canSee(talk.user, row));
    assert.ok(hidden, 'the company hides a workbook from the default user');
    return hidden;
  };

  it('returns what may not be seen without name and ids', async () => {
    const hidden = hiddenWorkbook();
    const found = await talk.data<{ workbooks: unknown[] }>(
      `query($id:ID){workbooks(filter:{id:$id}){
        name luid vizportalUrlId projectName projectVizportalUrlId owner{name} site{name} sheets{name}}}`,
      { id: hidden.metadataId },
    );
    assert.deepEqual(found.workbooks, [
      {
        name: null,
        luid: '',
        vizportalUrlId: '',
        projectName: null,
        projectVizportalUrlId: null,
        owner: { name: null },
        site: { name: talk.site.name },
        sheets: [],
      },
    ]);
  });

  it('leaves it out when told to filter', async () => {
    const hidden = hiddenWorkbook();
    const found = await talk.data<{ workbooks: { luid: string }[] }>(
      '{workbooks(permissionMode:FILTER_RESULTS){luid}}',
    );
    const visible = talk.model.workbooks
      .ofSite(talk.site.luid)
      .filter((row) => talk.model.canSee(talk.user, row))
      .map((row) => row.luid);
    assert.deepEqual(found.workbooks.map((row) => row.luid).sort(), visible.sort());
    assert.ok(!visible.includes(hidden.luid));
  });

  it('switches the mode with a warning when the filter is on a sensitive attribute', async () => {
    const hidden = hiddenWorkbook();
    const project = talk.model.projects.get(hidden.projectLuid);
    assert.ok(project, 'the hidden workbook is in a project');
    const answer = await talk.ask(
      'query($p:[String]){workbooksConnection(filter:{projectNameWithin:$p}){nodes{name}}}',
      { p: [project.name] },
    );
    assert.deepEqual(answer.errors?.[0]?.extensions, {
      severity: 'WARNING',
      code: 'PERMISSIONS_MODE_SWITCHED',
      properties: { workbooksConnection: ['projectNameWithin'] },
    });
    const { nodes } = (answer.data as { workbooksConnection: { nodes: { name: string | null }[] } })
      .workbooksConnection;
    assert.ok(nodes.every((node) => node.name !== null && node.name !== hidden.name));
  });

  it('demands a filter for columns and fields, except from administrators', async () => {
    const refused = await talk.ask('{columns{name}}');
    assert.equal(refused.data, null);
    assert.equal(refused.errors?.[0]?.extensions?.['code'], 'FILTER_REQUIRED');
    const allowed = await talk.administrator.data<{ columns: unknown[] }>('{columns{name}}');
    assert.ok(allowed.columns.length > 0);
    const [column] = allowed.columns as { name: string }[];
    const named = await talk.data<{ columns: { name: string }[] }>(
      'query($n:String){columns(filter:{name:$n}){name}}',
      { n: column?.name },
    );
    assert.equal(named.columns[0]?.name, column?.name);
  });

  it('hides other users while user visibility is limited', async () => {
    talk.site.limitedUserVisibility = true;
    const answer = await talk.ask(
      '{tableauUsers(orderBy:{field:EMAIL,direction:ASC}){username email}}',
    );
    const { tableauUsers } = answer.data as { tableauUsers: { username: string | null }[] };
    assert.deepEqual(
      tableauUsers.map(({ username }) => username).filter((name) => name !== null),
      [talk.user.name],
    );
    assert.equal(answer.errors?.[0]?.extensions?.['code'], 'USER_VISIBILITY_IS_LIMITED');
  });

  it('shows what was published after a while only', async () => {
    const [row] = talk.model.workbooks
      .ofSite(talk.site.luid)
      .filter((each) => talk.model.canSee(talk.user, each));
    assert.ok(row);
    const all = talk.model.workbooks.ofSite(talk.site.luid).length;
    const find = async (): Promise<readonly [found: number, total: number]> => {
      const query =
        'query($n:String){workbooks(filter:{vizportalUrlId:$n}){luid} workbooksConnection{totalCount}}';
      const { workbooks, workbooksConnection } = await talk.data<{
        workbooks: unknown[];
        workbooksConnection: { totalCount: number };
      }>(query, { n: String(row.vizportalUrlId) });
      return [workbooks.length, workbooksConnection.totalCount];
    };
    assert.deepEqual(await find(), [1, all]);
    talk.model.workbooks.update(row, { indexedFrom: talk.model.now() + 60_000 });
    assert.deepEqual(await find(), [0, all - 1]);
    talk.knobs.skewClock(61_000);
    assert.deepEqual(await find(), [1, all]);
  });

  it('turns away who is not signed in, in Spring’s words', async () => {
    const response = await talk.fetch(
      '/api/metadata/graphql',
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"query":"{__typename}"}',
      },
      null,
    );
    assert.equal(response.status, 401);
    const body = (await response.json()) as Record<string, unknown>;
    assert.equal(body['status'], 401);
    assert.equal(body['error'], 'Unauthorized');
    assert.equal(body['path'], '/relationship-service-war/graphql');
  });

  it('asks a JWT session for tableau:content:read', async () => {
    const refused = await talk.withJwt(['tableau:tasks:run']);
    assert.equal((await refused('{__typename}')).status, 401);
    const allowed = await talk.withJwt(['tableau:content:read']);
    assert.equal((await allowed('{__typename}')).status, 200);
  });
});
