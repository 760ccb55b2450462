/** Names as literals: what a shell and JSON make of them is the name again, whatever it is. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  ansiString,
  bashWord,
  identifier,
  inComment,
  jsonString,
  pythonString,
  snowflakeString,
} from '../../../src/pipelines/quote';

const pieces = [
  "'",
  '"',
  '\\',
  '\n',
  '\r',
  '\t',
  '$(',
  ')',
  '`',
  '${',
  '${{',
  '}}',
  '{{',
  '%',
  '$$',
  '\u202e',
  '\u2028',
  '🚀',
  '👩‍💻',
  'שלום',
  '*/',
  '--',
  '#',
  '!',
  'a',
  ' ',
  "''",
  '\\n',
  'é',
  '\u0000'.replace('\u0000', '\u0001'),
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join('').replaceAll('\u0000', ''));
const names = fc.sample(nasty, { numRuns: 400, seed: 7 });

describe('bashWord', () => {
  it('is read by bash as the name itself', () => {
    const script = names.map((name) => `printf '%s\\0' ${bashWord(name)}`).join('\n');
    const read = execFileSync('bash', ['-s'], { input: script, env: { LC_ALL: 'C.UTF-8' } });
    assert.deepEqual(read.toString().split('\u0000').slice(0, -1), names);
  });

  it('is one line in which GitHub finds no expression', () => {
    for (const name of names) {
      assert.doesNotMatch(bashWord(name), /[\r\n\u2028\u2029\u0085]/u);
      assert.ok(!bashWord(name).includes('${{'), name);
    }
  });
});

describe('jsonString', () => {
  it('is read as the name itself, and shows what is not seen', () => {
    for (const name of names) {
      assert.equal(JSON.parse(jsonString(name)), name);
      assert.doesNotMatch(jsonString(name), /[\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});

describe('the strings of other languages', () => {
  it('never end early: what is between the quotes holds no quote that ends them', () => {
    for (const name of names) {
      assert.match(pythonString(name), /^"(?:[^"\\\n\r]|\\[^\n\r])*"$/u);
      assert.match(ansiString(name), /^'(?:[^']|'')*'$/u);
      assert.match(snowflakeString(name), /^'(?:[^'\\\n\r]|''|\\[^\n\r])*'$/u);
      assert.ok(!snowflakeString(name).includes('$$'), name);
    }
  });
});

describe('snowflakeString', () => {
  it('holds no variable for the command-line clients of Snowflake, which would ask for its value', () => {
    assert.equal(snowflakeString('R&D <% x %>'), String.raw`'R\u0026D <\u0025 x %>'`);
    assert.equal(snowflakeString('&{ x } && A & B'), String.raw`'\u0026{ x } \u0026& A & B'`);
  });
});

describe('inComment', () => {
  it('is one line, and is no expression of GitHub', () => {
    for (const name of names) {
      assert.doesNotMatch(inComment(name), /[\r\n\u2028\u2029\u0085\u202e]/u);
      assert.ok(!inComment(name).includes('${{'), name);
    }
  });
});

describe('identifier', () => {
  it('is plain, whatever the name is', () => {
    for (const name of names) assert.match(identifier(name, 'item'), /^[a-z][a-z0-9_]{0,39}$/u);
    assert.equal(identifier('Été à Paris', 'item'), 'ete_a_paris');
    assert.equal(identifier('日本', 'item'), 'item');
  });
});
