/** The box in the middle: the command palette, quick picks and input boxes. */
import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor';

export interface QuickPickState {
  /** Without the step numbers. */
  readonly title: string;
  /** `2/3` where the box counts its steps, otherwise empty. */
  readonly step: string;
  readonly placeholder: string;
  readonly value: string;
  /** What stands below the input: the prompt of an input box, or why its value is refused. */
  readonly message: string;
  readonly labels: readonly string[];
}

export class QuickPick {
  readonly #page: Page;
  readonly widget: Locator;
  readonly input: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
  }

  async openPalette(): Promise<void> {
    await waitFor('the command palette', async () => {
      await this.#page.keyboard.press('F1');
      await this.widget.waitFor({ timeout: 2_000 });
    });
  }

  /** Replaces what the input holds. */
  async type(text: string): Promise<void> {
    // Whoever opened the box tries anew when something has closed it.
    await this.input.waitFor({ timeout: 10_000 });
    await this.input.fill(text, { timeout: 10_000 });
  }

  /** What the box shows now. */
  async state(): Promise<QuickPickState> {
    await this.widget.waitFor();
    const heading = (await this.widget.locator('.quick-input-title').innerText()).trim();
    const [, title = heading, step = ''] = /^(.*?)\s*(?:\((\d+\/\d+)\))?$/s.exec(heading) ?? [];
    const message = this.widget.locator('.quick-input-message');
    return {
      title,
      step,
      placeholder: (await this.input.getAttribute('placeholder')) ?? '',
      value: await this.input.inputValue(),
      message: (await message.isVisible()) ? (await message.innerText()).trim() : '',
      labels: await this.labels(),
    };
  }

  /** Waits until the box shows all of this; texts may be a part of what is shown, `labels` must be among the rows. */
  async sees(expected: {
    readonly title?: string;
    readonly step?: string;
    readonly placeholder?: string;
    readonly value?: string;
    readonly message?: string | RegExp;
    readonly labels?: readonly string[];
  }): Promise<QuickPickState> {
    return waitFor(`the quick pick to show ${JSON.stringify(expected)}`, async () => {
      const state = await this.state();
      const { labels, message, ...texts } = expected;
      for (const [name, wanted] of Object.entries(texts)) {
        const actual = state[name as keyof typeof texts];
        const right =
          name === 'step' || name === 'value' ? actual === wanted : actual.includes(wanted);
        if (!right) throw new Error(`its ${name} is "${actual}"`);
      }
      if (message !== undefined) {
        const right =
          typeof message === 'string'
            ? state.message.includes(message)
            : message.test(state.message);
        if (!right) throw new Error(`its message is "${state.message}"`);
      }
      for (const label of labels ?? []) {
        if (!state.labels.includes(label))
          throw new Error(`its rows are ${state.labels.join(' | ')}`);
      }
      return state;
    });
  }

  /** The labels of the rows that are drawn (a long list draws those on the screen only). */
  async labels(): Promise<string[]> {
    const rows = this.widget.locator('.quick-input-list .monaco-list-row');
    return rows.evaluateAll((found) =>
      found
        .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((row) => row.querySelector('.label-name')?.textContent?.trim() ?? '')
        .filter(Boolean),
    );
  }

  /** The row with exactly this label. */
  row(label: string): Locator {
    const name = this.#page.locator('.label-name').filter({ hasText: exactly(label) });
    return this.widget.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
  }

  /** Clicks the row with exactly this label, once it is there. */
  async choose(label: string): Promise<void> {
    await waitFor(`a row "${label}"`, async () => {
      if (!(await this.row(label).isVisible())) {
        throw new Error(`the rows are ${(await this.labels()).join(' | ')}`);
      }
    });
    const name = this.row(label).locator('.label-name').first(); // a detail has one too
    try {
      await name.click({ timeout: 5000 });
    } catch (error) {
      // A tooltip that is left over from the box before may lie on the row: it goes with the mouse.
      if (!String(error).includes('hover-contents')) throw error;
      await this.#page.mouse.move(1, 1);
      await name.click();
    }
  }

  /** Presses Enter. */
  async accept(): Promise<void> {
    await this.#page.keyboard.press('Enter');
  }

  /** Types and presses Enter. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  async back(): Promise<void> {
    await this.widget.getByRole('button', { name: 'Back' }).click();
  }

  /** Presses a button of the box, or of one of its rows, by its tooltip. */
  async press(button: string, row?: string): Promise<void> {
    const place = row === undefined ? this.widget : this.row(row);
    if (row !== undefined) await place.hover();
    await place.getByRole('button', { name: button }).first().click();
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.closed();
  }

  async closed(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
