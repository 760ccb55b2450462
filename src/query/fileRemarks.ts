/** What a query in a file says of itself in comments: `# @site sales` where it is asked, `# @variables {"number": "12"}` with what. */
import type { Operation } from './operations';

/** In the comments above the operation; else at the top of the file, which counts for all in it. */
export function siteRemark(text: string, operation: Operation | undefined): string | undefined {
  const pattern = /^[ \t]*#[ \t]*@site[ \t]+(\S.*)$/gmu;
  return (
    last(commentsAbove(text, operation), pattern) ?? last(commentsAbove(text, undefined), pattern)
  );
}

/** Undefined where there is none. @throws SyntaxError where it is no JSON object. */
export function variablesRemark(
  text: string,
  operation: Operation,
): Readonly<Record<string, unknown>> | undefined {
  const written = last(commentsAbove(text, operation), /^[ \t]*#[ \t]*@variables[ \t]+(\S.*)$/gmu);
  if (written === undefined) return undefined;
  const value: unknown = JSON.parse(written);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError(written);
  return value as Readonly<Record<string, unknown>>;
}

/** The block of comments that ends where the operation starts; without one, the block at the top of the file. */
function commentsAbove(text: string, operation: Operation | undefined): string {
  if (operation === undefined) return /^(?:[ \t]*(?:#.*)?\r?\n)*/u.exec(text)?.[0] ?? '';
  return (
    /(?:^|\n)((?:[ \t]*(?:#.*)?\r?\n)*)[ \t]*$/u.exec(text.slice(0, operation.start))?.[1] ?? ''
  );
}

function last(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[1]?.trim();
}

/** The text as a file of its own. */
export function asFile(query: string, variables: Readonly<Record<string, unknown>>): string {
  const remark =
    Object.keys(variables).length === 0 ? '' : `# @variables ${JSON.stringify(variables)}\n`;
  return `${remark}${query.trim()}\n`;
}
