/** Whether the end of a line stands inside a text that goes on over several lines, where a comment would be a part of it. */
import { above, lineOf, type Lines } from './surroundings';

const marks: Readonly<Record<string, RegExp>> = {
  python: /"""|'''/gu,
  javascript: /`/gu,
  javascriptreact: /`/gu,
  typescript: /`/gu,
  typescriptreact: /`/gu,
  go: /`/gu,
  sql: /\$\$/gu,
  'snowflake-sql': /\$\$/gu,
  markdown: /^ {0,3}(?:```|~~~)/gu,
  mdx: /^ {0,3}(?:```|~~~)/gu,
  terraform: heredoc(),
  hcl: heredoc(),
  shellscript: heredoc(),
};

/** `<<EOF` opens, and the word on a line by itself closes. */
function heredoc(): RegExp {
  // A shift, a string that is fed in, and what a comment says are none.
  return /(?<!<|\(\([^)\n]*|^\s*#.*)<<[-~]?\s*(["']?)([A-Za-z_]\w*)\1(?!\w)/gu;
}

const indented = new Set(['yaml', 'dockercompose', 'github-actions-workflow']);

/** For the lines of one document as they are now: the document is read once, whatever is asked. */
export function longTexts(language: string, lines: Lines): (line: number) => boolean {
  const mark = marks[language];
  if (indented.has(language)) return (line) => isInBlock(lines, line);
  if (mark === undefined) return () => false;
  const isOpen: boolean[] = [];
  let open: string | undefined;
  return (line) => {
    while (isOpen.length <= line) {
      open = after(lineOf(lines, isOpen.length), mark, open);
      isOpen.push(open !== undefined);
    }
    return isOpen[line] === true;
  };
}

/** What is open at the end of a line: a mark, or the word that ends a heredoc. */
function after(text: string, mark: RegExp, before: string | undefined): string | undefined {
  let open = before;
  if (open !== undefined && /^\w/u.test(open)) return text.trim() === open ? undefined : open;
  for (const [found, , word] of text.matchAll(mark))
    if (open === undefined) open = word ?? found.trim();
    else if (open === found.trim()) open = undefined;
  return open;
}

/** YAML: below a key whose value is `|` or `>`. */
function isInBlock(lines: Lines, line: number): boolean {
  return above(lines, line).some((text) => /(?:^|[:\s-])[|>][-+\d]*\s*(?:#.*)?$/u.test(text));
}
