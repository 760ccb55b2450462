/** Names as comments, by language. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commentAtEnd, hasComments } from '../../../src/references/comments';
import { isLockFile } from '../../../src/references/lockFiles';

/** What ends comments, lines and directions of writing, in any order. */
const marks = fc
  .array(fc.constantFrom(...'-<>*/!#a \r\n\t\u2028\u2029\u202e\u0000', '😀', 'ש'), {
    maxLength: 20,
  })
  .map((letters) => letters.join(''));

describe('commentAtEnd', () => {
  it('is written in the way of the language', () => {
    const of = (language: string) => commentAtEnd(language, 'x', ['Margin']);
    assert.equal(of('python'), '  # Margin');
    assert.equal(of('yaml'), '  # Margin');
    assert.equal(of('sql'), '  -- Margin');
    assert.equal(of('typescript'), '  // Margin');
    assert.equal(of('markdown'), ' <!-- Margin -->');
    assert.equal(of('css'), ' /* Margin */');
  });

  it('is not offered where there are none', () => {
    for (const language of ['json', 'csv', 'plaintext', 'bat', 'unheard-of'])
      assert.equal(commentAtEnd(language, 'x', ['Margin']), undefined, language);
    assert.equal(hasComments('json'), false);
    assert.equal(commentAtEnd('shellscript', 'curl \\', ['Margin']), undefined);
  });

  it('says a name once', () => {
    assert.equal(commentAtEnd('python', 'x  # Margin', ['Margin']), undefined);
    assert.equal(commentAtEnd('python', 'x', ['A', 'B', 'A']), '  # A, B');
  });

  it('stays one comment on one line whatever the name is', () => {
    fc.assert(
      fc.property(marks, (name) => {
        for (const [language, close] of [
          ['markdown', '-->'],
          ['css', '*/'],
        ] as const) {
          const text = commentAtEnd(language, 'x', [name]);
          if (text !== undefined) assert.equal(text.indexOf(close), text.length - close.length);
        }
        assert.doesNotMatch(commentAtEnd('python', 'x', [name]) ?? '', /[\r\n\u2028\u2029]/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isLockFile', () => {
  it('knows the files that programs write', () => {
    for (const name of [
      '/a/package-lock.json',
      'poetry.lock',
      'uv.lock',
      'Cargo.lock',
      'yarn.lock',
      'pnpm-lock.yaml',
      'C:\\x\\Pipfile.lock',
      'composer.lock',
      'go.sum',
      'deno.lock',
    ])
      assert.ok(isLockFile(name), name);
  });

  it('leaves the others', () => {
    for (const name of ['package.json', 'a.lock/dag.py', 'locks.sql', 'blocks.yaml', 'lock.py'])
      assert.ok(!isLockFile(name), name);
  });
});
