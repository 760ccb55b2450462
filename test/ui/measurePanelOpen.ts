/**
 * `npm run bench -- --only panel-open` runs this in a process of its own: from the command to a query editor that can be typed into, of
 * our panel and of GraphiQL as it comes, in turns in one VS Code. Arguments: the package, the rounds. Prints `OpenTimes` as JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { introspectionFromSchema, buildASTSchema } from 'graphql';
import { bareCommand, makeBareExtension } from '../bench/panel/bareExtension';
import type { OpenTimes } from '../bench/panel/openTimes';
import { expandSdl, minorOf } from '../fakeTableau/metadata/schema/expandSdl';
import { startFakeTableau } from '../fakeTableau/server';
import { profiles } from '../fakeTableau/profiles';
import { openWorkbench } from './support/openWorkbench';
import { signInTo } from './support/signInTo';
import type { Workbench } from './support/workbench';

const [vsix = '', rounds = '5'] = process.argv.slice(2);
const panelCommand = 'Tableau: Open Metadata Panel';

async function main(): Promise<void> {
  const tableau = await startFakeTableau();
  const folder = mkdtempSync(join(tmpdir(), 'vizport-panel-open-'));
  const bare = join(folder, 'bench.bare');
  const schema = buildASTSchema(expandSdl(minorOf(profiles.cloud.apiVersion)), {
    assumeValid: true,
  });
  process.stderr.write('panel-open: building GraphiQL as it comes\n');
  makeBareExtension(bare, introspectionFromSchema(schema));
  try {
    const workbench = await openWorkbench({ journey: 'bench-panel-open', vsix, besides: [bare] });
    try {
      await signInTo(workbench, tableau);
      await workbench.tree.sees(/./u, { level: 2 });
      const round = async (): Promise<{ panel: number; bare: number }> => ({
        panel: await opened(workbench, panelCommand),
        bare: await opened(workbench, bareCommand),
      });
      const first = await round();
      const later: { panel: number; bare: number }[] = [];
      for (let n = 1; n <= Number(rounds); n++) {
        process.stderr.write(`panel-open: round ${n} of ${rounds}\n`);
        later.push(await round());
      }
      process.stdout.write(`${JSON.stringify({ first, later } satisfies OpenTimes)}\n`);
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

/** From the Enter in the palette until the editor shows its text and holds what is typed into it. */
async function opened(workbench: Workbench, command: string): Promise<number> {
  const { page } = workbench;
  await workbench.quickPick.openPalette();
  await workbench.quickPick.type(`>${command}`);
  await workbench.quickPick.row(command).waitFor();
  const began = performance.now();
  await workbench.quickPick.choose(command);
  const editor = workbench.webview().locator('.graphiql-query-editor .monaco-editor');
  await editor.locator('.view-line span span').first().waitFor({ timeout: 60_000 });
  await editor.locator('textarea').first().waitFor({ state: 'attached' });
  const took = performance.now() - began;
  // What loads behind it must not be in the next one's time.
  await page.waitForTimeout(2_500);
  await workbench.run('View: Close All Editors');
  await page.locator('iframe.webview').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  return took;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
