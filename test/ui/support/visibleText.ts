/** All the text that can be read on the screen now. */
import type { Page } from 'playwright-core';

/** Of every frame that is shown: its text, what its input boxes hold or hint at, and menus (which live in shadow trees). */
export async function visibleText(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map(async (frame) => {
      try {
        if (frame !== page.mainFrame()) {
          const element = await frame.frameElement();
          if (!(await element.isVisible())) return '';
        }
        return await frame.evaluate(textOfDocument);
      } catch {
        return ''; // the frame went away while we asked
      }
    }),
  );
  return texts
    .join('\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[ \t]+/g, ' ');
}

/** Runs in the page. */
function textOfDocument(): string {
  const parts = [document.body.innerText];
  for (const input of document.querySelectorAll<HTMLInputElement>('input, textarea')) {
    if (input.type === 'password' || !input.checkVisibility()) continue;
    parts.push(input.value || input.placeholder);
  }
  for (const host of document.querySelectorAll('*')) {
    if (!host.shadowRoot) continue;
    for (const child of host.shadowRoot.children) {
      if (child instanceof HTMLElement && child.tagName !== 'STYLE') parts.push(child.innerText);
    }
  }
  return parts.join('\n');
}
