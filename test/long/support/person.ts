/** Somebody at VS Code in bad weather: reads what is said, checks that it can be understood, and tries again as it says. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workbench } from '../../ui/support/workbench';

/** So often does somebody try again who is told to. */
const patience = 15;

export class Person {
  /** The sentences that were read, with how often. */
  readonly told = new Map<string, number>();

  constructor(
    private readonly workbench: () => Workbench,
    private readonly seed: number,
  ) {}

  /** A sentence of ours: whole, without what only programs say. */
  reads(sentence: string): void {
    const words = `VIZPORT_SEED=${this.seed}: "${sentence}"`;
    assert.match(sentence, /^[\p{Lu}\d"“„].{15,}[.!?)”"]$/su, words);
    assert.doesNotMatch(sentence, /undefined|\[object|\bE[A-Z]{4,}\b|\bat \S+:\d+|\{\d\}/u, words);
    this.told.set(sentence, (this.told.get(sentence) ?? 0) + 1);
  }

  /** Does it, and does it again for as long as it does not come to what was wanted. */
  async until(what: string, wanted: () => Promise<boolean>, act: () => Promise<void>) {
    for (let tries = 0; tries < patience; tries += 1) {
      await act();
      for (let looks = 0; looks < 30; looks += 1) {
        if (await wanted()) return;
        await sleep(200);
      }
    }
    assert.fail(`VIZPORT_SEED=${this.seed}: ${what} came to nothing in ${patience} attempts`);
  }

  /** Presses Enter in the box until it shows what comes next; what it says meanwhile is read. */
  async pressEnterUntil(what: string, next: () => Promise<boolean>): Promise<void> {
    const { quickPick } = this.workbench();
    let prompt = (await quickPick.state()).message;
    await this.until(what, next, async () => {
      if (await next()) return;
      const said = await this.#said();
      if (said !== '' && said !== prompt) this.reads(sentenceOf(said));
      prompt = said;
      await quickPick.accept();
    });
  }

  /** Retries under every row of the tree that says that something could not be had. */
  async retriesRows(): Promise<void> {
    const { tree } = this.workbench();
    for (const { label, description } of await tree.rows())
      if (description === 'Retry') {
        const row = await tree.sees(label).catch(() => '');
        if (row === '') continue;
        this.reads(row);
        // It may go away by itself meanwhile.
        await tree.select(label).catch(() => undefined);
      }
  }

  /** Reads all messages and closes them. */
  async clearsMessages(): Promise<readonly string[]> {
    const { notifications } = this.workbench();
    const texts = (await notifications.texts()).map((text) => text.trim());
    for (const text of texts) this.reads(sentenceOf(text));
    await notifications.clear();
    return texts;
  }

  async #said(): Promise<string> {
    const { quickPick } = this.workbench();
    if (!(await quickPick.widget.isVisible())) return '';
    return (await quickPick.state()).message;
  }
}

/** VS Code puts "(Press 'Enter' to confirm …)" and its own source behind what we say. */
function sentenceOf(text: string): string {
  return text
    .replace(/\s*\(Press 'Enter' to confirm.*$/su, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
