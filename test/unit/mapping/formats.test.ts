/** Every format is read back as what was written, with each cell in its place. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formats } from '../../../src/mapping/formats';
import { load } from 'js-yaml';
import { readTable } from '../../../src/mapping/readTable';
import { fields, sortedRows, vizportalIdOf, type MappingRow } from '../../../src/mapping/row';

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        ',',
        ';',
        '\n',
        '\r\n',
        '\t',
        "''",
        '\\n',
        '(',
        ')',
        '🚀',
        'VALUES',
        '--',
      ),
      fc.string(),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join('').replaceAll('\u0000', ''));
const row: fc.Arbitrary<MappingRow> = fc.record({
  resource_type: fc.constantFrom('workbook', 'datasource', 'flow'),
  site: fc.constantFrom('', 'fernweh'),
  environment: text,
  project_path: text,
  name: text,
  content_url: text,
  vizportal_id: fc.constantFrom('', '0012', '7'),
  luid: fc.uuid(),
  url: fc.webUrl(),
});

describe('formats', () => {
  for (const format of formats) {
    it(`${format.label} is read back as what was written`, () => {
      fc.assert(
        fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
          const [file] = format.files(rows, 'table');
          const read = readTable(file.name, file.text);
          assert.ok(read !== undefined);
          assert.deepEqual(
            read.rows.map(({ cells }) => fields.map((field) => cells[field]?.value)),
            rows.map((one) => fields.map((field) => one[field])),
          );
        }),
        { numRuns: 200, seed: 11 },
      );
    });

    it(`${format.label} has another value where a cell was replaced, and nothing else is changed`, () => {
      fc.assert(
        fc.property(fc.array(row, { minLength: 2, maxLength: 2 }), text, (rows, name) => {
          const [file] = format.files(rows, 'table');
          const read = readTable(file.name, file.text);
          const cell = read?.rows[1]?.cells.name;
          assert.ok(read !== undefined && cell !== undefined);
          const changed =
            file.text.slice(0, cell.start) + read.encode(name) + file.text.slice(cell.end);
          const again = readTable(file.name, changed);
          const wanted = [rows[0], { ...rows[1], name }];
          assert.deepEqual(
            again?.rows.map(({ cells }) => fields.map((field) => cells[field]?.value)),
            wanted.map((one) => fields.map((field) => (one as MappingRow)[field])),
          );
        }),
        { numRuns: 100, seed: 12 },
      );
    });
  }

  it('a dbt seed comes with its properties, under the name of the file', () => {
    const seed = formats.find(({ id }) => id === 'dbtSeed');
    const files = seed?.files([], 'tableau_mapping_prod') ?? [];
    assert.deepEqual(
      files.map(({ name }) => name),
      ['tableau_mapping_prod.csv', 'tableau_mapping_prod.yml'],
    );
    assert.match(files[1]?.text ?? '', /- name: tableau_mapping_prod\n/u);
  });
});

const plain: MappingRow = {
  ...(Object.fromEntries(fields.map((field) => [field, ''])) as unknown as MappingRow),
  resource_type: 'workbook',
  luid: 'a0000000-0000-4000-8000-00000000000a',
};

/** Names that somebody has really given, or could. */
const odd = [
  'a,b;c',
  `"quoted" 'twice'`,
  "Robert'); DROP TABLE tableau_mapping;--",
  'line\nbreak',
  ' blank at both ends\u00a0',
  '👩‍💻 تقرير מרגין \u202eabc',
  '=HYPERLINK("http://evil.example";"x")',
  '@SUM(1)',
  'VALUES',
  'R&D',
  '$$',
  '\\',
  'NULL',
  'true',
  '- a: b # c',
];

describe('odd names', () => {
  for (const format of formats)
    it(`come back from ${format.label} as they were`, () => {
      const rows = odd.map((name) => ({ ...plain, name, project_path: name }));
      const [file] = format.files(rows, 'table');
      const read = readTable(file.name, file.text);
      assert.deepEqual(
        read?.rows.map(({ cells }) => [cells.name?.value, cells.project_path?.value]),
        odd.map((name) => [name, name]),
      );
    });

  it('of files are quoted in YAML where they would be something else', () => {
    const seed = formats.find(({ id }) => id === 'dbtSeed');
    for (const [base, name] of [
      ['tableau_mapping', 'tableau_mapping'],
      ['2024', '2024'],
      ['on', 'on'],
      ['a: b', 'a: b'],
      ['#x', '#x'],
      ['Größe "1"', 'Größe "1"'],
    ] as const) {
      const text = seed?.files([], base)[1]?.text ?? '';
      const { seeds } = load(text) as { seeds: { name: unknown }[] };
      assert.equal(seeds[0]?.name, name);
    }
  });
});

describe('long tables', () => {
  const rows = Array.from({ length: 4_500 }, (_, n) => ({ ...plain, name: `n${n}` }));

  for (const id of ['sql', 'snowflake'] as const)
    it(`are merged piece by piece, and read back whole (${id})`, () => {
      const [file] = formats.find((one) => one.id === id)?.files(rows, 't') ?? [];
      assert.ok(file);
      assert.equal(file.text.match(/^MERGE INTO/gmu)?.length, 3);
      for (const statement of file.text.split(/(?<=;)\n/u))
        assert.ok(statement.length < 1_000_000, String(statement.length));
      const read = readTable(file.name, file.text);
      assert.deepEqual(
        read?.rows.map(({ cells }) => cells.name?.value),
        rows.map(({ name }) => name),
      );
    });
});

describe('readTable', () => {
  it('reads tables that others wrote: other headings, semicolons, a byte order mark', () => {
    const read = readTable('t.csv', '\uFEFFLUID;Kind;Path\r\nabc;workbook;Finance\r\n\r\n');
    assert.equal(read?.rows.length, 1);
    assert.equal(read.rows[0]?.cells.project_path?.value, 'Finance');
    const json = readTable(
      't.json',
      '{"items": [{"luid": "abc", "resourceType": "flow", "vizportalId": 7}]}',
    );
    assert.equal(json?.rows[0]?.cells.vizportal_id?.value, '7');
    const insert =
      "INSERT INTO t (luid, resource_type, name) VALUES ('abc', 'flow', NULL), ('d', 'flow', 'x');";
    assert.deepEqual(
      readTable('t.sql', insert)?.rows.map(({ cells }) => cells.name?.value),
      ['', 'x'],
    );
  });

  it('reads every INSERT of a file, and nothing that stands in a literal', () => {
    const insert = (name: string): string =>
      `INSERT INTO t (luid, resource_type, name) VALUES ('abc', 'flow', '${name}');\n`;
    const read = readTable('t.sql', insert('a') + insert("it''s VALUES (1)") + insert('c'));
    assert.deepEqual(
      read?.rows.map(({ cells }) => cells.name?.value),
      ['a', "it's VALUES (1)", 'c'],
    );
  });

  it('takes nothing for a table that does not say what its LUIDs are of', () => {
    assert.equal(readTable('t.csv', 'a,b\n1,2\n'), undefined);
    assert.equal(readTable('t.json', '{"a": [1, 2]}'), undefined);
    assert.equal(readTable('t.sql', "SELECT 'VALUES' FROM t"), undefined);
    assert.equal(readTable('t.json', 'not json'), undefined);
  });
});

describe('sortedRows and vizportalIdOf', () => {
  it('sort by path and name, and read the number of an address', () => {
    const base = Object.fromEntries(fields.map((field) => [field, ''])) as unknown as MappingRow;
    const rows = sortedRows([
      { ...base, name: 'b' },
      { ...base, name: 'a', project_path: 'Z' },
      { ...base, name: 'a' },
    ]);
    assert.deepEqual(
      rows.map(({ project_path, name }) => `${project_path}/${name}`),
      ['/a', '/b', 'Z/a'],
    );
    assert.equal(vizportalIdOf('https://h/#/site/s/workbooks/123'), '123');
    assert.equal(vizportalIdOf('https://h/#/site/s/workbooks/123/views'), '123');
    assert.equal(vizportalIdOf('https://h/#/site/s/views/A/B'), undefined);
    assert.equal(vizportalIdOf(undefined), undefined);
  });
});
