/**
 * `npm run bench -- --only panel-open` runs this in a process of its own: from the command to a query editor that can be typed into, of
 * our panel and of GraphiQL as it comes, in turns in one VS Code. Arguments: the package, the rounds. Prints `OpenTimes` as JSON.
 */
import { join } from 'node:path';
import { introspectionFromSchema, buildASTSchema } from 'graphql';
import { bareCommand, makeBareExtension } from '../bench/panel/bareExtension';
import type { OpenTimes } from '../bench/panel/openTimes';
import { expandSdl, minorOf } from '../fakeTableau/metadata/schema/expandSdl';
import { profiles } from '../fakeTableau/profiles';
import { measureIn } from './support/measureIn';
import type { Workbench } from './support/workbench';

const [vsix = '', rounds = '5'] = process.argv.slice(2);
const panelCommand = 'Tableau: Open Metadata Panel';

measureIn(
  (folder) => {
    const bare = join(folder, 'bench.bare');
    const schema = buildASTSchema(expandSdl(minorOf(profiles.cloud.apiVersion)), {
      assumeValid: true,
    });
    process.stderr.write('panel-open: building GraphiQL as it comes\n');
    makeBareExtension(bare, introspectionFromSchema(schema));
    return { journey: 'bench-panel-open', vsix, besides: [bare] };
  },
  async (workbench): Promise<OpenTimes> => {
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
    return { first, later };
  },
);

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
