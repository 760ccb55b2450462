/** Ends of jobs come into the audit trail once, by one of all windows. */
import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/emitter';
import type { Watch } from '../../../src/jobs/jobsContract';
import { recordEnds } from '../../../src/jobs/recordEnds';
import type { ContentUrl, Luid } from '../../../src/tableau/model';
import { TestLog } from '../support/world';

const watch = (id: string, outcome?: Watch['outcome']): Watch => ({
  id,
  target: {
    action: 'refresh',
    name: 'Margin',
    ref: {
      site: { server: 'https://tableau.acme.com', contentUrl: 'sales' as ContentUrl },
      kind: 'workbook',
      luid: 'w1' as Luid,
    },
  },
  startedAt: 0,
  phase: outcome === undefined ? 'following' : 'ended',
  adopted: false,
  here: true,
  ...(outcome === undefined ? {} : { outcome }),
  told: false,
  seen: false,
  written: false,
});
const succeeded: NonNullable<Watch['outcome']> = { status: 'succeeded', by: 'job' };

/** Two windows over one list; who claims first has it. */
function windows(before: readonly Watch[]) {
  const claimed = new Set<string>();
  const changed = [new Emitter<Watch>(), new Emitter<Watch>()];
  const log = new TestLog();
  const written: string[] = [];
  const open = (nth: number): void => {
    recordEnds(
      {
        list: () => before,
        onDidChange: changed[nth]!.event,
        claimRecord: (id) => {
          if (id === 'full disk') return Promise.reject(new Error('ENOSPC'));
          const isFirst = !claimed.has(id);
          claimed.add(id);
          return Promise.resolve(isFirst);
        },
      },
      ({ id }) => written.push(id),
      log,
    );
  };
  open(0);
  open(1);
  const tell = async (one: Watch): Promise<void> => {
    for (const each of changed) each.fire(one);
    await new Promise(setImmediate);
  };
  return { written, log, tell, claimed };
}

describe('recordEnds', () => {
  it('writes what ended while no window was open, by one of the two that open', async () => {
    const { written } = windows([watch('old', succeeded), watch('open')]);
    await new Promise(setImmediate);
    assert.deepEqual(written, ['old']);
  });

  it('writes an end once, however often it is told, and nothing that is still under way', async () => {
    const { written, tell } = windows([]);
    await tell(watch('a'));
    await tell(watch('a', succeeded));
    await tell(watch('a', succeeded));
    assert.deepEqual(written, ['a']);
  });

  it('leaves alone what is written already', async () => {
    const { written, tell } = windows([]);
    await tell({ ...watch('a', succeeded), written: true });
    assert.deepEqual(written, []);
  });

  it('asks again about an end that turned out to be none, and then came', async () => {
    const { written, tell, claimed } = windows([]);
    await tell(watch('a', { status: 'unknown', reason: 'notReadable' }));
    await tell(watch('a'));
    // The claim was given back with the end.
    claimed.clear();
    await tell(watch('a', succeeded));
    assert.deepEqual(written, ['a', 'a']);
  });

  it('says in the log that an end could not be written, and goes on', async () => {
    const { written, log, tell } = windows([]);
    await tell(watch('full disk', succeeded));
    await tell(watch('b', succeeded));
    assert.deepEqual(written, ['b']);
    assert.match(log.lines.join('\n'), /not written into the audit trail: Error: ENOSPC/u);
  });
});
