/** What a page sends is checked before it is used. */
import assert from 'node:assert/strict';
import {
  flagOf,
  optionalTextOf,
  queryRequestOf,
  rememberedSite,
  textOf,
} from '../../../src/metadata/pageInput';

const refused = { name: 'RpcError', code: 'badInput' };

describe('queryRequestOf', () => {
  it('takes a query with its variables and its operation', () => {
    const request = { tab: 't', query: '{ a }', variables: { n: 1 }, operationName: 'A' };
    assert.deepEqual(queryRequestOf(request), request);
    assert.deepEqual(queryRequestOf({ tab: 't', query: '{ a }', variables: null }), {
      tab: 't',
      query: '{ a }',
    });
  });

  it('passes nothing on that it does not know', () => {
    const request = { tab: 't', query: '{ a }', url: 'https://elsewhere.example', headers: {} };
    assert.deepEqual(Object.keys(queryRequestOf(request)), ['tab', 'query']);
  });

  for (const wrong of [
    undefined,
    null,
    'query',
    [],
    {},
    { tab: 't' },
    { tab: 1, query: '{ a }' },
    { tab: 't', query: { toString: () => '{ a }' } },
    { tab: 't', query: '{ a }', variables: [1] },
    { tab: 't', query: '{ a }', variables: 'x' },
    { tab: 't', query: '{ a }', operationName: 7 },
    Object.create({ tab: 't', query: '{ inherited }' }) as unknown,
    { tab: 't', query: 'x'.repeat(4_000_001) },
  ]) {
    it(`refuses ${JSON.stringify(wrong)?.slice(0, 60) ?? 'nothing'}`, () => {
      assert.throws(() => queryRequestOf(wrong), refused);
    });
  }
});

describe('textOf', () => {
  it('takes texts only', () => {
    assert.equal(textOf({ site: 's' }, 'site'), 's');
    assert.throws(() => textOf({ site: null }, 'site'), refused);
    assert.throws(() => textOf({ site: 's' }, 'toString'), refused);
  });
});

describe('optionalTextOf', () => {
  it('lets a text be missing, and nothing else be in its place', () => {
    assert.equal(optionalTextOf({}, 'site'), undefined);
    assert.equal(optionalTextOf({ site: 's' }, 'site'), 's');
    assert.throws(() => optionalTextOf({ site: 1 }, 'site'), refused);
  });
});

describe('flagOf', () => {
  it('is set by true alone', () => {
    assert.equal(flagOf({ again: true }, 'again'), true);
    assert.equal(flagOf({ again: 'true' }, 'again'), false);
    assert.equal(flagOf(undefined, 'again'), false);
  });
});

describe('rememberedSite', () => {
  it('reads the key that a page had kept, from whatever was kept', () => {
    assert.equal(rememberedSite({ version: 1, site: 'https://a#b' }), 'https://a#b');
    for (const state of [undefined, null, 7, 'x', {}, { site: {} }])
      assert.equal(rememberedSite(state), undefined);
  });
});
