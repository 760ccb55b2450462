/**
 * How much CPU time the longest task of a page's main thread takes while something is done. Frames wait for the machine, too:
 * for a core, and for a screen that is painted without a graphics card. What the page itself does to a frame is this.
 */
import type { Frame, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** CPU time in microseconds. */
  readonly tdur?: number;
}

const mark = 'vizport-longest-task';

/** In milliseconds. The frame may live in a process of its own, so that its thread is found by a mark that it makes. */
export async function longestTask(
  page: Page,
  frame: Frame,
  work: () => Promise<unknown>,
): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser of its own to be traced');
  await browser.startTracing(page, {
    categories: ['blink.user_timing', 'disabled-by-default-devtools.timeline'],
  });
  let trace: Buffer;
  try {
    await frame.evaluate((name) => void performance.mark(name), mark);
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const made = traceEvents.find(({ name, cat }) => name === mark && cat.includes('user_timing'));
  if (made === undefined) throw new Error('The trace does not know the page');
  const times = traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === made.pid && tid === made.tid)
    .flatMap(({ tdur }) => tdur ?? []);
  if (times.length === 0) throw new Error('The trace tells no CPU times of tasks');
  return Math.max(...times) / 1000;
}
