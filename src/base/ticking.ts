/** Does something again and again until it is disposed of; what takes longer than the time between is not overtaken. */
import type { Clock } from './clock';
import type { Disposable } from './emitter';

export function ticking(clock: Clock, everyMs: number, work: () => void): Disposable {
  const stopped = new AbortController();
  const tick = async (): Promise<void> => {
    for (;;) {
      await clock.delay(everyMs, stopped.signal);
      work();
    }
  };
  tick().catch((error: unknown) => {
    // Stopped: that is the only way out of it. Anything else is a defect of ours, for VS Code's log of the host.
    if (!stopped.signal.aborted) throw error;
  });
  return { dispose: () => stopped.abort(new DOMException('No longer wanted', 'AbortError')) };
}
