/** One question of a multi-step quick pick: with its step number, Back, and work that is done in place. */
import * as vscode from 'vscode';
import { isAbort } from '../tableau/errors';
import { plainMessage } from './plainLabel';
import { saysTheSame } from './sameRows';

export type Answer<T> =
  | { readonly kind: 'next'; readonly value: T }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancel' };

export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly password?: boolean;
  /** A sentence about what is wrong with the text so far; asked on every key and before accepting. */
  validate(text: string): string | undefined;
  /** A sentence about what is odd with the text so far, and does not keep it from being accepted. */
  warn?(text: string): string | undefined;
  /** How many steps there are, given this text. */
  totalSteps?(text: string): number;
  /** A button for something else that may have to be done first; the box comes back with what was typed in it. */
  readonly aside?: {
    readonly icon: string;
    readonly tooltip: string;
    run(text: string): PromiseLike<unknown>;
  };
  /** Work to do on Enter, with the box busy; a sentence keeps the box open and what was typed in it. */
  accept?(text: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Escape cancels; the first step has no Back. Focus may go elsewhere (to copy a token) without losing the box. */
export function askText(place: StepPlace, question: TextQuestion): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  box.title = place.title;
  box.step = place.step;
  box.totalSteps = question.totalSteps?.(question.value) ?? place.totalSteps;
  box.prompt = plainMessage(question.prompt);
  box.placeholder = question.placeholder ?? '';
  box.value = question.value;
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  const { aside } = question;
  const asideButton = aside && {
    iconPath: new vscode.ThemeIcon(aside.icon),
    tooltip: aside.tooltip,
  };
  box.buttons = [
    ...(place.step > 1 ? [vscode.QuickInputButtons.Back] : []),
    ...(asideButton === undefined ? [] : [asideButton]),
  ];
  return new Promise((resolve) => {
    const abort = new AbortController();
    let isAside = false;
    const goAside = async (): Promise<void> => {
      isAside = true;
      // What was wrong may be right afterwards.
      box.validationMessage = undefined;
      box.hide();
      try {
        await aside?.run(box.value);
      } finally {
        isAside = false;
        box.show();
      }
    };
    const fail = (error: unknown): void => {
      // Work in place turns its failures into sentences; what still comes here is an abort or a defect.
      if (isAbort(error)) return;
      box.busy = false;
      box.enabled = true;
      box.validationMessage = plainMessage(error instanceof Error ? error.message : String(error));
    };
    const close = (answer: Answer<string>): void => {
      resolve(answer);
      box.dispose();
    };
    const onAccept = async (): Promise<void> => {
      const text = box.value;
      const wrong = question.validate(text);
      if (wrong !== undefined) {
        box.validationMessage = wrong;
        return;
      }
      if (question.accept !== undefined) {
        box.busy = true;
        box.enabled = false;
        box.validationMessage = undefined;
        const failed = await question.accept(text, abort.signal);
        if (abort.signal.aborted) return;
        box.busy = false;
        box.enabled = true;
        if (failed !== undefined) {
          box.validationMessage = plainMessage(failed);
          return;
        }
      }
      close({ kind: 'next', value: text });
    };
    box.onDidChangeValue((text) => {
      box.totalSteps = question.totalSteps?.(text) ?? place.totalSteps;
      box.validationMessage = text === '' ? undefined : messageFor(question, text);
    });
    box.onDidAccept(() => {
      onAccept().catch(fail);
    });
    box.onDidTriggerButton((button) => {
      if (button === asideButton) {
        goAside().catch(fail);
        return;
      }
      abort.abort();
      close({ kind: 'back' });
    });
    box.onDidHide(() => {
      if (isAside) return;
      abort.abort();
      close({ kind: 'cancel' });
    });
    box.show();
  });
}

function messageFor(
  question: TextQuestion,
  text: string,
): string | vscode.InputBoxValidationMessage | undefined {
  const wrong = question.validate(text);
  if (wrong !== undefined) return plainMessage(wrong);
  const message = question.warn?.(text);
  return message === undefined
    ? undefined
    : {
        message: plainMessage(message),
        severity: vscode.InputBoxValidationSeverity.Warning,
      };
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
  /** Why it cannot be chosen; it is shown all the same. */
  readonly refused?: string;
}

export function askChoice<T>(
  place: StepPlace,
  question: {
    readonly placeholder: string;
    readonly choices: readonly Choice<T>[];
    /** Better choices, which take some time. */
    readonly later?: Promise<readonly Choice<T>[]> | undefined;
    readonly active?: T;
    /** How many steps there are when this one is chosen. */
    totalSteps?(value: T): number;
    readonly back?: boolean;
  },
): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.title = place.title;
  pick.step = place.step;
  pick.totalSteps = place.totalSteps;
  pick.placeholder = question.placeholder;
  const offer = (choices: readonly Choice<T>[], active: T | undefined): void => {
    const means = (one: Choice<T>, other: Choice<T>): boolean =>
      one.value === other.value && one.refused === other.refused;
    if (saysTheSame({ shown: pick.items, rows: choices, whole: true, means })) return;
    pick.items = choices;
    const isRow = ({ kind }: Choice<T>): boolean => kind !== vscode.QuickPickItemKind.Separator;
    const wanted = choices.filter((choice) => isRow(choice) && choice.value === active);
    // An empty list would take the mark from the first row, and Enter with it.
    if (wanted.length > 0) pick.activeItems = wanted;
  };
  offer(question.choices, question.active);
  pick.ignoreFocusOut = true;
  pick.matchOnDetail = true;
  pick.buttons = place.step > 1 && question.back !== false ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const close = (answer: Answer<T>): void => {
      resolve(answer);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems[0] ?? pick.activeItems[0];
      if (chosen?.refused !== undefined) pick.placeholder = chosen.refused;
      else if (chosen !== undefined) close({ kind: 'next', value: chosen.value });
    });
    pick.onDidChangeActive(([active]) => {
      if (active !== undefined)
        pick.totalSteps = question.totalSteps?.(active.value) ?? place.totalSteps;
    });
    pick.onDidTriggerButton(() => close({ kind: 'back' }));
    pick.onDidHide(() => close({ kind: 'cancel' }));
    pick.show();
    question.later?.then(
      (choices) => offer(choices, pick.activeItems[0]?.value ?? question.active),
      () => {
        // The first choices stay: better ones are an extra.
      },
    );
  });
}
