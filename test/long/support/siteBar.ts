/** The active site in the status bar, and the box that replaces its credentials, as the long journeys handle them. */
import type { Locator } from 'playwright-core';
import { waitFor } from '../../ui/support/waitFor';
import type { Workbench } from '../../ui/support/workbench';

export function siteBar({ page }: Workbench): Locator {
  const named = page.locator('[aria-label^="Tableau site"]');
  return page.locator('.statusbar-item').filter({ has: named }).first();
}

export async function siteBarSays(workbench: Workbench, words: string): Promise<void> {
  await waitFor(
    `the status bar to say ${words}`,
    async () => {
      const text = (await siteBar(workbench).innerText()).trim();
      if (!text.includes(words)) throw new Error(text);
    },
    20_000,
  );
}

/** The tooltip of a bar's item stays for as long as that has the focus. */
export async function withoutTooltip({ page }: Workbench): Promise<void> {
  await page.mouse.click(900, 400);
  await page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
}

/** Answers the box "Replace Credentials for …" with another token. */
export async function replaceByToken(
  { page, quickPick }: Workbench,
  token: { readonly name: string; readonly secret: string },
): Promise<void> {
  await quickPick.sees({ title: 'Replace Credentials for' });
  await page.mouse.move(1_000, 700);
  await quickPick.choose('Personal access token');
  await quickPick.sees({ message: 'Name of the token' });
  await quickPick.enter(token.name);
  await quickPick.sees({ message: 'Secret of the token' });
  await quickPick.enter(token.secret);
  await quickPick.closed();
}
