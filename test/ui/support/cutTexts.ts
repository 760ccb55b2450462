/** Finds the texts in Vizport's parts of the screen that a person cannot read to their end. */
import type { Page } from 'playwright-core';

export interface CutText {
  readonly text: string;
  /** The part of the workbench it is in. */
  readonly where: string;
  readonly how: string;
}

/** The parts of the workbench that show what we say; a webview is looked through as a whole. */
const ourParts = [
  '.quick-input-widget',
  '.notifications-toasts',
  '.notifications-center',
  '.monaco-dialog-box',
  '.part.sidebar',
  '.part.statusbar [id^="vizport"]',
  '.monaco-hover',
];

export async function cutTexts(page: Page): Promise<CutText[]> {
  const found = await Promise.all(
    page.frames().map(async (frame) => {
      try {
        const main = frame === page.mainFrame();
        if (!main && !(await (await frame.frameElement()).isVisible())) return [];
        return await frame.evaluate(cutInDocument, main ? ourParts : ['body']);
      } catch {
        return []; // the frame went away while we asked
      }
    }),
  );
  return found.flat();
}

/** Runs in the page. A text is cut where the box of its letters leaves a box that hides what leaves it. */
function cutInDocument(parts: readonly string[]): CutText[] {
  const cut: CutText[] = [];
  const slack = 1.5;
  const isOurs = (element: Element) =>
    !element.closest('.monaco-editor, .monaco-inputbox .mirror, [aria-hidden="true"]');

  const edgesThatCut = (element: HTMLElement, box: DOMRect): string | undefined => {
    // The last row of a list may be half below its edge, and can be scrolled to.
    const inList = element.closest('.monaco-list-rows') !== null;
    for (let at: HTMLElement | null = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const edge = at.getBoundingClientRect();
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      // What scrolls can be reached. VS Code's own lists hide and scroll by their own means, upwards and downwards.
      const scrolls = at.matches('.monaco-scrollable-element, .monaco-list, .monaco-list-rows');
      if (hides(style.overflowX) && !scrolls) {
        if (box.right > edge.right + slack) return `cut ${Math.round(box.right - edge.right)} px`;
        if (box.left < edge.left - slack)
          return `cut ${Math.round(edge.left - box.left)} px (left)`;
      }
      if (hides(style.overflowY) && !scrolls && !inList) {
        if (box.bottom > edge.bottom + slack && box.top < edge.bottom - slack) {
          return `cut ${Math.round(box.bottom - edge.bottom)} px at the bottom`;
        }
      }
      if (['auto', 'scroll'].includes(style.overflowX)) return undefined;
    }
    const wide = document.documentElement.clientWidth;
    return box.right > wide + slack
      ? `${Math.round(box.right - wide)} px off the screen`
      : undefined;
  };

  /** A row of a tree may end in an ellipsis when its whole text can be had: by a hover, or by its accessible name. */
  const canBeHad = (element: Element, text: string): boolean => {
    const row = element.closest('[role="treeitem"]');
    if (!row) return false;
    const marks = /[\u200e\u200f\u2066-\u2069]/g;
    const plain = (value: string | null) =>
      (value ?? '').replace(marks, '').replace(/\s+/g, ' ').trim();
    // What stands between the facts on the screen is not read aloud.
    const facts = plain(text).split(/ · |, /);
    return [row, ...row.querySelectorAll('[aria-label], [title]'), element].some((one) =>
      ['aria-label', 'title'].some((name) => {
        const whole = plain(one.getAttribute(name));
        return facts.every((fact) => whole.includes(fact));
      }),
    );
  };

  const look = (root: Element, where: string) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (!text || !element || /^(STYLE|SCRIPT|OPTION|TITLE)$/.test(element.tagName)) continue;
      if (!isOurs(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width === 0 || box.height === 0) continue;
        if (box.right < 0 || box.bottom < 0) continue; // put off the screen for screen readers alone
        const how = edgesThatCut(element, box);
        if (how === undefined || canBeHad(element, text)) continue;
        cut.push({ text, where, how });
        break;
      }
    }
    for (const input of root.querySelectorAll<HTMLInputElement>('input[placeholder]')) {
      if (input.value || !input.checkVisibility()) continue;
      const style = getComputedStyle(input);
      const pen = document.createElement('canvas').getContext('2d');
      if (!pen) continue;
      pen.font = style.font;
      const room =
        input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const needs = pen.measureText(input.placeholder).width;
      if (needs > room + slack) {
        const how = `a hint cut ${Math.round(needs - room)} px`;
        cut.push({ text: input.placeholder, where, how });
      }
    }
  };
  for (const part of parts) {
    for (const root of document.querySelectorAll(part)) {
      if (root.checkVisibility()) look(root, part);
    }
  }
  return cut;
}
