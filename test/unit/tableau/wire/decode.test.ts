/** Checks the coercions of field guide §2.1 and §2.2. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  asArray,
  asBoolean,
  asDate,
  asNumber,
  asObject,
  asText,
} from '../../../../src/tableau/wire/decode';

describe('asBoolean', () => {
  it('reads native values and the words of XML, and knows that "false" is false', () => {
    assert.deepEqual([true, 'true', 'True'].map(asBoolean), [true, true, true]);
    assert.deepEqual([false, 'false', 'False'].map(asBoolean), [false, false, false]);
    assert.deepEqual(['', null, undefined, 'yes', 1, {}].map(asBoolean), Array(6).fill(undefined));
  });
});

describe('asNumber', () => {
  it('reads numbers and their text, and nothing else', () => {
    assert.deepEqual([3, '3', '4.5', ' 7 ', '-1'].map(asNumber), [3, 3, 4.5, 7, -1]);
    const no = ['', ' ', 'many', null, undefined, NaN, Infinity, true, {}, []];
    assert.deepEqual(no.map(asNumber), Array(no.length).fill(undefined));
  });
});

describe('asText', () => {
  it('takes an empty string for nothing, and a number for its digits', () => {
    assert.deepEqual(['a', '', 409093, null, undefined, true].map(asText), [
      'a',
      undefined,
      '409093',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('finds the text beside the attributes of an XML element', () => {
    assert.equal(asText({ build: '1.2', '#text': '2025.1.3' }), '2025.1.3');
  });
});

describe('asArray', () => {
  it('takes an array, a single object, and nothing in its many forms', () => {
    assert.deepEqual(asArray([1, 2]), [1, 2]);
    assert.deepEqual(asArray({ id: 'a' }), [{ id: 'a' }]);
    assert.deepEqual(
      [undefined, null, '', 'x', 4].map((value) => asArray(value).length),
      [0, 0, 0, 0, 0],
    );
  });
});

describe('asObject', () => {
  it('gives an object to read from, whatever came', () => {
    assert.deepEqual(asObject({ a: 1 }), { a: 1 });
    assert.deepEqual(asObject([{ a: 1 }]), { a: 1 });
    assert.deepEqual([undefined, null, '', 4, []].map(asObject), [{}, {}, {}, {}, {}]);
  });
});

describe('asDate', () => {
  it('leaves the common form as it is', () => {
    assert.equal(asDate('2024-03-01T09:00:00Z'), '2024-03-01T09:00:00Z');
    assert.equal(asDate('2024-02-29T23:59:59Z'), '2024-02-29T23:59:59Z');
  });

  it('brings offsets without a colon to UTC', () => {
    assert.equal(asDate('2024-03-01T09:00:00-0700'), '2024-03-01T16:00:00.000Z');
    assert.equal(asDate('2024-03-01T09:00:00+02:00'), '2024-03-01T07:00:00.000Z');
    assert.equal(asDate('2024-03-01T09:00:00.250Z'), '2024-03-01T09:00:00.250Z');
  });

  it('takes a date without a zone for UTC, as Tableau means it', () => {
    assert.equal(asDate('2024-03-01T09:00:00'), '2024-03-01T09:00:00.000Z');
  });

  it('takes what is no date for nothing', () => {
    const no = [
      '',
      'yesterday',
      '2024-13-01T09:00:00Z',
      '2024-02-30T09:00:00Z',
      '2023-02-29T09:00:00Z',
      '2024-03-01T24:00:00Z',
      '2024-03-01T09:60:00Z',
      '2024-03-01T09:00:00X',
      '2024-00-10T09:00:00Z',
      '2024-03-00T09:00:00Z',
      1709283600000,
      null,
      undefined,
      {},
    ];
    for (const value of no) assert.equal(asDate(value), undefined, JSON.stringify(value));
  });

  it('knows every moment that JavaScript writes, and gives back the same moment', () => {
    const years = { min: new Date('1970-01-01T00:00:00Z'), max: new Date('2199-12-31T23:59:59Z') };
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), (date) => {
        const short = date.toISOString().replace(/\.\d+Z$/u, 'Z');
        assert.equal(asDate(short), short);
        assert.equal(asDate(date.toISOString()), date.toISOString());
      }),
    );
  });

  it('never gives out a text that Date cannot read', () => {
    const digits = fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d{4}|)$/u);
    fc.assert(
      fc.property(digits, (text) => {
        const date = asDate(text);
        assert.ok(date === undefined || !Number.isNaN(Date.parse(date)), text);
      }),
    );
  });
});
