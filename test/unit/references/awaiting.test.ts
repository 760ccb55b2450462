/** Where a LUID is about to be written. The caret is a bar. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { awaitedLuid, type Awaiting } from '../../../src/references/awaiting';
import { linesOf } from '../../../src/references/surroundings';

function at(marked: string): Awaiting | undefined {
  const before = marked.slice(0, marked.indexOf('|'));
  const line = before.split('\n').length - 1;
  const column = before.length - (before.lastIndexOf('\n') + 1);
  return awaitedLuid(linesOf(marked.replace('|', '')), line, column);
}

describe('awaitedLuid', () => {
  it('sees a value after the names that people use', () => {
    for (const text of [
      `luid = "|"`,
      `workbook_id="Mar|"`,
      `{"datasource_id": "|"}`,
      `{"workbookLuid": "|"}`,
      `workbook_luid: |`,
      `luid: Mar|`,
      `server.workbooks.get_by_id('|')`,
      `WHERE luid = '|'`,
      `WHERE luid IN ('a', '|')`,
      `WORKBOOK_LUIDS = ["x", "|"]`,
      `luids:\n  - |`,
      `luids = [\n    "|"\n]`,
      `tableau:\n  view_id: "|"`,
      `TableauOperator(resource="workbooks", find="|")`,
      `--workbook-luid |`,
      `luid=f"|"`,
      `TABLEAU_WORKBOOK_ID=|`,
      `# the user's own; luid = "|"`,
    ])
      assert.notEqual(at(text), undefined, text);
  });

  it('keeps out of everything else', () => {
    for (const text of [
      `name = "|"`,
      `find="|"`,
      `luid = |`.replace('=', ''),
      `print("luid", "|")`,
      `project_id = "|"`,
      `# the luid is |`,
      `tableau_token_luid_secret = "|"`,
      `id = "|"`,
      `luid = "a" |`,
      `import |`,
    ])
      assert.equal(at(text), undefined, text);
  });

  it('knows the kind, and what is to be replaced', () => {
    assert.deepEqual(at(`workbook_id = "Mar|gin"`), {
      start: 15,
      end: 21,
      typed: 'Mar',
      kind: 'workbook',
    });
    assert.equal(at(`TableauOperator(resource='datasources', find='|')`)?.kind, 'datasource');
    assert.equal(at(`luid: "|"`)?.kind, undefined);
    assert.equal(at(`server.flows.get_by_id("|")`)?.kind, 'flow');
  });

  it('is quick in a line that no person wrote', () => {
    const began = performance.now();
    for (const text of ['a', "don't ", '"x", ', '["'])
      awaitedLuid(linesOf(`x = "${text.repeat(20_000 / text.length)}`), 0, 19_990);
    assert.ok(performance.now() - began < 200, String(performance.now() - began));
  });

  it('never replaces anything but what stands around the caret', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(text, text, fc.nat(80), (head, tail, where) => {
        const line = `${head}luid = "${tail}`.replaceAll(/[\r\n]/gu, '');
        const column = Math.min(where, line.length);
        const found = awaitedLuid(linesOf(line), 0, column);
        if (found === undefined) return;
        assert.ok(found.start <= column && found.end >= column && found.end <= line.length);
        assert.equal(found.typed, line.slice(found.start, column));
      }),
      { numRuns: 2_000 },
    );
  });
});
