/** A tree view in the side bar, handled by the roles and names that a screen reader hears. */
import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor';

export interface RowChoice {
  /** How deep the row is, the first level being 1; for names that occur on several. */
  readonly level?: number;
  /** Which of several rows with the same name, the first being 0. */
  readonly nth?: number;
}

export class Tree {
  readonly #page: Page;
  readonly root: Locator;

  constructor(page: Page, root: Locator = page.locator('.part.sidebar')) {
    this.#page = page;
    this.root = root;
  }

  /** The row whose label is exactly the text, or matches. Rows are drawn only while they are on the screen. */
  row(label: string | RegExp, choice: RowChoice = {}): Locator {
    const text = typeof label === 'string' ? exactly(label) : label;
    const level = choice.level === undefined ? '' : `[aria-level="${choice.level}"]`;
    return this.root
      .locator(`[role="treeitem"]${level}`)
      .filter({ has: this.#page.locator('.label-name').filter({ hasText: text }) })
      .nth(choice.nth ?? 0);
  }

  /** Waits for a row and returns its accessible name (label, description, state). */
  async sees(label: string | RegExp, choice?: RowChoice, milliseconds?: number): Promise<string> {
    const look = async (): Promise<void> => {
      if (!(await this.row(label, choice).isVisible()))
        throw new Error(`the rows are ${(await this.labels()).join(' | ')}`);
    };
    await waitFor(`a row ${label}`, look, milliseconds);
    return (await this.row(label, choice).getAttribute('aria-label')) ?? '';
  }

  async seesNot(label: string | RegExp, choice?: RowChoice): Promise<void> {
    await this.row(label, choice).waitFor({ state: 'hidden', timeout: 15_000 });
  }

  /** The labels of the rows on the screen, top to bottom. */
  async labels(): Promise<string[]> {
    return (await this.rows()).map((row) => row.label);
  }

  /** The rows on the screen, top to bottom. */
  async rows(): Promise<{ label: string; description: string; level: number }[]> {
    return this.root.locator('[role="treeitem"]').evaluateAll((found) =>
      found
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => ({
          label: row.querySelector('.label-name')?.textContent?.trim() ?? '',
          description: row.querySelector('.label-description')?.textContent?.trim() ?? '',
          level: Number(row.getAttribute('aria-level')),
        })),
    );
  }

  async expand(label: string | RegExp, choice?: RowChoice): Promise<void> {
    await this.#setExpanded(label, choice, true);
  }

  async collapse(label: string | RegExp, choice?: RowChoice): Promise<void> {
    await this.#setExpanded(label, choice, false);
  }

  async #setExpanded(label: string | RegExp, choice: RowChoice | undefined, open: boolean) {
    await this.sees(label, choice);
    const row = this.row(label, choice);
    if ((await row.getAttribute('aria-expanded')) !== String(open)) {
      await this.#withoutTooltip();
      await row.locator('.monaco-tl-twistie').click();
    }
    let clicked = Date.now();
    await waitFor(`${label} to be ${open ? 'expanded' : 'collapsed'}`, async () => {
      const expanded = await row.getAttribute('aria-expanded');
      const busy = await row.locator('.codicon-tree-item-loading').count();
      if (expanded === String(open) && busy === 0) return;
      // A row that is drawn anew under the mouse takes no click: a person clicks once more.
      if (busy === 0 && Date.now() - clicked > 4_000) {
        clicked = Date.now();
        await row.locator('.monaco-tl-twistie').click();
      }
      throw new Error(`aria-expanded is ${expanded}`);
    });
  }

  /** Expands one row after the other: `expandPath('Sales', 'Finance', 'Quarterly')`. */
  async expandPath(...labels: string[]): Promise<void> {
    for (const label of labels) await this.expand(label);
  }

  /** Clicks a row. */
  async select(label: string | RegExp, choice?: RowChoice): Promise<void> {
    await this.sees(label, choice);
    await this.#withoutTooltip();
    await this.row(label, choice).locator('.label-name').click();
  }

  /** Adds a row to the selection (Ctrl or Cmd and click). */
  async alsoSelect(label: string | RegExp, choice?: RowChoice): Promise<void> {
    await this.sees(label, choice);
    await this.#withoutTooltip();
    const name = this.row(label, choice).locator('.label-name');
    await name.click({ modifiers: ['ControlOrMeta'] });
  }

  /** Opens the context menu of a row; `workbench.menu(…)` chooses from it. */
  async openMenu(label: string | RegExp, choice?: RowChoice): Promise<void> {
    await this.sees(label, choice);
    await this.#withoutTooltip();
    await this.row(label, choice).locator('.label-name').click({ button: 'right' });
    await this.#page.getByRole('menuitem').last().waitFor({ timeout: 10_000 });
  }

  /** Presses an icon on a row, by its tooltip. */
  async pressInline(label: string | RegExp, action: string, choice?: RowChoice): Promise<void> {
    await this.sees(label, choice);
    await this.#withoutTooltip();
    const row = this.row(label, choice);
    await row.hover();
    await row.getByRole('button', { name: action }).click();
  }

  /** Presses an icon in the title of the view, by its tooltip. */
  async pressInTitle(action: string): Promise<void> {
    await this.root.hover();
    await this.root.getByRole('button', { name: action }).first().click();
  }

  /** Presses a button of the words that an empty view shows. */
  async pressWelcome(button: string): Promise<void> {
    await this.root.locator('.welcome-view-content').getByRole('button', { name: button }).click();
  }

  /** One of another row may lie over the one that is meant: it goes when the mouse does. */
  async #withoutTooltip(): Promise<void> {
    const { width, height } = this.#page.viewportSize() ?? { width: 1280, height: 800 };
    const places = [0.4, 0.7, 0.55].map((part) => [width * 0.7, height * part] as const);
    let tries = 0;
    await waitFor('the tooltip to go', async () => {
      // Where the mouse goes to, the tooltip may lie: then it stays.
      const [x, y] = places[tries++ % places.length] ?? [0, 0];
      await this.#page.mouse.move(x, y);
      const tooltip = this.#page.locator('.monaco-hover:visible').first();
      await tooltip.waitFor({ state: 'hidden', timeout: 2_000 });
    });
  }

  /** Scrolls down until the row is drawn. */
  async scrollTo(label: string | RegExp, choice?: RowChoice): Promise<void> {
    const list = this.root.locator('.monaco-list').first();
    const { width = 0 } = (await list.boundingBox()) ?? {};
    // On a row its tooltip would come, and take the wheel.
    await list.hover({ position: { x: width - 4, y: 60 } });
    await waitFor(
      `a row ${label} further down`,
      async () => {
        if (await this.row(label, choice).isVisible()) return;
        await this.#page.mouse.wheel(0, 300);
        throw new Error('it is not there');
      },
      30_000,
    );
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
