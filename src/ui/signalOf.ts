/** VS Code's cancellation as the signal that everything below the line takes. */
import type * as vscode from 'vscode';

export function signalOf(token: vscode.CancellationToken): {
  readonly signal: AbortSignal;
  dispose(): void;
} {
  const abort = new AbortController();
  const cancel = (): void => {
    abort.abort(new DOMException('Cancelled', 'AbortError'));
  };
  if (token.isCancellationRequested) cancel();
  const listening = token.onCancellationRequested(cancel);
  return { signal: abort.signal, dispose: () => void listening.dispose() };
}
