/** What the language-model tools share: what they need, how they answer, and how they fail. */
import * as vscode from 'vscode';
import type { Log } from '../base/log';
import type { JobsContract } from '../jobs/jobsContract';
import { isAbort } from '../tableau/errors';
import { errorText } from '../ui/errorText';
import type { ItemSources } from '../ui/namedItems';
import { readInput, type Shape } from './toolInput';

export interface ToolNeeds extends ItemSources {
  readonly jobs: JobsContract;
  readonly log: Log;
}

/** A tool as its file writes it: plain data in, plain data out. A thrown `ToolError` is read by the model. */
export interface Tool<T> {
  /** What an input must look like. */
  readonly shape: Shape<T>;
  readonly progress: (input: T) => string;
  /** What the user is asked before; only for tools that change something. */
  readonly confirm?: (input: T, signal: AbortSignal) => Promise<Confirmation>;
  readonly run: (input: T, signal: AbortSignal) => Promise<object>;
}

export type Confirmation = Required<vscode.PreparedToolInvocation>['confirmationMessages'];

/** Says what was wrong and what to try instead: a model has nothing but this sentence. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

export function languageModelTool<T>(tool: Tool<T>, log: Log): vscode.LanguageModelTool<T> {
  const read = (given: unknown): T => {
    const input = readInput(given, tool.shape);
    if (typeof input === 'string') throw new ToolError(input);
    return input;
  };
  return {
    prepareInvocation: async (options, token) => {
      const input = read(options.input);
      const invocationMessage = tool.progress(input);
      if (tool.confirm === undefined) return { invocationMessage };
      const confirmationMessages = await answered(log, token, (signal) =>
        tool.confirm?.(input, signal),
      );
      return confirmationMessages === undefined
        ? { invocationMessage }
        : { invocationMessage, confirmationMessages };
    },
    invoke: async (options, token) => {
      const input = read(options.input);
      const answer = await answered(log, token, (signal) => tool.run(input, signal));
      const text = JSON.stringify(answer, undefined, 1);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}

async function answered<R>(
  log: Log,
  token: vscode.CancellationToken,
  work: (signal: AbortSignal) => R | Promise<R>,
): Promise<R> {
  if (token.isCancellationRequested) throw new vscode.CancellationError();
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() =>
    stop.abort(new DOMException('Cancelled', 'AbortError')),
  );
  try {
    return await work(stop.signal);
  } catch (error) {
    if (isAbort(error)) throw new vscode.CancellationError();
    if (error instanceof ToolError) throw error;
    log.debug(`A language-model tool failed: ${String(error)}`);
    throw new ToolError(errorText(error));
  } finally {
    listening.dispose();
  }
}
