/** Ctrl+A: where nothing can be edited it would mark every word of the page, bars and buttons too. */
import type { KeyboardEvent } from 'react';

/** What has the key for its own text, or, as a menu, keeps the focus as long as it is open: its keys come from beyond the result. */
const others = 'input, textarea, .monaco-editor, [role="menu"]';

/** Nobody nearer has taken the key. */
export function asksForAll(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    (event.ctrlKey || event.metaKey) &&
    event.key.toLowerCase() === 'a' &&
    !event.defaultPrevented &&
    !(target instanceof Element && target.closest(others) !== null)
  );
}

/** Marking begins at the body only when all is to be marked: by the key, or by VS Code's own command. */
export function keepPageUnmarked(): void {
  document.addEventListener('selectstart', (event) => {
    if (event.target === document.body) event.preventDefault();
  });
}
