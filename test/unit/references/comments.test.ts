/** Names as comments, by language. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commentFor, hasComments } from '../../../src/references/comments';
import { isLockFile } from '../../../src/references/lockFiles';
import { longTexts } from '../../../src/references/longStrings';
import { linesOf } from '../../../src/references/surroundings';

/** What ends comments, lines and directions of writing, in any order. */
const marks = fc
  .array(fc.constantFrom(...'-<>*/!#a \r\n\t\u2028\u2029\u202e\u0000', '😀', 'ש'), {
    maxLength: 20,
  })
  .map((letters) => letters.join(''));

const commentAtEnd = (language: string, line: string, names: readonly string[]) => {
  const comment = commentFor(language, line, names);
  return comment?.at === 'end' ? comment.text : undefined;
};

describe('commentFor', () => {
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
    for (const language of ['json', 'csv', 'plaintext', 'unheard-of'])
      assert.equal(commentFor(language, 'x', ['Margin']), undefined, language);
    assert.equal(hasComments('json'), false);
    assert.equal(commentFor('shellscript', 'curl \\', ['Margin']), undefined);
  });

  it('stands above where the end of the line would make it a part of the value', () => {
    for (const language of ['dockerfile', 'properties', 'dotenv', 'makefile', 'ignore'])
      assert.deepEqual(commentFor(language, '  x = 1', ['Margin'], 'a'), {
        text: '  # Margin\n',
        at: 'start',
      });
    assert.equal(commentFor('bat', 'set x=1', ['Margin'])?.text, 'REM Margin\n');
    assert.equal(commentFor('ini', 'x=1', ['Margin'])?.text, '; Margin\n');
    assert.equal(commentFor('dotenv', 'x=1', ['Margin'], '# Margin'), undefined);
    assert.equal(commentFor('dockerfile', '  --y 1', ['Margin'], 'RUN x \\'), undefined);
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

describe('longTexts', () => {
  const inText = (language: string, text: string): readonly number[] => {
    const lines = linesOf(text);
    const is = longTexts(language, lines);
    return Array.from({ length: lines.lineCount }, (_, line) => line).filter(is);
  };

  it('knows the lines whose ends are inside a text', () => {
    assert.deepEqual(inText('python', 'a = """\nb\n"""\nc'), [0, 1]);
    assert.deepEqual(inText('sql', 'AS $$\nx\n$$;\ny'), [0, 1]);
    assert.deepEqual(inText('yaml', 'a: |\n  b\n  c\nd: e\nf: >-\n  g'), [1, 2, 5]);
    assert.deepEqual(inText('yaml', 'a:\n  b: c | d\n  e: f'), []);
    assert.deepEqual(inText('shellscript', 'cat <<EOF\nx\nEOF\ny'), [0, 1]);
    assert.deepEqual(inText('shellscript', 'jq . <<<"$x"\ny\n((1 << n))\nz'), []);
    assert.deepEqual(inText('shellscript', 'x=$((1 << BITS))\ny\n# as in cat << end\nz'), []);
    assert.deepEqual(inText('shellscript', "cat <<-'end'\nx\n\tend\ny"), [0, 1]);
    assert.deepEqual(inText('markdown', 'a\n```python\nb\n```\nc'), [1, 2]);
    assert.deepEqual(inText('json', '`\n`'), []);
  });

  it('reads a long file once, whatever is asked', () => {
    const count = 100_000;
    let read = 0;
    const is = longTexts('python', {
      lineCount: count,
      lineAt: () => {
        read += 1;
        return 'x = 1';
      },
    });
    for (let line = 0; line < count; line += 10) assert.equal(is(line), false);
    assert.ok(read <= count);
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
      'node_modules/.package-lock.json',
      'package-lock.yml',
      'pylock.toml',
      'Package.resolved',
    ])
      assert.ok(isLockFile(name), name);
  });

  it('leaves the others', () => {
    for (const name of ['package.json', 'a.lock/dag.py', 'locks.sql', 'blocks.yaml', 'lock.py'])
      assert.ok(!isLockFile(name), name);
  });
});
