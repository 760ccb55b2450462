/** The messages at the lower right: what they say, and their buttons. */
import type { Locator, Page } from 'playwright-core';

export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The toasts that hold this text; all of them without one. */
  toast(text?: string | RegExp): Locator {
    const toasts = this.#page.locator('.notification-toast');
    return text === undefined ? toasts : toasts.filter({ hasText: text });
  }

  /** Waits for a message and returns its whole text. */
  async sees(text: string | RegExp, milliseconds = 20_000): Promise<string> {
    const toast = this.toast(text).first();
    await toast.waitFor({ timeout: milliseconds });
    return (await toast.locator('.notification-list-item-message').innerText()).trim();
  }

  /**
   * The same, looked for behind the bell where no toast comes: VS Code withholds toasts when several come at once, and
   * takes them away after a while.
   */
  async kept(text: string | RegExp): Promise<string> {
    const toast = this.toast(text).first();
    const isThere = await toast.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false, // then it is behind the bell, or the next line fails
    );
    if (!isThere) await this.#page.locator('[id="status.notifications"] a').click();
    const message = this.#page
      .locator('.notifications-center, .notification-toast')
      .locator('.notification-list-item-message')
      .filter({ hasText: text })
      .first();
    await message.waitFor({ timeout: 20_000 });
    return (await message.innerText()).trim();
  }

  /** Presses a button on the message that holds the text. */
  async press(text: string | RegExp, button: string): Promise<void> {
    const toast = this.toast(text).first();
    await toast.waitFor();
    await toast.hover(); // a message that goes away by itself stays while the mouse is on it
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  /** The names of a message's own buttons. */
  async buttons(text: string | RegExp): Promise<string[]> {
    const toast = this.toast(text).first();
    await toast.waitFor();
    return toast
      .locator('.notification-list-item-buttons-container .monaco-button')
      .allInnerTexts();
  }

  /** What the messages on the screen say, newest first. */
  async texts(): Promise<string[]> {
    return this.#page
      .locator('.notification-toast .notification-list-item-message')
      .allInnerTexts();
  }

  /** Closes all of them by their ×. */
  async clear(): Promise<void> {
    for (let left = await this.toast().count(); left > 0; left = await this.toast().count()) {
      const first = this.toast().first();
      await first.hover();
      await first.locator('.codicon-notifications-clear').first().click();
      await first.waitFor({ state: 'detached', timeout: 1_000 }).catch(() => undefined); // another took its place
    }
  }

  /** Waits until no message with this text is on the screen. */
  async gone(text: string | RegExp, milliseconds = 20_000): Promise<void> {
    await this.toast(text).first().waitFor({ state: 'detached', timeout: milliseconds });
  }
}
