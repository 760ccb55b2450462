/** Checks what a rule matches, which of several decides, and that what is wrong with one is told. */
import assert from 'node:assert/strict';
import { ageMs, readRules, ruleFor } from '../../../src/freshness/rules';

const hour = 3_600_000;

describe('ageMs', () => {
  it('reads minutes, hours, days and weeks', () => {
    assert.equal(ageMs('90m'), 1.5 * hour);
    assert.equal(ageMs('15 min'), hour / 4);
    assert.equal(ageMs('24h'), 24 * hour);
    assert.equal(ageMs('1.5d'), 36 * hour);
    assert.equal(ageMs(' 2W '), 14 * 24 * hour);
  });

  it('takes what is no age for nothing', () => {
    for (const text of ['', '24', 'h', '0h', '-1h', '24 hours ago', '1y', '1h 30m', 'NaNh'])
      assert.equal(ageMs(text), undefined, text);
  });
});

describe('readRules', () => {
  const patternFor = (setting: unknown, path: string): string | undefined =>
    ruleFor(readRules(setting), path)?.pattern;

  it('matches paths of projects at any depth, without case', () => {
    const setting = { 'Finance/**': '24h' };
    assert.equal(patternFor(setting, 'Finance/Margin'), 'Finance/**');
    assert.equal(patternFor(setting, 'finance/EMEA/Reports/Margin'), 'Finance/**');
    assert.equal(patternFor(setting, 'Financial/Margin'), undefined);
    assert.equal(patternFor(setting, 'Sales/Finance/Margin'), undefined);
    assert.equal(patternFor({ '**/Finance/**': '24h' }, 'Sales/Finance/Margin'), '**/Finance/**');
    assert.equal(patternFor({ '*/Daily *': '1h' }, 'Sales/Daily Sales'), '*/Daily *');
  });

  it('lets the longest of several patterns decide, in whichever order they stand', () => {
    const one = { 'Finance/**': '24h', 'Finance/Archive/**': 'off', '**': '7d' };
    const other = { '**': '7d', 'Finance/Archive/**': 'off', 'Finance/**': '24h' };
    for (const setting of [one, other]) {
      assert.equal(patternFor(setting, 'Finance/Margin'), 'Finance/**');
      assert.equal(patternFor(setting, 'Finance/Archive/Margin'), 'Finance/Archive/**');
      assert.equal(patternFor(setting, 'Sales/Margin'), '**');
    }
    assert.equal(ruleFor(readRules(one), 'Finance/Archive/Margin')?.maxAgeMs, undefined);
  });

  it('takes the marks that names have for what they are', () => {
    assert.equal(patternFor({ 'Margin (old)/**': '1h' }, 'Margin (old)/A'), 'Margin (old)/**');
    assert.equal(patternFor({ '!Secret/**': '1h' }, 'Sales/A'), undefined);
    assert.equal(patternFor({ 'R+D/**': '1h' }, 'R+D/.hidden'), 'R+D/**');
    assert.equal(patternFor({ 'Überblick/**': '1h' }, 'Überblick/北部'), 'Überblick/**');
  });

  it('tells what it leaves out, and keeps the rest', () => {
    const { rules, problems } = readRules({
      'Finance/**': '24h',
      'Sales/**': 'tomorrow',
      'HR/**': 24,
      'IT/**': null,
      '': '1h',
      '[Open/**': '1h',
    });
    assert.deepEqual(
      rules.map(({ pattern }) => pattern),
      ['Finance/**'],
    );
    assert.deepEqual(
      problems.map(({ pattern, wrong }) => [pattern, wrong]),
      [
        ['Sales/**', 'age'],
        ['HR/**', 'age'],
        ['IT/**', 'age'],
        ['', 'pattern'],
        ['[Open/**', 'pattern'],
      ],
    );
  });

  it('tells a setting that is no list of rules, and takes none for none', () => {
    assert.deepEqual(readRules(['24h']).problems, [{ value: ['24h'], wrong: 'setting' }]);
    assert.equal(readRules('24h').problems[0]?.wrong, 'setting');
    assert.deepEqual(readRules(undefined), { rules: [], problems: [] });
    assert.deepEqual(readRules({}), { rules: [], problems: [] });
  });
});
