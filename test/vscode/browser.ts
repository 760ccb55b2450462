/** Opens VS Code's page in a Chromium that nobody sees. */
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { browserToUse } from './findBrowser';

export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;
export type Theme = keyof typeof themes;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export async function launchBrowser(): Promise<Browser> {
  const found = await browserToUse();
  return chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: { ...(process.env as Record<string, string>), ...found.env },
    // Ctrl+C is ours to handle: whoever launched it closes it.
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}

/** One profile: its pages are windows of one VS Code. May use the clipboard, as a VS Code on the desktop may. */
export async function newProfile(
  browser: Browser,
  theme: Theme = 'dark',
  size: Size = { width: 1280, height: 800 },
): Promise<BrowserContext> {
  const profile = await browser.newContext({
    viewport: size,
    // A theme that does not follow the system must not be overruled by it either.
    colorScheme: theme === 'dark' || theme === 'highContrast' ? 'dark' : 'light',
    forcedColors: 'none',
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // tsx names the functions it compiles with a helper that functions sent into the page would miss there.
  await profile.addInitScript('globalThis.__name ??= (named) => named;');
  return profile;
}
