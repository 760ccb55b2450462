/** Writes what was measured into `docs/performance.md`, and the picture beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { format } from 'prettier';
import { picture } from './picture';
import type { Measured } from './scale';

const docs = resolve(__dirname, '../../../docs');
const file = join(docs, 'performance.md');
const begin = '<!-- scale: begin, written by `npm run bench` -->';
const end = '<!-- scale: end -->';

export async function writeReport(measured: readonly Measured[]): Promise<void> {
  writeFileSync(join(docs, 'art', 'scale.svg'), picture(measured));
  const text = readFileSync(file, 'utf8');
  const [before] = text.split(begin);
  const [, after] = text.split(end);
  if (before === undefined || after === undefined || before === text)
    throw new Error(`${file} has lost its marks`);
  const whole = `${before}${begin}\n\n${table(measured)}\n\n${end}${after}`;
  writeFileSync(file, await format(whole, { parser: 'markdown', singleQuote: true }));
}

function table(measured: readonly Measured[]): string {
  const row = (what: string, value: (one: Measured) => string): string =>
    `| ${what} | ${measured.map(value).join(' | ')} |`;
  const ms = (value: number | undefined): string =>
    value === undefined ? '' : `${Math.round(value).toLocaleString('en')} ms`;
  const seconds = (value: number): string => `${(value / 1000).toFixed(1)} s`;
  const parts = Object.keys(measured.at(-1)?.ours.blocks ?? {});
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} with ${availableParallelism()} cores and a load of ${measured.at(-1)?.load.toFixed(1) ?? '?'} before the largest site, server and client on one machine.`,
    '',
    row('Workbooks', ({ size }) => size.toLocaleString('en')),
    row('---', () => '---:'),
    row('First row (2,000 projects are listed)', ({ ours }) => ms(ours.firstRow)),
    row('1,000 rows of workbooks', ({ ours }) => ms(ours.thousandRows)),
    row('… raw floor', ({ floor }) => ms(floor.thousandRows)),
    row('… tableauserverclient', ({ tsc }) => ms(tsc.thousandRows)),
    row('First 1,000 rows of a project with 20,000', ({ ours }) => ms(ours.crowdedFirst)),
    row('All 20,000 rows of it', ({ ours }) => ms(ours.crowdedAll)),
    row('Complete search index', ({ ours }) => seconds(ours.searchIndex)),
    row('… names in it', ({ ours }) => ours.names.toLocaleString('en')),
    row('… raw floor, workbooks and views', ({ floor }) => seconds(floor.all)),
    row('… tableauserverclient, the same', ({ tsc }) => seconds(tsc.all)),
    row('Heap of the extension host', ({ ours }) => `${ours.heapMb.toFixed(0)} MB`),
    row('Longest block of the event loop', ({ ours }) => ms(ours.longestBlock)),
    ...parts.map((part) => row(`… during ${part}`, ({ ours }) => ms(ours.blocks[part]))),
    row('… at rest, for five seconds before', ({ ours }) => ms(ours.restBlock)),
    row('Search as you type, slowest key', ({ ours }) => `${ours.slowestKey.toFixed(1)} ms`),
    row('… usual key', ({ ours }) => `${ours.usualKey.toFixed(1)} ms`),
    '',
    '![How each figure grows with the number of workbooks](art/scale.svg)',
  ].join('\n');
}
