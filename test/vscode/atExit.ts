/** What must be undone even when this process is ended in the middle of its work. */

const undo = new Set<() => void>();

process.once('exit', () => {
  for (const one of [...undo].reverse()) one(); // the server before its folder
});
// A signal ends a Node process without its 'exit'; asked for here, it ends with it.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  // Who listens too (`npm start`) ends in its own way, and in good order.
  process.once(signal, () => {
    if (process.listenerCount(signal) === 0) process.exit(code);
  });
}

/** Has `action` (which cannot wait) done when the process ends; the returned function says that it is not needed any more. */
export function atExit(action: () => void): () => void {
  undo.add(action);
  return () => {
    undo.delete(action);
  };
}
