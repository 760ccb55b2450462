/** The metadata panel as a person handles it: by the names of its parts, and by the keyboard in its editors. */
import type { FrameLocator, Locator } from 'playwright-core';
import { signInTo } from './signInTo';
import { expect, waitFor } from './waitFor';
import type { Workbench } from './workbench';

/** The window of `openWide`. */
export const wide = { width: 1200, height: 760 };

export class MetadataPanelPage {
  /** `number`: which of the panels that are shown. */
  constructor(
    readonly workbench: Workbench,
    readonly number = 0,
  ) {}

  get page(): FrameLocator {
    return this.workbench.webview(this.number);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name, exact: true });
  }

  /** Opens it before there is a site, signs in from there, and gives it a wide window to itself. */
  async openWide(tableau: Parameters<typeof signInTo>[1]): Promise<void> {
    const { workbench } = this;
    await workbench.page.setViewportSize(wide);
    await workbench.run('Tableau: Open Metadata Panel');
    await this.button('Sign In').click();
    await signInTo(workbench, tableau);
    await this.opened();
    await workbench.page.keyboard.press('ControlOrMeta+b');
  }

  /** Waits until it can be typed into. */
  async opened(): Promise<void> {
    await this.page.getByRole('region', { name: 'Query' }).locator('.view-line').first().waitFor();
    await this.page.getByText('Reading the schema…').waitFor({ state: 'detached' });
  }

  /** The lines of an editor that are in sight. */
  async text(region: 'Query' | 'Variables' | 'Result'): Promise<string> {
    const lines = this.page
      .getByRole('region', { name: region, exact: true })
      .locator('.view-lines');
    return (await lines.innerText()).replaceAll('\u00a0', ' ');
  }

  async reads(region: 'Query' | 'Variables' | 'Result', words: string): Promise<void> {
    await waitFor(`${region} to read ${words}`, async () => {
      const text = await this.text(region);
      if (!text.includes(words)) throw new Error(text);
    });
  }

  /** Replaces the whole text of an editor as one paste, without what completion adds while one types. */
  async write(region: 'Query' | 'Variables', text: string): Promise<void> {
    const { keyboard } = this.workbench.page;
    await this.page
      .getByRole('region', { name: region, exact: true })
      .locator('.view-lines')
      .click();
    await keyboard.press('ControlOrMeta+a');
    await keyboard.press('Delete');
    await keyboard.insertText(text);
    await keyboard.press('Escape');
  }

  async runByKeyboard(): Promise<void> {
    await this.workbench.page.keyboard.press('ControlOrMeta+Enter');
  }

  /** Presses the button that copies LUIDs and gives what landed on the clipboard. */
  async copyLuids(button: string): Promise<readonly string[]> {
    await this.workbench.setClipboard('');
    await this.button(button).click();
    return waitFor('LUIDs on the clipboard', async () => {
      const text = await this.workbench.clipboard();
      if (text === '') throw new Error('the clipboard is empty');
      return text.split('\n');
    });
  }

  /** The colour that stands behind something. */
  async background(selector: string): Promise<string> {
    return this.page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  }

  async becomes(what: string, colour: () => Promise<string>, wanted: string): Promise<void> {
    await waitFor(`${what} to become ${wanted}`, async () => {
      expect(await colour(), wanted);
    });
  }
}
