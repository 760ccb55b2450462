/**
 * `npm run bench -- --only table-100k` runs this in a process of its own: a table of 100,000 rows in the real webview. Arguments:
 * the package, the rounds. Prints `TableTimes[]` as JSON.
 */
import type { Frame } from 'playwright-core';
import { longAnswers, type longQueries } from '../bench/longAnswers';
import type { TableTimes } from '../bench/tableTimes';
import { startFakeTableau } from '../fakeTableau/server';
import { longestTask } from './support/longestTask';
import { MetadataPanelPage } from './support/metadataPanel';
import { openWorkbench } from './support/openWorkbench';
import { signInTo } from './support/signInTo';
import { waitFor } from './support/waitFor';

const [vsix = '', rounds = '3'] = process.argv.slice(2);
const fields = 'luid name description owner { username } updatedAt';

async function main(): Promise<void> {
  const tableau = await startFakeTableau();
  const before = await longAnswers(tableau.url);
  try {
    const workbench = await openWorkbench({ journey: 'bench-table', vsix });
    try {
      const panel = new MetadataPanelPage(workbench);
      await workbench.run('Tableau: Open Metadata Panel');
      await panel.button('Sign In').click();
      await signInTo(workbench, { ...tableau, url: before.url });
      await panel.opened();
      const frame = await frameOf(panel);
      await panel.write('Query', `query Warm { workbooks { luid name } }`);
      await panel.runByKeyboard();
      await panel.button('Table').click();
      await panel.page.getByRole('grid').waitFor();
      const measured: TableTimes[] = [];
      for (let n = 1; n <= Number(rounds); n++) {
        process.stderr.write(`table-100k: round ${n} of ${rounds}\n`);
        const idle = Math.max(...(await frames(frame, () => workbench.page.waitForTimeout(2000))));
        await panel.button('JSON').click();
        await answered(panel, 'Rows100k');
        const firstPaint = await paint(frame);
        const scrolling = Math.max(...(await frames(frame, () => scroll(frame))));
        // Apart from the frames: a trace costs time of its own.
        const scrollingCpu = await longestTask(workbench.page, frame, () => scroll(frame));
        const longAnswer = async (): Promise<void> => {
          await panel.button('JSON').click();
          await answered(panel, 'Answer30MB');
          await paint(frame);
        };
        const long = Math.max(...(await frames(frame, longAnswer)));
        await panel.button('JSON').click();
        await answered(panel, 'Rows100k');
        const longCpu = await longestTask(workbench.page, frame, longAnswer);
        measured.push({ firstPaint, scrolling, long, scrollingCpu, longCpu, idle });
      }
      process.stdout.write(`${JSON.stringify(measured)}\n`);
    } finally {
      await workbench.dispose();
    }
  } finally {
    await before.close();
    await tableau.close();
  }
}

async function frameOf(panel: MetadataPanelPage): Promise<Frame> {
  const element = await panel.page.locator('body').elementHandle();
  const frame = await element?.ownerFrame();
  if (frame == null) throw new Error('The panel has no frame');
  return frame;
}

/** The answer before must be another one, by its length: it is shown until this one is there. */
async function answered(panel: MetadataPanelPage, name: keyof typeof longQueries): Promise<void> {
  const notice = panel.page.getByText('This answer is');
  const before = await notice.allInnerTexts();
  await panel.write('Query', `query ${name} { workbooks { ${fields} } }`);
  await panel.runByKeyboard();
  await waitFor(
    `the answer to ${name}`,
    async () => {
      const [now] = await notice.allInnerTexts();
      if (now === undefined || now === before[0]) throw new Error(now ?? 'nothing is shown');
    },
    60_000,
  );
}

/** From the press on "Table" to the first row with words in it, as the page's own frames see it. */
async function paint(frame: Frame): Promise<number> {
  return frame.evaluate(
    () =>
      new Promise<number>((painted) => {
        const button = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent === 'Table',
        );
        const began = performance.now();
        button?.click();
        const look = (): void => {
          const text = document.querySelector('#vizport-cell-0-1')?.textContent ?? '';
          if (text !== '') painted(performance.now() - began);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );
}

/** How long each frame of the page took while something was done. */
async function frames(frame: Frame, work: () => Promise<unknown>): Promise<readonly number[]> {
  await frame.evaluate(() => {
    const times: number[] = [];
    const state = { times, ends: false };
    Object.assign(window, { vizportFrames: state });
    let last = performance.now();
    const next = (now: number): void => {
      times.push(now - last);
      last = now;
      if (!state.ends) requestAnimationFrame(next);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(next);
    });
  });
  await work();
  return frame.evaluate(() => {
    const { vizportFrames } = window as unknown as {
      vizportFrames: { times: number[]; ends: boolean };
    };
    vizportFrames.ends = true;
    return vizportFrames.times;
  });
}

/** Three seconds of a wheel that turns quickly, then leaps through the whole. */
async function scroll(frame: Frame): Promise<void> {
  await frame.evaluate(
    () =>
      new Promise<void>((done) => {
        const grid = document.querySelector('[role="grid"]');
        const began = performance.now();
        const turn = (now: number): void => {
          if (grid === null || now - began > 4000) return done();
          grid.scrollTop += now - began < 3000 ? 180 : grid.scrollHeight / 40;
          requestAnimationFrame(turn);
        };
        requestAnimationFrame(turn);
      }),
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
