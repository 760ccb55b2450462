/**
 * Whether other rows would say anything else than those that a quick pick shows. Rows that are given to it are drawn anew, all
 * of them: a click whose button is down at that moment is lost, and one that comes right after it may meet another row.
 */
import type { QuickPickItem, ThemeIcon } from 'vscode';

/** More than a tall window shows at a time. */
export const rowsInSight = 40;

export interface Compared<T> {
  readonly shown: readonly T[];
  readonly rows: readonly T[];
  /** Rows further down count too: nothing more will come that they could be drawn with. */
  readonly whole: boolean;
  /** Whether rows that read the same stand for the same thing. */
  readonly means: (one: T, other: T) => boolean;
}

export function saysTheSame<T extends QuickPickItem>(compared: Compared<T>): boolean {
  const { shown, rows, whole, means } = compared;
  const sight = whole ? Infinity : rowsInSight;
  const counted = Math.min(shown.length, sight);
  if (counted !== Math.min(rows.length, sight)) return false;
  for (let at = 0; at < counted; at++) {
    const [one, other] = [shown[at], rows[at]];
    if (one === undefined || other === undefined) return false;
    if (one !== other && (wordsOf(one) !== wordsOf(other) || !means(one, other))) return false;
  }
  return true;
}

function wordsOf({ label, description, detail, iconPath, buttons }: QuickPickItem): string {
  const icon = (iconPath as Partial<ThemeIcon> | undefined)?.id;
  return JSON.stringify([
    label,
    description,
    detail,
    icon,
    buttons?.map((button) => button.tooltip),
  ]);
}
