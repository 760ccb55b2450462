/** Checks that XML comes out in the shape of JSON. */
import assert from 'node:assert/strict';
import { parseXml } from '../../../../src/tableau/wire/xml';

describe('parseXml', () => {
  it('makes attributes members, keeps every value text, and forgets namespaces', () => {
    const xml = `<?xml version='1.0' encoding='UTF-8'?>
      <ns0:tsResponse xmlns:ns0="http://tableau.com/api"><ns0:job id="007" progress="100"/></ns0:tsResponse>`;
    assert.deepEqual(parseXml(xml), {
      root: 'tsResponse',
      value: { job: { id: '007', progress: '100' } },
    });
  });

  it('decodes entities once', () => {
    const xml =
      '<tsResponse><workbook name="Fish &amp; Chips &lt;3 &#128031; &amp;lt;"/></tsResponse>';
    assert.deepEqual(parseXml(xml)?.value, { workbook: { name: 'Fish & Chips <3 🐟 &lt;' } });
  });

  it('reads a long list full of entities', () => {
    const row = '<workbook id="a" name="A &amp; B &quot;C&quot; &#39;D&#39;"/>';
    const parsed = parseXml(`<tsResponse><workbooks>${row.repeat(5000)}</workbooks></tsResponse>`);
    const { workbook } = (parsed!.value as { workbooks: { workbook: { name: string }[] } })
      .workbooks;
    assert.equal(workbook.length, 5000);
    assert.equal(workbook[4999]?.name, `A & B "C" 'D'`);
  });

  it('tells a document that was cut off from a whole one', () => {
    const whole = '<tsResponse><workbooks><workbook id="a"/></workbooks></tsResponse>';
    assert.ok(parseXml(whole));
    for (let end = 1; end < whole.length; end++) {
      assert.equal(parseXml(whole.slice(0, end)), undefined, whole.slice(0, end));
    }
  });

  it('does not expand entities that a document declares by itself', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><tsResponse x="&b;"/>`;
    assert.ok(JSON.stringify(parseXml(bomb) ?? null).length < 300);
  });
});
