/** A progress notification that tells state and elapsed time every second. */
import * as vscode from 'vscode';
import { plainMessage } from './plainLabel';

export interface JobProgress {
  readonly title: string;
  /** Beside the title, asked for each second. */
  readonly message: () => string;
  readonly work: Promise<unknown>;
}

/**
 * Resolves at the work's end, or with 'cancelled' as soon as Cancel is pressed: VS Code closes the notification then,
 * and who opened it must go on with another. Without `cancellable` there is no such button.
 */
export async function showJobProgress(
  { title, message, work }: JobProgress,
  { cancellable }: { readonly cancellable: boolean },
): Promise<'ended' | 'cancelled'> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable },
    async (progress, token) => {
      const report = (): void => progress.report({ message: plainMessage(message()) });
      report();
      const ticking = setInterval(report, 1000);
      let pressed: vscode.Disposable | undefined;
      try {
        return await Promise.race([
          work.then(() => 'ended' as const),
          new Promise<'cancelled'>((resolve) => {
            pressed = token.onCancellationRequested(() => resolve('cancelled'));
          }),
        ]);
      } finally {
        clearInterval(ticking);
        pressed?.dispose();
      }
    },
  );
}
