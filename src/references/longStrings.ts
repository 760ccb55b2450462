/** Whether the end of a line stands inside a text that goes on over several lines, where a comment would be a part of it. */
import { lineOf, type Lines } from './surroundings';

const marks: Readonly<Record<string, RegExp>> = {
  python: /"""|'''/gu,
  javascript: /`/gu,
  javascriptreact: /`/gu,
  typescript: /`/gu,
  typescriptreact: /`/gu,
  go: /`/gu,
  sql: /\$\$/gu,
  'snowflake-sql': /\$\$/gu,
};

export function isInText(language: string, lines: Lines, at: number): boolean {
  const mark = marks[language];
  if (mark === undefined) return false;
  let open: string | undefined;
  for (let line = 0; line <= at; line += 1)
    for (const [found] of lineOf(lines, line).matchAll(mark))
      if (open === undefined) open = found;
      else if (open === found) open = undefined;
  return open !== undefined;
}
