/** Ctrl+A: where nothing can be edited it would mark every word of the page, bars and buttons too. */
import type { KeyboardEvent } from 'react';

/** Nobody nearer has taken the key, and no field has it for its own text. */
export function asksForAll(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    (event.ctrlKey || event.metaKey) &&
    event.key.toLowerCase() === 'a' &&
    !event.defaultPrevented &&
    !(target instanceof Element && target.closest('input, textarea, .monaco-editor') !== null)
  );
}

/** Marking begins at the body only when all is to be marked: by the key, or by VS Code's own command. */
export function keepPageUnmarked(): void {
  document.addEventListener('selectstart', (event) => {
    if (event.target === document.body) event.preventDefault();
  });
}
