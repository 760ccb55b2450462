/** Work that a person waits for, as a progress notification with Cancel. */
import * as vscode from 'vscode';

/** Cancelled work fails with an `AbortError`, of which nothing is said. */
export async function cancellable<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title },
    async (_progress, token) => {
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() =>
        abort.abort(new DOMException('Cancelled', 'AbortError')),
      );
      try {
        return await work(abort.signal);
      } finally {
        listening.dispose();
      }
    },
  );
}
