/** Refreshes from `tasks.json`, as a person runs them: the terminal, the Problems view, Terminate, and what the audit trail says. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';

/** A path of our own workspace may be longer than its column. */
const mayBeCut = [/.*/u];

describe('tasks', () => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  const settings = {
    // Its rows are then elements, which can be read.
    'terminal.integrated.gpuAcceleration': 'off',
    'task.allowAutomaticTasks': 'off',
  };

  journey('long-tasks', { settings }, (opened) => {
    const datasource = (name: string): { readonly luid: string } => {
      const found = [...tableau.model.datasources.all()].find(
        (one) => one.name === name && one.siteLuid === tableau.company.main.site.luid,
      );
      assert.ok(found, name);
      return found;
    };
    const runTask = async (label: string): Promise<void> => {
      const { workbench } = opened;
      // VS Code learns of a `tasks.json` that was written beside it when its file watcher says so.
      await waitFor(`VS Code to know the task ${label}`, async () => {
        await workbench.run('Tasks: Run Task');
        await workbench.quickPick.type(label);
        try {
          await workbench.quickPick.row(label).waitFor({ timeout: 3_000 });
        } catch (error) {
          await workbench.quickPick.cancel();
          throw error;
        }
      });
      await workbench.quickPick.choose(label);
    };
    const terminal = async (): Promise<string> =>
      (await opened.workbench.page.locator('.xterm-rows').last().innerText()).replaceAll(
        '\u00a0',
        ' ',
      );
    const terminalSays = (words: RegExp): Promise<void> =>
      waitFor(`the terminal to say ${words}`, async () => {
        assert.match((await terminal()).replaceAll('\n', ''), words);
      });

    it('are read from a tasks.json', async () => {
      const { workbench } = opened;
      await signInTo(workbench, tableau, {
        token: tableau.credentials.administrator.personalAccessToken,
      });
      const task = { type: 'tableau', action: 'refresh', problemMatcher: '$tableau' };
      const tasks = [
        { ...task, label: 'Refresh Orders', item: 'Orders' },
        { ...task, label: 'Refresh Campaigns', item: [datasource('Campaigns').luid] },
        { ...task, label: 'Refresh Nothing', item: 'Finance/No Such Thing' },
      ];
      const folder = join(workbench.surroundings.workspace, '.vscode');
      await mkdir(folder, { recursive: true });
      const text = JSON.stringify({ version: '2.0.0', tasks }, undefined, 2);
      await writeFile(join(folder, 'tasks.json'), text);
    });

    it('wait for the end, and say it in the terminal', async () => {
      const { workbench } = opened;
      tableau.knobs.scriptNextJob({ queuedMs: 500, runMs: 1_000 });
      await runTask('Refresh Orders');
      await terminalSays(/"Orders" was refreshed.*Done\./u);
      await workbench.step('well', { mayBeCut, sees: ['Refresh Orders'] });
      assert.deepEqual(await workbench.notifications.texts(), []);
    });

    it('fail when the refresh fails, with the reason at the item in the Problems view', async () => {
      const { workbench } = opened;
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 500, end: 'failure' });
      await runTask('Refresh Campaigns');
      await terminalSays(/error: .*failed.*The task ended with failures\./u);
      await workbench.page.keyboard.press('ControlOrMeta+Shift+m');
      await workbench.step('failed', { mayBeCut, sees: [/The refresh of "Campaigns" failed/u] });
    });

    it('start nothing for what is not there, and say how to write it', async () => {
      await runTask('Refresh Nothing');
      await terminalSays(/"Finance\/No Such Thing".*Nothing was started\./u);
      await opened.workbench.step('nothing-such', { mayBeCut });
    });

    it('leave an audit trail that can be read', async () => {
      const { workbench } = opened;
      await workbench.run('Tableau: Open Audit Trail');
      const editor = workbench.page.locator('.editor-container .view-lines').last();
      await waitFor('the trail to be shown', async () => {
        const text = (await editor.innerText()).replaceAll('\u00a0', ' ');
        for (const words of ['"action":"signIn"', '"action":"refresh"', 'succeeded', 'failed'])
          assert.ok(text.includes(words), text);
      });
      await workbench.step('audit-trail', { mayBeCut });
    });
  });
});
