/** Every question of the library, run as the panel runs it, on every release that the fake server can be. */
import assert from 'node:assert/strict';
import { parse } from 'graphql';
import { contentKinds, kindNames } from '../../../src/content/contentKinds';
import { examples, ownQuestion, questions } from '../../../src/metadata/questions/library';
import type { Question } from '../../../src/metadata/questions/question';
import { runQuery, type WorkNeeds } from '../../../src/metadata/results/queryWork';
import { fillQuestion, unfilled } from '../../../src/query/fillQuestion';
import { ResultTable } from '../../../src/metadata/table/resultTable';
import { profiles, type ProfileName } from '../../fakeTableau/profiles';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import { clientFor, LinesLog, patOf, type SignedInBench } from '../../unit/tableau/support/harness';

const all = questions();

const sinceMinor: Readonly<Record<string, number>> = { '2020.3': 9, '2021.4': 14 };
/** What the invented company may have none of. */
const mayBeEmpty = new Set([
  'unusedDatasources',
  'virtualConnection',
  'warnedWorkbooks',
  'warnings',
]);
const log = new LinesLog();

/** Something of the site for each blank. */
function values(fake: FakeTableau, question: Question): Readonly<Record<string, string>> {
  const { model, company } = fake;
  const site = company.main.site.luid;
  const first = <T>(rows: readonly T[], wanted: (row: T) => boolean): T => {
    const row = rows.find(wanted);
    assert.ok(row, question.id);
    return row;
  };
  const visible = (row: Parameters<typeof model.canSee>[1]): boolean =>
    model.canSee(company.main.users['ana.ruiz']!, row);
  const workbook = first(
    model.workbooks.ofSite(site),
    (row) => visible(row) && row.viewLuids.length > 1 && row.projectLuid !== undefined,
  );
  const datasource = first(
    model.datasources.ofSite(site),
    (row) => visible(row) && row.fields.length > 3,
  );
  const table = first(
    model.tables.ofSite(site),
    (row) => row.kind === 'DatabaseTable' && row.columns.length > 0,
  );
  const names: Readonly<Record<string, string>> = {
    views: workbook.name,
    behindWorkbook: workbook.name,
    formulasOfWorkbook: workbook.name,
    usesDatasource: datasource.name,
    formulasOfDatasource: datasource.name,
    usesTable: table.name,
    usesColumn: table.columns[0]!.name,
    fieldOrigin: datasource.fields[0]!.name,
    tablesOfDatabase: model.databases.get(table.databaseLuid)!.name,
    workbooksOfProject: model.projects.get(workbook.projectLuid)!.name,
    tagged: first(model.workbooks.ofSite(site), (row) => visible(row) && row.tags.length > 0)
      .tags[0]!,
  };
  const numbers: Readonly<Record<string, string>> = {
    workbook: String(workbook.vizportalUrlId),
    datasource: String(datasource.vizportalUrlId),
    flow: String(model.flows.ofSite(site).find(visible)!.vizportalUrlId),
    virtualConnection: String(model.virtualConnections.ofSite(site)[0]?.vizportalUrlId ?? 1),
    project: String(model.projects.get(workbook.projectLuid)!.vizportalUrlId),
    table: String(table.vizportalId),
    database: String(model.databases.get(table.databaseLuid)!.vizportalId),
  };
  return {
    number: numbers[question.id] ?? '',
    name: names[question.id] ?? '',
    username: company.main.users['ana.ruiz']!.name,
    days: '0',
    path: model.views.get(workbook.viewLuids[0])!.contentUrl.replace('/sheets/', '/'),
  };
}

describe('questions', () => {
  it('are thirty and more, each with a title, a sentence, and a name of its own', () => {
    assert.ok(all.length >= 20, `${all.length}`);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.equal(new Set(all.map(({ title }) => title)).size, all.length);
    for (const { sentence } of all) assert.match(sentence, /\S.{10,}/u);
  });

  it('each say from which release on they are answered', () => {
    const said = new Map(examples().map(({ id, since }) => [id, since]));
    assert.equal(said.get('workbook'), 'from Tableau 2019.3');
    assert.equal(said.get('virtualConnection'), 'from Tableau 2021.4');
    for (const [id, since] of said) assert.match(since, /^from Tableau 20\d\d\.\d$/u, id);
  });

  it('name the addresses that Tableau shows, for every kind that has a number in its own', () => {
    const numbered = kindNames.filter((kind) => contentKinds[kind].inUrl?.by === 'vizportalUrlId');
    assert.ok(numbered.length >= 4, numbered.join());
    for (const kind of numbered) {
      const question = all.find(({ id }) => id === kind);
      assert.ok(question, kind);
      const [, segment = contentKinds[kind].inUrl?.segment] =
        /…\/([\w-]+)\/1234/u.exec(question.sentence) ?? [];
      assert.equal(segment, contentKinds[kind].inUrl?.segment);
    }
  });

  it('are short enough to be read whole in the palette', () => {
    assert.deepEqual(
      examples().filter(
        ({ title, since, sentence }) => title.length + since.length > 76 || sentence.length > 84,
      ),
      [],
    );
  });

  it('are told from what somebody has made of them', () => {
    const [stale] = all.filter(({ id }) => id === 'project');
    const asked = fillQuestion(
      { query: examples().find(({ id }) => id === 'project')!.query, ...stale },
      { number: '7' },
    );
    assert.match(ownQuestion(asked.query)?.older ?? '', /@only projectVizportalUrlId is 7\n/u);
    assert.equal(ownQuestion(asked.query.replace('projectName', 'name')), undefined);
    assert.equal(ownQuestion('{ oops'), undefined);
  });

  for (const profile of Object.keys(profiles) as ProfileName[]) {
    describe(`on ${profile}`, function () {
      this.timeout(20_000);
      let fake: FakeTableau;
      let bench: SignedInBench;
      before(async () => {
        fake = await startFakeTableau({ profile, metadata: 'on' });
        const password = { method: 'password', ...fake.credentials.password } as const;
        bench = clientFor(fake, profile === '2019.3' ? password : patOf(fake));
      });
      after(async () => {
        bench.transport.dispose();
        await fake.close();
      });

      const needs: WorkNeeds = {
        siteName: 'Sales',
        client: () => Promise.resolve(bench.client),
        tells: { errorText: (error) => String(error), log },
        ownQuestion: (query) => ownQuestion(query),
        onProgress: () => undefined,
        isNews: () => true,
        now: () => Date.now(),
      };

      for (const question of all) {
        it(`answers "${question.title}"`, async () => {
          const example = examples().find(({ id }) => id === question.id)!;
          const given = values(fake, question);
          assert.deepEqual(unfilled(example, given), []);
          const asked = fillQuestion(example, given);
          parse(asked.query);
          const never = new AbortController().signal;
          const { outcome } = await runQuery({ tab: '1', ...asked }, needs, {
            signal: never,
            stop: never,
          });
          if (
            question.since !== undefined &&
            Number(profiles[profile].apiVersion.slice(2)) < sinceMinor[question.since]!
          ) {
            assert.match(
              outcome.failure?.message ?? '',
              new RegExp(`needs Tableau ${question.since}`, 'u'),
            );
            return;
          }
          assert.equal(outcome.failure, undefined, outcome.failure?.message);
          assert.deepEqual(
            outcome.notes.filter(
              ({ level, message }) => level === 'warning' && !/Linked items/u.test(message),
            ),
            [],
          );
          const table = await ResultTable.of(outcome.data);
          if (!mayBeEmpty.has(question.id))
            assert.ok(table.rows.length > 0, JSON.stringify(outcome).slice(0, 300));
        });
      }
    });
  }
});
