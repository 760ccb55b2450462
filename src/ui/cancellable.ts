/** Work that a person waits for, as a progress notification with Cancel. */
import * as vscode from 'vscode';

/** What takes less is shown by its result alone: VS Code keeps a notification for a while once it is there. */
const notWorthTelling = 300;

/** Cancelled work fails with an `AbortError`, of which nothing is said. */
export async function cancellable<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const result = work(abort.signal);
  if (await endsWithin(result, notWorthTelling)) return result;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title },
    async (_progress, token) => {
      const listening = token.onCancellationRequested(() =>
        abort.abort(new DOMException('Cancelled', 'AbortError')),
      );
      try {
        return await result;
      } finally {
        listening.dispose();
      }
    },
  );
}

/** Whichever way it ends. */
async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const over = (): boolean => true;
  try {
    return await Promise.race([work.then(over, over), late]);
  } finally {
    clearTimeout(timer);
  }
}
