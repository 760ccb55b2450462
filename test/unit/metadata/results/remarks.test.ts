/** What a query asks of us in its comments. */
import assert from 'node:assert/strict';
import { fillQuestion, unfilled } from '../../../../src/query/fillQuestion';
import { keeper, remarksOf } from '../../../../src/query/remarks';

const now = Date.parse('2026-03-02T00:00:00Z');
const kept = (remark: string, item: unknown): boolean | undefined =>
  keeper(remarksOf(`# ${remark}\n{ x }`), now)?.(item);

describe('remarksOf', () => {
  it('keeps what is older than so many days, and leaves out what never was', () => {
    const old = '@only extractLastRefreshTime is older than 30 days';
    assert.equal(kept(old, { extractLastRefreshTime: '2026-01-01T00:00:00Z' }), true);
    assert.equal(kept(old, { extractLastRefreshTime: '2026-02-20T00:00:00Z' }), false);
    assert.equal(kept(old, { extractLastRefreshTime: null }), false);
    assert.equal(
      kept('@only a.b is older than 1 day', {
        a: [{ b: '2026-03-01T20:00:00Z' }, { b: '2020-01-01' }],
      }),
      true,
    );
  });

  it('tells empty lists and texts from full ones', () => {
    assert.equal(kept('@only tags is empty', { tags: [] }), true);
    assert.equal(kept('@only description is empty', { description: '' }), true);
    assert.equal(kept('@only tags is not empty', { tags: [{ name: 'a' }] }), true);
  });

  it('compares values, whether they are numbers or texts', () => {
    assert.equal(kept('@only n is 12', { n: '12' }), true);
    assert.equal(kept('@only n is "a b"', { n: 'a b' }), true);
    assert.equal(kept('@only n is "a b"', { n: 'a' }), false);
  });

  it('tells several remarks together, and what is no remark of ours', () => {
    const remarks = remarksOf(
      '# @pages all\n# just words @only\n#@only a is empty\n# @only a oops\n{x}',
    );
    assert.equal(remarks.allPages, true);
    assert.deepEqual(
      remarks.only.map(({ text }) => text),
      ['a is empty'],
    );
    assert.deepEqual(remarks.unknown, ['@only a oops']);
    assert.equal(keeper(remarksOf('{ x }'), now), undefined);
  });
});

describe('fillQuestion', () => {
  const blanks = [
    { name: 'days', label: 'Days', kind: 'days', example: '30', inRemark: true },
    { name: 'name', label: 'Name', kind: 'text', example: 'x' },
  ] as const;
  const question = {
    query: '# @only a is older than {days} days\nquery ($name: String!) { x }',
    blanks,
  };

  it('writes blanks into remarks and into variables', () => {
    assert.deepEqual(fillQuestion(question, { days: ' 7 ', name: 'Sales' }), {
      query: '# @only a is older than 7 days\nquery ($name: String!) { x }',
      variables: { name: 'Sales' },
    });
  });

  it('tells what is missing or does not fit', () => {
    assert.deepEqual(
      unfilled(question, { days: 'seven', name: ' ' }).map(({ name }) => name),
      ['days', 'name'],
    );
    assert.deepEqual(unfilled(question, { days: '7', name: 'x' }), []);
  });

  it('lets nothing that somebody pastes out of the comment', () => {
    const text = {
      query: '# @only a is {name}\n{ x }',
      blanks: [{ ...blanks[1], inRemark: true }],
    };
    const { query } = fillQuestion(text, { name: 'x"\n} mutation' });
    assert.deepEqual(query.split('\n').length, 2);
    assert.equal(keeper(remarksOf(query), now)?.({ a: 'x"\n} mutation' }), true);
  });
});
