/** `journey(…)`: a mocha suite around one VS Code, opened before its first step and closed after its last. */
import { openWorkbench, type OpenOptions } from './openWorkbench';
import type { Workbench } from './workbench';

/** Holds the workbench once mocha has opened it: ask for `it.workbench` inside a test, not while describing. */
export interface Opened {
  readonly workbench: Workbench;
}

/**
 * Describes a journey. Its tests run in order in one VS Code; after a failure the rest of the journey is not run
 * (it would only stumble) and counts as failed, the other journeys are, and `failed.png` shows what VS Code showed.
 *
 * ```ts
 * journey('2-sign-in', { theme: 'light' }, (opened) => {
 *   it('asks for the address first', async () => {
 *     const { workbench } = opened;
 *     await workbench.run('Tableau: Sign In…');
 *     await workbench.quickPick.sees({ title: 'Sign in to Tableau', step: '1/3' });
 *     await workbench.step('address', { sees: ['Address of your Tableau site'] });
 *   });
 * });
 * ```
 *
 * `options` may be a function, for what is only known once the suite runs (the port of a fake server, say).
 */
export function journey(
  name: string,
  options: Omit<OpenOptions, 'journey'> | (() => Omit<OpenOptions, 'journey'>),
  describeSteps: (opened: Opened) => void,
): void {
  describe(`journey ${name}`, function () {
    this.timeout(90_000);
    const slot: { workbench?: Workbench; broken?: true } = {};
    before(async () => {
      const given = typeof options === 'function' ? options() : options;
      slot.workbench = await openWorkbench({ ...given, journey: name });
    });
    // Not mocha's `bail`: that one also leaves out every later journey, and does not even count what it left out.
    beforeEach(function () {
      if (slot.broken) this.skip();
    });
    afterEach(async function () {
      if (this.currentTest?.state !== 'failed') return;
      slot.broken = true;
      await slot.workbench?.picture('failed');
    });
    after(() => slot.workbench?.dispose());
    describeSteps({
      get workbench() {
        if (!slot.workbench) throw new Error('the workbench is not open yet: ask inside a test');
        return slot.workbench;
      },
    });
  });
}
