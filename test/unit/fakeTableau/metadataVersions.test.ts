// Each release's schema: what it lacks is refused in the words of Tableau's GraphQL engine.
import assert from 'node:assert/strict';
import { openMetadata, type MetadataTalk } from './metadataTalk';
import type { ProfileName } from '../../fakeTableau/profiles';

describe('executableSchema', function () {
  // The first query of a version builds its schema, which a busy machine takes its time over.
  this.timeout(20_000);

  const open: MetadataTalk[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((talk) => talk.close()));
  });

  const server = async (profile: ProfileName): Promise<MetadataTalk> => {
    const talk = await openMetadata(profile);
    talk.knobs.metadataMode = 'on';
    open.push(talk);
    return talk;
  };

  const base =
    '{workbooks{luid name vizportalUrlId projectName sheets{luid path} embeddedDatasources{hasExtracts}}}';

  for (const profile of ['2019.3', '2021.4', '2022.3', '2025.1', 'cloud'] as const) {
    it(`answers the fields of 2019.3 in ${profile}`, async () => {
      const talk = await server(profile);
      const { workbooks } = await talk.data<{ workbooks: unknown[] }>(base);
      assert.ok(workbooks.length > 0);
    });
  }

  it('has projectLuid from 2022.3 on', async () => {
    const query = '{workbooks{projectLuid}}';
    const before = await (await server('2021.4')).ask(query);
    assert.ok(!('data' in before));
    assert.equal(
      before.errors?.[0]?.message,
      "Validation error of type FieldUndefined: Field 'projectLuid' in type 'Workbook' is undefined @ 'workbooks/projectLuid'",
    );
    assert.equal(before.errors[0].extensions, null);
    assert.equal((await (await server('2022.3')).ask(query)).errors, undefined);
  });

  it('has neither permissionMode nor luid filters in 2019.3', async () => {
    const talk = await server('2019.3');
    const mode = await talk.ask('{workbooks(permissionMode:FILTER_RESULTS){luid}}');
    assert.match(
      mode.errors?.[0]?.message ?? '',
      /^Validation error of type UnknownArgument: .*permissionMode/,
    );
    const luid = await talk.ask('{workbooks(filter:{luid:"x"}){luid}}');
    assert.match(luid.errors?.[0]?.message ?? '', /^Validation error of type WrongType: .*luid/);
    const virtual = await talk.ask('{virtualConnections{luid}}');
    assert.match(
      virtual.errors?.[0]?.message ?? '',
      /FieldUndefined: Field 'virtualConnections' in type 'Query'/,
    );
  });

  it('names the path of a field that nobody has', async () => {
    const answer = await (
      await server('cloud')
    ).ask('{workbooksConnection{nodes{owner{shoeSize}}}}');
    assert.equal(
      answer.errors?.[0]?.message,
      "Validation error of type FieldUndefined: Field 'shoeSize' in type 'TableauUser' is undefined @ 'workbooksConnection/nodes/owner/shoeSize'",
    );
  });

  it('says Invalid Syntax to what is no GraphQL', async () => {
    const answer = await (await server('cloud')).ask('{workbooks{');
    assert.match(answer.errors?.[0]?.message ?? '', /^Invalid Syntax/);
  });

  it('keeps JWT sessions out before 2023.3', async () => {
    const old = await (await server('2022.3')).withJwt(['tableau:content:read']);
    assert.equal((await old('{__typename}')).status, 401);
    const current = await (await server('2025.1')).withJwt(['tableau:content:read']);
    assert.equal((await current('{__typename}')).status, 200);
  });
});
