/** VS Code as a person sees and handles it: the page object of the journeys. */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { expect, waitFor } from './waitFor';
import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { cutTexts } from './cutTexts';
import { editorsInFront } from './editorsInFront';
import { Notifications } from './notifications';
import { QuickPick } from './quickPick';
import { Tree } from './tree';
import { visibleText } from './visibleText';

export interface Surroundings {
  readonly address: string;
  readonly workspace: string;
  serverLog(): string;
  dispose(): Promise<void>;
}

export interface Expected {
  /** Texts that a person must be able to read now, anywhere on the screen (webviews, inputs and menus too). */
  readonly sees?: readonly (string | RegExp)[];
  /** Texts that must not be there. */
  readonly seesNot?: readonly (string | RegExp)[];
  /** Texts that may be cut here, each with a reason to be found beside it. */
  readonly mayBeCut?: readonly RegExp[];
}

export class Workbench {
  readonly quickPick: QuickPick;
  readonly notifications: Notifications;
  /** Vizport's tree of content. */
  readonly tree: Tree;
  /** The addresses that VS Code opened in the browser, oldest first. The pages themselves are closed at once. */
  readonly opened: readonly string[];
  #steps = 0;

  constructor(
    readonly page: Page,
    readonly pictures: string,
    readonly surroundings: Surroundings,
  ) {
    this.quickPick = new QuickPick(page);
    this.notifications = new Notifications(page);
    this.tree = new Tree(page);
    const opened: string[] = [];
    this.opened = opened;
    page.context().on('request', (request) => {
      const elsewhere = !request.url().startsWith(surroundings.address);
      if (request.isNavigationRequest() && elsewhere) opened.push(request.url());
    });
    page.on('popup', (popup) => {
      void popup
        .waitForURL(/^https?:/, { waitUntil: 'commit', timeout: 5_000 })
        .catch(() => undefined) // an address that does not answer is still the address that was opened
        .then(() => {
          // A request is sent without what stands behind the #.
          const [sent = ''] = popup.url().split('#');
          if (opened.includes(sent)) opened[opened.lastIndexOf(sent)] = popup.url();
          return popup.close();
        });
    });
  }

  /** Opens the page, or opens it again, and waits until VS Code can be used. */
  async load(): Promise<void> {
    await this.page.goto(`${this.surroundings.address}/`, { waitUntil: 'commit' });
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.part.activitybar [role="tab"]').first().waitFor({ timeout: 30_000 });
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
  }

  /**
   * Waits until a reload would bring this editor back in front: VS Code for the web writes down what is open every
   * five seconds, if it is idle, and what is not yet written when the page goes is lost.
   */
  async remembersInFront(editor: string): Promise<void> {
    await waitFor(`VS Code to write down that ${editor} is in front`, async () => {
      const inFront = await this.page.evaluate(editorsInFront);
      if (!inFront.some((text) => text.includes(editor))) throw new Error(inFront.join('\n'));
    });
  }

  /** What "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    await this.load();
  }

  /** A second window of the same profile on the same server. It is closed with the first. */
  async secondWindow(): Promise<Workbench> {
    const page = await this.page.context().newPage();
    const second = new Workbench(page, this.pictures, this.surroundings);
    second.#steps = 50; // so that the pictures of the two do not overwrite each other
    await second.load();
    return second;
  }

  /** Runs a command from the palette by its whole title, category included: `Tableau: Sign In…`. */
  async run(title: string): Promise<void> {
    // Right after a (re)load the palette does not know our commands yet, and its list is not brought up to date.
    await waitFor(
      `the palette to offer "${title}"`,
      async () => {
        await this.quickPick.openPalette();
        await this.quickPick.type(`>${title}`);
        try {
          await this.quickPick.row(title).waitFor({ timeout: 1_500 });
        } catch (error) {
          await this.quickPick.cancel();
          throw error;
        }
      },
      45_000,
    );
    await this.quickPick.choose(title);
  }

  /** The titles that the palette offers for a text. */
  async paletteOffers(text: string): Promise<string[]> {
    await this.quickPick.openPalette();
    await this.quickPick.type(`>${text}`);
    await sleep(300); // the palette filters a moment after the last key
    const labels = await this.quickPick.labels();
    await this.quickPick.cancel();
    return labels;
  }

  /** Opens a view container from the activity bar, by its name. */
  async openView(name: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name });
    await tab.waitFor({ timeout: 30_000 });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** Chooses an entry of the menu that is open, submenus by their path: `menu('Copy', 'Copy LUID')`. */
  async menu(...path: string[]): Promise<void> {
    for (const name of path) {
      // Not by its accessible name: a key binding is a part of that.
      const label = this.page.getByText(name, { exact: true });
      const item = this.page.getByRole('menuitem').filter({ has: label }).last();
      await item.waitFor({ timeout: 10_000 });
      await item.hover();
      await item.click();
    }
  }

  /** The names in the menu that is open, top to bottom, separators left out. */
  async menuItems(): Promise<string[]> {
    const items = this.page.getByRole('menuitem');
    await items.first().waitFor({ timeout: 10_000 });
    const names = await items.evaluateAll((found) =>
      found
        .filter((item) => (item as HTMLElement).offsetParent !== null && !item.closest('.menubar'))
        .map((item) => item.querySelector('.action-label') ?? item)
        .map((label) => label.textContent?.trim() ?? ''),
    );
    return names.filter(Boolean);
  }

  /** Presses a button of the modal dialog that is open. */
  async pressInDialog(button: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box').getByRole('button', { name: button }).click();
  }

  /** The inside of the webview that is shown; where there are more, of the first or the one with that number. */
  webview(number = 0): FrameLocator {
    const outer = this.page.locator('iframe.webview.ready').nth(number).contentFrame();
    return outer.frameLocator('iframe#active-frame');
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async setClipboard(text: string): Promise<void> {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  /** Waits until the clipboard holds exactly this. */
  async clipboardHolds(text: string): Promise<void> {
    await waitFor(`the clipboard to hold ${text}`, async () => {
      expect(await this.clipboard(), text);
    });
  }

  /** Waits until VS Code has opened a matching address in the browser, and returns it. */
  async opens(address: RegExp): Promise<string> {
    return waitFor(`${address} to be opened in the browser`, () => {
      const found = this.opened.find((one) => address.test(one));
      return found === undefined
        ? Promise.reject(new Error(`opened: ${this.opened.join(', ') || 'nothing'}`))
        : Promise.resolve(found);
    });
  }

  /** Moves the mouse over something and returns what the hover says. */
  async hover(over: Locator): Promise<string> {
    await over.hover();
    const hover = this.page.locator('.monaco-hover:visible, .workbench-hover:visible').last();
    await hover.waitFor({ timeout: 10_000 });
    return waitFor('the hover to say something', async () => {
      const text = await hover.innerText();
      if (text.trim() === 'Loading...') throw new Error('it is loading');
      return text;
    });
  }

  /**
   * A moment that a person would look at: waits until all the texts are there, checks that none of ours is cut off,
   * and keeps a screenshot as `<nn>-<name>.png`.
   */
  async step(name: string, expected: Expected = {}): Promise<void> {
    try {
      await waitFor(`step "${name}"`, async () => {
        const text = await visibleText(this.page);
        for (const wanted of expected.sees ?? []) {
          if (!isIn(text, wanted)) throw new Error(`not seen: ${wanted}\nseen:\n${text}`);
        }
        for (const unwanted of expected.seesNot ?? []) {
          if (isIn(text, unwanted)) throw new Error(`seen, and should not be: ${unwanted}`);
        }
      });
      // Toasts slide in: what is cut is judged once nothing moves.
      await waitFor(
        `nothing to be cut at step "${name}"`,
        async () => {
          const cut = await cutTexts(this.page);
          const wrong = cut.filter((one) => !expected.mayBeCut?.some((may) => may.test(one.text)));
          if (wrong.length > 0) {
            const list = wrong.map((one) => `- "${one.text}" in ${one.where}: ${one.how}`);
            throw new Error(`cut off:\n${list.join('\n')}`);
          }
        },
        3_000,
      );
    } finally {
      await this.picture(name);
    }
  }

  /** A screenshot and nothing else. Tried once more: on a busy machine the browser's next frame may take half a minute. */
  async picture(name: string): Promise<void> {
    const number = String(++this.#steps).padStart(2, '0');
    const path = join(this.pictures, `${number}-${name.replace(/[^\w-]+/g, '-')}.png`);
    const shoot = () => this.page.screenshot({ path, animations: 'disabled' });
    await shoot().catch((error: unknown) => {
      if (!(error instanceof errors.TimeoutError)) throw error;
      return shoot();
    });
  }

  async dispose(): Promise<void> {
    await this.surroundings.dispose();
  }
}

function isIn(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
