/** The two days of the year on which a clock jumps: what is told of runs, ages, rules and quotas then, in zones that jump. */
import assert from 'node:assert/strict';
import { startedInLastHour } from '../../src/commands/refresh/confirmRefresh';
import { verdictOf } from '../../src/freshness/itemFreshness';
import { readRules } from '../../src/freshness/rules';
import { CallBudget } from '../../src/jobs/callBudget';
import type { Watch } from '../../src/jobs/jobsContract';
import type { ContentUrl, Luid, SiteRef } from '../../src/tableau/model';
import { dateTime, relativeTime } from '../../src/ui/dateText';
import { elapsedText } from '../../src/ui/outcomeText';
import { nextRunText } from '../../src/ui/scheduleText';
import { MemoryFolder } from '../unit/support/memoryFolder';

const hour = 3_600_000;
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const site: SiteRef = { server: 'https://tableau.example', contentUrl: 'sales' as ContentUrl };

describe('on the days when clocks jump', () => {
  const before = process.env['TZ'];
  const { now } = Date;
  const zone = (name: string): void => {
    process.env['TZ'] = name;
  };
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    Date.now = now;
  });
  const rule = readRules({ '**': '24h' }).rules[0];
  /** `2:30 AM`, without the narrow space that some versions of ICU put in. */
  const time = (iso: string): string =>
    /\d{1,2}:\d\d.[AP]M/u.exec(dateTime(iso))?.[0].replace(/\s/u, ' ') ?? dateTime(iso);

  for (const [name, spring, autumn] of [
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'],
  ] as const)
    describe(name, () => {
      beforeEach(() => zone(name));
      const at = (jump: string, ms: number): string =>
        new Date(Date.parse(jump) + ms).toISOString();

      it('tells next runs by the clock that hangs on the wall then', () => {
        const offset = (iso: string): number => new Date(iso).getTimezoneOffset();
        assert.equal(offset(at(spring, -1)) - offset(spring), 60, 'the zone is in force');
        assert.equal(time(at(spring, -60_000)), '1:59 AM');
        assert.equal(time(spring), '3:00 AM');
        const hours = name === 'Europe/Berlin' ? [2, 2] : [1, 1];
        assert.equal(time(at(autumn, -hour / 2)), `${hours[0]}:30 AM`);
        assert.equal(time(at(autumn, hour / 2)), `${hours[1]}:30 AM`);
        const text = nextRunText({ schedule: { nextRunAt: at(spring, 3 * hour) } });
        assert.match(text, /^next run .*6:00.AM$/u);
      });

      it('counts elapsed time and ages in hours that pass, not in those of the wall', () => {
        for (const jump of [spring, autumn]) {
          const [from, to] = [Date.parse(jump) - hour, Date.parse(jump) + hour];
          assert.equal(elapsedText(to - from), '2:00:00');
          assert.equal(relativeTime(new Date(from).toISOString(), to), '2 hours ago');
          const fresh = { kind: 'extract', refreshedAt: at(jump, -12 * hour) } as const;
          assert.equal(verdictOf(fresh, rule, Date.parse(jump) + 12 * hour), 'fresh');
          assert.equal(verdictOf(fresh, rule, Date.parse(jump) + 12 * hour + 1), 'stale');
        }
      });

      it('counts the quota of the last hour, also in the hour that comes twice', async () => {
        const half = hour / 2;
        const started = (ms: number): Watch =>
          ({
            startedAt: Date.parse(autumn) + ms,
            adopted: false,
            target: {
              ref: { site, kind: 'workbook', luid: 'a' as Luid },
              name: 'a',
              action: 'refresh',
            },
          }) as Watch;
        const watches = [-hour, -half, -1, 0, half].map(started);
        Date.now = () => Date.parse(autumn) + half;
        // By the wall the first of the last four is as late as now.
        assert.equal(startedInLastHour({ list: () => watches }, site), 3);
        const clock = { now: () => Date.now(), delay: () => Promise.resolve() };
        const budget = new CallBudget(new MemoryFolder(), clock, silent);
        Date.now = () => Date.parse(autumn) - half;
        budget.count(site);
        Date.now = () => Date.parse(autumn) + half;
        budget.count(site);
        assert.equal(await budget.spent(site), 2);
        Date.now = () => Date.parse(autumn) + 23.5 * hour;
        assert.equal(await budget.spent(site), 1);
      });
    });
});
