/** Names as literals of the languages that we write: nothing in a name is ever code, and nothing in it is invisible. */

/** Control characters, line separators, and marks that reorder or hide text: shown as escapes wherever a language has them. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\uFEFF]/u;
const everyUnseen = new RegExp(unseen, 'gu');

/** The joiner inside an emoji or a word is part of how it is written. */
const isJoiner = (character: string): boolean => character === '\u200d' || character === '\u200c';
const isUnseen = (character: string): boolean => unseen.test(character) && !isJoiner(character);

/** For a comment: one line, without what reorders text or what GitHub would take for an expression. */
export function inComment(text: string): string {
  return text
    .replace(everyUnseen, (character) => (isJoiner(character) ? character : ' '))
    .replaceAll('${{', '$ {{')
    .replaceAll('*/', '* /');
}

/** A bash word. No `${{` survives in it, so that GitHub finds no expression there either. */
export function bashWord(text: string): string {
  if (![...text].some(isUnseen)) {
    const quoted = `'${text.replaceAll("'", `'\\''`)}'`;
    // A function, because `$'` means something in a replacement.
    return quoted.replaceAll('${{', () => "$''{{");
  }
  const escaped = [...text].map((character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    return isUnseen(character) ? bytesOf(character) : character;
  });
  return `$'${escaped.join('')}'`.replaceAll('${{', () => '$\\x7b{');
}

function bytesOf(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('');
}

/** A Python string. */
export function pythonString(text: string): string {
  const escaped = [...text].map((character) => {
    if (character === '\\' || character === '"') return `\\${character}`;
    if (character === '\n') return '\\n';
    if (!isUnseen(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${hex(code, 2)}`;
    return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });
  return `"${escaped.join('')}"`;
}

/** JSON, with everything unseen escaped. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replace(everyUnseen, (character) =>
    isJoiner(character)
      ? character
      : character
          .split('')
          .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
          .join(''),
  );
}

/** A string of standard SQL, in which a backslash is a letter like any other. */
export function ansiString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A string of Snowflake's SQL, in which a backslash begins an escape. It may stand between `$$` and `$$`, and its command-line
 * clients find none of their variables in it, which are `&name`, `&{ name }` and `<% name %>`: `R&D` is a name.
 */
export function snowflakeString(text: string): string {
  const escaped = [...text].map((character) => {
    if (character === '\\') return '\\\\';
    if (character === "'") return "''";
    if (character === '\n') return '\\n';
    if (!isUnseen(character)) return character;
    const units = character.split('').map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`);
    // Above the first plane Snowflake has no escape: the letter itself.
    return units.length === 1 ? units.join('') : character;
  });
  const literal = escaped
    .join('')
    .replaceAll('$$', () => '$\\u0024')
    .replaceAll(/&(?=[a-z_{&])/giu, '\\u0026')
    .replaceAll('<%', '<\\u0025');
  return `'${literal}'`;
}

/** A name for a task or a file: lower-case letters, digits and underscores, at most 40 of them. */
export function identifier(text: string, fallback: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '')
    .slice(0, 40);
  return /^[a-z]/u.test(plain) ? plain : fallback;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
