/** What is remembered of one key must never change what the next one finds: held against a plain look at every name. */
import assert from 'node:assert/strict';
import { NameColumn } from '../../../src/content/nameColumn';
import { rankOf } from '../../../src/content/nameHits';
import { seeded } from '../support/seeded';

const parts = ['margin', 'sub-margin', 'mar', 'a', 'ma ma', 'übersicht', '売上', '12', ' ', 'gin'];

function plainly(names: readonly string[], wanted: string): readonly (readonly number[])[] {
  return names.flatMap((name, at) => {
    const rank = rankOf(name, wanted);
    return rank === undefined ? [] : [[at, rank]];
  });
}

function found(column: NameColumn, wanted: string): readonly (readonly number[])[] {
  const all: (readonly number[])[] = [];
  column.hits(wanted).each((at, rank) => all.push([at, rank]));
  return all;
}

describe('NameColumn', () => {
  it('finds key by key what a look at every name finds, while names are still coming', () => {
    const random = seeded(20_261);
    const pick = (): string => random.pick(parts);
    const column = new NameColumn();
    const names: string[] = [];
    // More than two sealed segments, and an open one; few of the names match the longer texts.
    for (let round = 0; round < 5; round += 1) {
      for (let n = 0; n < 2000; n += 1) {
        const name = `${pick()}${pick()} ${pick()}${n % 7 === 0 ? 'quarterly margin' : ''}${n % 97}`;
        names.push(name);
        column.add(name);
      }
      for (const text of ['quarterly margin 12', 'margin', '売上ma', 'ma ma', 'nothing of it'])
        for (let length = 1; length <= text.length; length += 1) {
          const wanted = text.slice(0, length);
          const plain = plainly(names, wanted);
          const holders: number[] = [];
          column.holders(wanted).each((at) => holders.push(at));
          assert.deepEqual(
            holders,
            plain.map(([at]) => at),
            `"${wanted}", not ranked`,
          );
          assert.deepEqual(found(column, wanted), plain, `"${wanted}"`);
        }
    }
    column.clear();
    assert.deepEqual(found(column, 'ma'), []);
  });

  it('does not look again at names that it has seen, when one more key is typed', () => {
    const column = new NameColumn();
    for (let n = 0; n < 100_000; n += 1) column.add(`workbook ${n} of the old server`);
    const keys = (): number => {
      const began = process.cpuUsage();
      for (const wanted of ['workbook 9999', 'workbook 99998', 'workbook 99998 of'])
        column.hits(wanted);
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    };
    column.hits('workbook 999');
    const times = [keys(), keys(), keys()];
    assert.ok(Math.min(...times) < 10, `three keys took ${times.join(', ')} ms`);
  });
});
