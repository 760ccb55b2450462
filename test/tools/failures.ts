/**
 * Finds in what the test commands print the names and beginnings of everything that failed. `.ci/run` repeats them at
 * its end, because only the end of a long log is shown there. Arguments: the files with the logs.
 */
import { readFileSync } from 'node:fs';

const shown = 15;
/** More of them than this are one cause, and would push the first ones out of sight. */
const most = 9;

/** Where a failure is told with its reason: mocha's list at its end, our own reporters, a part that is one check. */
const begins = [/^FAILED /, /^FAIL {2}/, /^NOT RUN/, /^TOO LARGE /];
const inMochasList = /^ {2}\d+\) \S/;
const part = /^[✔✖] /;
/** Ends what is told about a failure. */
const ends = [part, /^\d+ passed, \d+ failed$/, /^(pass|ok) {1,2}\S/, /^Whole run: /];

/** One text for each failure, cut after its first lines. */
export function failuresIn(log: string): string[] {
  const found: string[] = [];
  // Of a part of `npm test`: its heading, and what it printed, four spaces in.
  for (const { heading, lines } of partsOf(log)) {
    const own = [...failuresOf(lines), ...pendingOf(lines)];
    if (heading?.startsWith('✖') && own.length === 0 && !heading.includes('NOT RUN')) {
      own.push(cut(lines.filter((line) => line.trim() !== '')));
    }
    if (heading?.includes('NOT RUN')) own.push(heading);
    const name = heading && /^. (.*?)(?: {2}|$)/.exec(heading)?.[1];
    found.push(...own.map((one) => (name ? `${name}: ${one.trimStart()}` : one.trimStart())));
  }
  return found;
}

interface PartOfLog {
  readonly heading?: string;
  readonly lines: string[];
}

function partsOf(log: string): PartOfLog[] {
  let current: PartOfLog = { lines: [] };
  const parts = [current];
  for (const line of log.split(/\r?\n/)) {
    if (part.test(line)) {
      current = { heading: line, lines: [] };
      parts.push(current);
    } else if (current.heading !== undefined && line !== '' && !line.startsWith('    ')) {
      current = { lines: [line] };
      parts.push(current);
    } else {
      current.lines.push(current.heading === undefined ? line : line.slice(4));
    }
  }
  return parts;
}

function failuresOf(lines: readonly string[]): string[] {
  const found: string[][] = [];
  let open: string[] | undefined;
  const list = lines.findLastIndex((line) => /^ {2}\d+ failing$/.test(line));
  for (const [at, line] of lines.entries()) {
    if (
      begins.some((one) => one.test(line)) ||
      (list >= 0 && at > list && inMochasList.test(line))
    ) {
      found.push((open = []));
    } else if (ends.some((one) => one.test(line))) {
      open = undefined;
    }
    open?.push(line);
  }
  return found.map(cut);
}

/** A test that did not run counts as failed, and mocha says its name only where it would have run. */
function pendingOf(lines: readonly string[]): string[] {
  if (!lines.some((line) => /^ {2}\d+ pending$/.test(line))) return [];
  return lines.filter((line) => /^ {2,}- \S/.test(line)).map((line) => `NOT RUN ${line.trim()}`);
}

function cut(lines: readonly string[]): string {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const whole = lines.slice(0, last + 1);
  const more = whole.length - shown;
  return [...whole.slice(0, shown), ...(more > 0 ? [`… ${more} more lines`] : [])].join('\n');
}

if (require.main === module) {
  const failures = process.argv.slice(2).flatMap((file) => failuresIn(readFileSync(file, 'utf8')));
  for (const one of failures.slice(0, most)) console.log(`${one}\n`);
  // Of the others at least the names.
  for (const one of failures.slice(most)) console.log(one.split('\n').slice(0, 3).join(' '));
}
