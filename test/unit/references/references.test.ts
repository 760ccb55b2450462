/** Which places of a text are Tableau's, and which are left alone. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { referenceAt, referencesIn, type Reference } from '../../../src/references/references';
import { linesOf } from '../../../src/references/surroundings';

const id = '1f2f3e4e-5d6d-4c8c-9b0b-1a2a3f4f5e6e';
const other = 'a0000000-0000-4000-8000-00000000000a';

const on = (text: string, line = 0): readonly Reference[] => referencesIn(linesOf(text), line);
const asked = (text: string, line = 0): readonly string[] =>
  on(text, line).flatMap((one) => (one.type === 'luid' && one.isTableaus ? [one.luid] : []));

describe('referencesIn', () => {
  it('finds a LUID beside a Tableau word on its line', () => {
    for (const text of [
      `workbook_id = "${id}"`,
      `datasource_luid: ${id}`,
      `{"luid": "${id}"}`,
      `# tableau: ${id.toUpperCase()}`,
      `TableauOperator(find='${id}')`,
      `server.workbooks.get_by_id("${id}")`,
      `INSERT INTO tableau_map VALUES ('${id}')`,
      `tabcmd refreshextracts ${id}`,
      `WORKBOOKID=${id}`,
    ])
      assert.deepEqual(asked(text), [id], text);
  });

  it('leaves other ids alone', () => {
    for (const text of [
      `id = "${id}"`,
      `customer: ${id}`,
      `project_id: ${id}`,
      `view ${id}`,
      `"resolved": "${id}"`,
      `notebook ${id}`,
      `workflow_run: ${id}`,
    ])
      assert.deepEqual(asked(text), [], text);
  });

  it('never takes the ids of secrets, whatever stands beside them', () => {
    for (const text of [
      `TABLEAU_SECRET_ID = "${id}"`,
      `tableau_client_id: ${id}`,
      `tableau.auth("token", "${id}")`,
      `tableau connected app secret ${id}`,
      `tableau_tenant: ${id}`,
    ])
      assert.deepEqual(asked(text), [], text);
    assert.deepEqual(asked(`{"workbook_id": "${id}", "token": "${other}"}`), [id]);
    assert.deepEqual(asked(`tableau_secrets:\n  first: ${id}`, 1), []);
    const nested = `tableau:\n  connected_app:\n    secret:\n      id: ${id}\n  workbooks:\n    - ${other}`;
    assert.deepEqual(asked(nested, 3), []);
    assert.deepEqual(asked(nested, 5), [other]);
    assert.deepEqual(asked(`TABLEAU_TOKEN = (\n    "${id}"\n)  # for tableau`, 1), []);
    // What says itself that it is content is content, wherever it stands.
    assert.deepEqual(asked(`def refresh(token):\n    workbook_id = "${id}"`, 1), [id]);
  });

  it('finds ids below a Tableau word that they are nested under', () => {
    const yaml = `dag:\n  workbooks:\n    - ${id}\n    - name: x\n      id: ${other}\n  other:\n    deep:\n      far:\n        - ${id}`;
    assert.deepEqual(asked(yaml, 2), [id]);
    assert.deepEqual(asked(yaml, 4), [other]);
    const far = `tableau:\n${'  a: 1\n'.repeat(200)}  b: ${id}`;
    assert.deepEqual(asked(far, 201), [id]);
    assert.deepEqual(asked(`# tableau\n${'\n'.repeat(20)}x: ${id}`, 21), []);
    const flat = `luids:\n${`- ${other}\n`.repeat(50)}- ${id}`;
    assert.deepEqual(asked(flat, 51), [id]);
  });

  it('takes a list that stands as far to the left as its key for what the key says, at any depth', () => {
    const list = (key: string, one: string): string => `  ${key}:\n${`  - ${one}\n`.repeat(9)}`;
    const yaml = `etl:\n${list('client_ids', other)}${list('workbooks', id)}${list('steps', other)}`;
    const lines = linesOf(yaml);
    const askedAt = (line: number): readonly string[] =>
      referencesIn(lines, line).flatMap((one) =>
        one.type === 'luid' && one.isTableaus ? [one.luid] : [],
      );
    // From the top, as a document is read.
    const found = Array.from({ length: lines.lineCount }, (_, line) => askedAt(line));
    assert.deepEqual(found[16], [id]);
    assert.deepEqual(found[20], [id]);
    assert.deepEqual(found[28], []);
    const below = `tableau:\n${list('connected_apps', other)}${list('sheets', id)}`;
    assert.deepEqual(asked(below, 8), []);
    assert.deepEqual(asked(below, 18), [id]);
    const deep = `etl:\n  workbooks:\n${'  - name: a\n    at: b\n'.repeat(9)}  - name: c\n    id: ${id}`;
    assert.deepEqual(asked(deep, 21), [id]);
  });

  it('reads the head of a table', () => {
    const csv = `site,kind,luid\n${'x,y,z\n'.repeat(100)}sales,workbook,${id}`;
    assert.deepEqual(asked(csv, 101), [id]);
    assert.deepEqual(asked(`a,b,c\n${'\n'.repeat(9)}x,y,${id}`, 10), []);
  });

  it('knows the kind that the words name', () => {
    const hintOf = (text: string, line = 0): string | undefined => {
      const [first] = on(text, line);
      return first?.type === 'luid' ? first.hint : undefined;
    };
    assert.equal(hintOf(`workbook_id = "${id}"`), 'workbook');
    assert.equal(hintOf(`"dataSourceLuid": "${id}"`), 'datasource');
    assert.equal(hintOf(`tableau_flow_id: ${id}`), 'flow');
    assert.equal(hintOf(`tableau view_id: ${id}`), 'view');
    assert.equal(hintOf(`tableau custom view ${id}`), 'customView');
    assert.equal(hintOf(`virtual_connection_luid = '${id}'`), 'virtualConnection');
    assert.equal(hintOf(`luid = "${id}"`), undefined);
    const line = `{"workbook_id": "${id}", "datasource_id": "${other}"}`;
    assert.deepEqual(
      on(line).map((one) => one.type === 'luid' && one.hint),
      ['workbook', 'datasource'],
    );
  });

  it('takes no part of a longer word for an id', () => {
    assert.deepEqual(on(`luid ${id}0`), []);
    assert.deepEqual(on(`luid a${id}`), []);
    assert.deepEqual(on(`luid ${id}-${id}`), []);
  });

  it('finds addresses of Tableau, without the marks around them', () => {
    const url = 'https://10ax.online.tableau.com/#/site/sales/workbooks/123/views';
    for (const text of [
      `see ${url}.`,
      `[Margin](${url})`,
      `"${url}",`,
      `<${url}>`,
      `(${url})`,
      `'${url}';`,
      `**${url}**`,
    ]) {
      const [found] = on(text);
      assert.ok(found?.type === 'url', text);
      assert.equal(found.text, url);
      assert.equal(text.slice(found.start, found.end), url);
      assert.ok(found.isTableaus);
    }
  });

  it('knows the pages of a Tableau Server’s default site by their words', () => {
    for (const page of ['workbooks', 'virtualconnections', 'virtual-connections']) {
      const [found] = on(`https://bi.example.com/#/${page}/3`);
      assert.ok(found?.type === 'url' && found.isTableaus, page);
    }
  });

  it('marks addresses that could be anybody’s as such, and passes over the rest', () => {
    const [own] = on('https://bi.example.com/t/sales/views/Wb/Sheet?:iid=1');
    assert.ok(own?.type === 'url' && !own.isTableaus);
    assert.deepEqual(on(`https://github.com/tableau/${id}`), []);
    assert.deepEqual(on('https://10ax.online.tableau.com/#/site/sales/home'), []);
    const [custom] = on(`https://bi.example.com/#/site/s/views/Wb/Sheet/${id}/Mine`);
    assert.ok(custom?.type === 'url');
  });

  it('gives spans that hold what they name, in order and apart, in any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.uuid(),
      fc.constantFrom('luid: ', 'workbook_id="', '"', ', ', '(', ')', 'تقرير', '😀', 'https://'),
      fc.nat(999).map((n) => `https://h.example/#/site/s/workbooks/${n}`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('').replaceAll(/[\r\n]/gu, ' ');
        let last = 0;
        for (const one of on(text)) {
          assert.ok(one.start >= last && one.end > one.start && one.end <= text.length);
          last = one.end;
          const inside = text.slice(one.start, one.end);
          assert.equal(
            one.type === 'url' ? one.text : one.luid,
            one.type === 'url' ? inside : inside.toLowerCase(),
          );
          assert.deepEqual(referenceAt(linesOf(text), 0, one.start + 1), one);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds every LUID that stands by itself after a Tableau word', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 5 }), (ids) => {
        assert.deepEqual(asked(`workbook_ids = [${ids.map((one) => `"${one}"`).join(', ')}]`), ids);
      }),
    );
  });

  it('tells of a line the same, whichever lines were asked about before', () => {
    const line = fc
      .tuple(
        fc.constantFrom('', '  ', '    ', '\t'),
        fc.constantFrom(
          '',
          '- ',
          '# ',
          '-',
          'luids:',
          'secrets:',
          'tableau = (',
          'a: ',
          `x: ${id}`,
        ),
        fc.constantFrom('', other, `"${other}",`),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (all) => {
        const text = all.join('\n');
        const shared = linesOf(text);
        all.forEach((_, at) => {
          assert.deepEqual(referencesIn(shared, at), referencesIn(linesOf(text), at));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('is quick with a selection that is one long list', () => {
    const lines = linesOf(`luids = [\n${`  "${id}",\n`.repeat(4_000)}]`);
    const began = performance.now();
    for (let at = 1; at <= 4_000; at += 1) assert.equal(referencesIn(lines, at).length, 1);
    assert.ok(performance.now() - began < 1_000, String(performance.now() - began));
  });

  it('is quick with a long file and a long line', () => {
    const lines = linesOf(`luid\n${`x: ${id}\n`.repeat(20_000)}`);
    const began = performance.now();
    for (let at = 0; at < 1_000; at += 1) referencesIn(lines, 19_000 + at);
    referencesIn(linesOf(`luid ${`${id} "`.repeat(50_000)}`), 0);
    assert.ok(performance.now() - began < 1_000);
  });
});
