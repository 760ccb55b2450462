/** For programs of the benches: measures in one VS Code that is signed in to a fake Tableau, and prints what came of it as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeTableau } from '../../fakeTableau/server';
import { openWorkbench, type OpenOptions } from './openWorkbench';
import { signInTo } from './signInTo';
import type { Workbench } from './workbench';

/** `furnish` is given a folder of the program's own and says what VS Code is opened with. A failure is the program's. */
export function measureIn(
  furnish: (folder: string) => OpenOptions,
  measure: (workbench: Workbench, folder: string) => Promise<unknown>,
): void {
  measured(furnish, measure).then(
    (figures) => process.stdout.write(`${JSON.stringify(figures)}\n`),
    (error: unknown) => {
      console.error(error instanceof Error ? error.stack : error);
      process.exitCode = 1;
    },
  );
}

async function measured(
  furnish: (folder: string) => OpenOptions,
  measure: (workbench: Workbench, folder: string) => Promise<unknown>,
): Promise<unknown> {
  const tableau = await startFakeTableau();
  const folder = mkdtempSync(join(tmpdir(), 'vizport-measure-'));
  try {
    const workbench = await openWorkbench(furnish(folder));
    try {
      await signInTo(workbench, tableau);
      await workbench.tree.sees(/./u, { level: 2 });
      return await measure(workbench, folder);
    } catch (error) {
      await workbench.picture('failed');
      throw error;
    } finally {
      await workbench.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await tableau.close();
  }
}
