/** The one place that shows messages, so that every message is a sentence and has at most two buttons. */
import * as vscode from 'vscode';
import type { Log } from '../base/log';
import { isAbort, isTableauError } from '../tableau/errors';
import { errorText } from './errorText';
import { plainMessage } from './plainLabel';

/** A button on a message: its label, and what it does. */
export interface Action {
  readonly label: string;
  run(): unknown;
}

/** For words that are meant to be read as they are: bad input, a thing that is not possible, with what to do. */
export class HumanError extends Error {
  constructor(
    message: string,
    readonly actions: readonly Action[] = [],
  ) {
    super(message);
    this.name = 'HumanError';
  }
}

/** By name, because the class exists in each bundle. */
function isHumanError(error: unknown): error is HumanError {
  return error instanceof Error && error.name === 'HumanError';
}

type Show = (text: string, ...labels: string[]) => Thenable<string | undefined>;

/** VS Code cuts a message without buttons after its first line, which has room for about so many letters. */
const oneLine = 55;

async function show(how: Show, text: string, actions: readonly Action[]): Promise<void> {
  const labels = actions.map((action) => action.label);
  if (labels.length === 0 && text.length > oneLine) labels.push(vscode.l10n.t('OK'));
  const chosen = await how(plainMessage(text), ...labels);
  await actions.find((action) => action.label === chosen)?.run();
}

/** Resolves when the message is gone and its button's work is done. */
export function showInfo(text: string, ...actions: Action[]): Promise<void> {
  return show(
    (words, ...labels) => vscode.window.showInformationMessage(words, ...labels),
    text,
    actions,
  );
}

export function showWarning(text: string, ...actions: Action[]): Promise<void> {
  return show(
    (words, ...labels) => vscode.window.showWarningMessage(words, ...labels),
    text,
    actions,
  );
}

export function showFailure(text: string, ...actions: Action[]): Promise<void> {
  return show(
    (words, ...labels) => vscode.window.showErrorMessage(words, ...labels),
    text,
    actions,
  );
}

/** Asks before something that cannot be undone; true when the button was pressed. */
export async function confirm(text: string, detail: string, button: string): Promise<boolean> {
  const chosen = await vscode.window.showWarningMessage(
    plainMessage(text),
    { modal: true, detail },
    button,
  );
  return chosen === button;
}

/** One message for an error, in words; a cancelled thing says nothing. The log gets the technical side. */
export function showError(error: unknown, log: Log, ...actions: Action[]): Promise<void> {
  return showErrorOf(undefined, error, log, ...actions);
}

/** The same where the words of the error do not say what it is about: `Running "My Flow"`; and with `more`, who could help. */
export async function showErrorOf(
  about: string | { readonly subject: string; readonly more?: string } | undefined,
  error: unknown,
  log: Log,
  ...actions: Action[]
): Promise<void> {
  if (isAbort(error)) return;
  const { subject, more = '' } = typeof about === 'object' ? about : { subject: about };
  const told = (words: string): string =>
    (subject === undefined ? words : vscode.l10n.t('{0}: {1}', subject, words)) +
    (more === '' ? '' : ` ${more}`);
  if (isHumanError(error)) return showFailure(told(error.message), ...error.actions, ...actions);
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return showFailure(told(errorText(error)), ...(actions.length > 0 ? actions : offersFor(error)));
}

/** What helps with an error that brings no action of its own. */
function offersFor(error: unknown): readonly Action[] {
  const run = (command: string, target?: unknown) => () =>
    vscode.commands.executeCommand(command, target);
  const showLog: Action = { label: vscode.l10n.t('Show Log'), run: run('vizport.showLog') };
  if (!isTableauError(error, 'network', 'notTableau')) return [showLog];
  const { host } = error.details;
  const target = host === undefined ? undefined : { host };
  const test: Action = {
    label: vscode.l10n.t('Test Connection'),
    run: run('vizport.testConnection', target),
  };
  // A proxy's login and a file of certificates are ours to change.
  if (!/^(?:PROXY_|CA_FILE|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/u.test(error.code ?? ''))
    return [test, showLog];
  const settings: Action = {
    label: vscode.l10n.t('Connection Settings'),
    run: run('vizport.connectionSettings', target),
  };
  return [settings, test];
}
