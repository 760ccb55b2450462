/** Questions in a row, with Back: each is asked in its turn, and may ask for others to follow. */
import * as vscode from 'vscode';
import type { Answer, Choice, StepPlace } from './multiStep';
import { plainMessage } from './plainLabel';

/** One question. It writes its answer into what the caller keeps. */
export type Ask = (place: StepPlace) => Promise<Answer<unknown>>;

/**
 * `questions` is asked again after each answer: what comes later may hang on it.
 * True when all were answered; false when the user backed out.
 */
export async function askAll(title: string, questions: () => readonly Ask[]): Promise<boolean> {
  let at = 0;
  for (;;) {
    const asked = questions();
    const ask = asked[at];
    if (ask === undefined) return true;
    const answer = await ask({ title, step: at + 1, totalSteps: asked.length });
    if (answer.kind === 'cancel') return false;
    at = answer.kind === 'back' ? Math.max(0, at - 1) : at + 1;
  }
}

/** One or more of a list; what is wrong with the choice is said in the box, which stays open. */
export function askSome<T>(
  place: StepPlace,
  question: {
    readonly placeholder: string;
    readonly choices: readonly Choice<T>[];
    readonly picked: readonly T[];
    /** A sentence about a choice that cannot be taken. */
    wrong(chosen: readonly T[]): string | undefined;
  },
): Promise<Answer<readonly T[]>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.title = place.title;
  pick.step = place.step;
  pick.totalSteps = place.totalSteps;
  pick.placeholder = question.placeholder;
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.items = question.choices;
  pick.selectedItems = question.choices.filter(({ value }) => question.picked.includes(value));
  pick.buttons = place.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const close = (answer: Answer<readonly T[]>): void => {
      resolve(answer);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems.map(({ value }) => value);
      const wrong = question.wrong(chosen);
      if (wrong === undefined) close({ kind: 'next', value: chosen });
      else pick.placeholder = plainMessage(wrong);
    });
    pick.onDidTriggerButton(() => close({ kind: 'back' }));
    pick.onDidHide(() => close({ kind: 'cancel' }));
    pick.show();
  });
}
