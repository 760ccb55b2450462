/** A name as a comment, in the way of each language; JSON and tables have none. Where the end of a line takes none, it stands above. */

interface Style {
  readonly open: string;
  readonly close?: string;
  /** At the end of a line it would be a part of the value, the pattern or the command. */
  readonly above?: true;
}

export interface Comment {
  readonly text: string;
  /** The end of the line, or its beginning, from where it moves the line down. */
  readonly at: 'end' | 'start';
}

const hash: Style = { open: '#' };
const slashes: Style = { open: '//' };
const dashes: Style = { open: '--' };
const angles: Style = { open: '<!--', close: '-->' };
const stars: Style = { open: '/*', close: '*/' };

const styles: Readonly<Record<string, Style>> = {
  ...all(
    hash,
    'python yaml dockercompose toml shellscript powershell ruby perl perl6 r ' +
      'elixir julia coffeescript graphql terraform hcl nix awk github-actions-workflow',
  ),
  ...all({ open: '#', above: true }, 'makefile dockerfile properties dotenv ignore tcl'),
  ...all(
    slashes,
    'javascript javascriptreact typescript typescriptreact jsonc java c cpp csharp go rust swift ' +
      'kotlin scala php dart groovy fsharp objective-c scss less bicep zig jsonl5 json5',
  ),
  ...all(dashes, 'sql snowflake-sql plsql mysql pgsql lua haskell ada vhdl jinja-sql'),
  ...all(angles, 'markdown html xml xsl vue svelte mdx svg'),
  ...all(stars, 'css'),
  ...all({ open: "'" }, 'vb vba'),
  ...all({ open: ';' }, 'clojure lisp scheme'),
  ...all({ open: ';', above: true }, 'ini'),
  ...all({ open: '%' }, 'latex tex matlab erlang'),
  ...all({ open: 'REM', above: true }, 'bat'),
};

function all(style: Style, languages: string): Readonly<Record<string, Style>> {
  return Object.fromEntries(languages.split(' ').map((language) => [language, style]));
}

export function hasComments(language: string): boolean {
  return styles[language] !== undefined;
}

/** For a line, and the one before it; undefined where the language has none, or the line cannot carry one. */
export function commentFor(
  language: string,
  line: string,
  names: readonly string[],
  before = '',
): Comment | undefined {
  const style = styles[language];
  const isThere = (name: string): boolean =>
    line.includes(name) || (style?.above === true && before.includes(name));
  const missing = [...new Set(names.map(plain))].filter((name) => !isThere(name));
  if (style === undefined || missing.length === 0) return undefined;
  // A line that goes on behind its end.
  if (/\\$/u.test(line) && style !== angles) return undefined;
  if (language === 'powershell' && line.trimEnd().endsWith('`')) return undefined;
  const text = missing.join(', ');
  if (style.above === true) {
    // Inside a command that goes on over several lines nothing can stand.
    if (/[\\^]$/u.test(before)) return undefined;
    const indent = /^\s*/u.exec(line)?.[0] ?? '';
    return { text: `${indent}${style.open} ${text}\n`, at: 'start' };
  }
  const space = line === '' || /\s$/u.test(line) ? '' : '  ';
  if (style.close === undefined) return { text: `${space}${style.open} ${text}`, at: 'end' };
  const closed = `${style.open} ${harmless(text, style.close)} ${style.close}`;
  return { text: space === '' ? closed : ` ${closed}`, at: 'end' };
}

/** A name is one line of a comment, and ends it nowhere; marks that turn the direction of writing are left out. */
function plain(name: string): string {
  return name
    .replaceAll(/[\u202A-\u202E\u2066-\u2069\u200E\u200F]/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function harmless(text: string, close: string): string {
  return close === '-->' ? text.replaceAll(/-(?=[->])/gu, '- ') : text.replaceAll(close, '* /');
}
