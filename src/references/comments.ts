/** A name as a comment, in the way of each language; JSON and tables have none. */

interface Style {
  readonly open: string;
  readonly close?: string;
}

const hash: Style = { open: '#' };
const slashes: Style = { open: '//' };
const dashes: Style = { open: '--' };
const angles: Style = { open: '<!--', close: '-->' };
const stars: Style = { open: '/*', close: '*/' };

const styles: Readonly<Record<string, Style>> = {
  ...all(
    hash,
    'python yaml dockercompose toml shellscript powershell ruby perl perl6 r makefile dockerfile ' +
      'properties elixir julia coffeescript graphql terraform hcl tcl dotenv ignore nix awk github-actions-workflow',
  ),
  ...all(
    slashes,
    'javascript javascriptreact typescript typescriptreact jsonc java c cpp csharp go rust swift ' +
      'kotlin scala php dart groovy fsharp objective-c scss less bicep zig jsonl5 json5',
  ),
  ...all(dashes, 'sql snowflake-sql plsql mysql pgsql lua haskell ada vhdl jinja-sql'),
  ...all(angles, 'markdown html xml xsl vue svelte mdx svg'),
  ...all(stars, 'css'),
  ...all({ open: "'" }, 'vb vba'),
  ...all({ open: ';' }, 'ini clojure lisp scheme'),
  ...all({ open: '%' }, 'latex tex matlab erlang'),
  ...all({ open: 'REM' }, 'bat'),
};

function all(style: Style, languages: string): Readonly<Record<string, Style>> {
  return Object.fromEntries(languages.split(' ').map((language) => [language, style]));
}

export function hasComments(language: string): boolean {
  return styles[language] !== undefined;
}

/** To stand at the end of a line; undefined where the language has none, or the line cannot carry one. */
export function commentAtEnd(
  language: string,
  line: string,
  names: readonly string[],
): string | undefined {
  const style = styles[language];
  const missing = [...new Set(names.map(plain))].filter((name) => !line.includes(name));
  if (style === undefined || missing.length === 0) return undefined;
  // A line that goes on behind its end.
  if (/\\$/u.test(line) && style !== angles) return undefined;
  if (language === 'powershell' && line.trimEnd().endsWith('`')) return undefined;
  // A batch file has comments on lines of their own only.
  if (language === 'bat') return undefined;
  const text = missing.join(', ');
  const space = line === '' || /\s$/u.test(line) ? '' : line.endsWith(' ') ? '' : '  ';
  if (style.close === undefined) return `${space}${style.open} ${text}`;
  return `${space === '' ? '' : ' '}${style.open} ${harmless(text, style.close)} ${style.close}`;
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
