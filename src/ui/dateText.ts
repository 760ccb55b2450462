/** Moments in the words of the editor's display language. */
import * as vscode from 'vscode';
import { spanText } from './formats';

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `3 days ago`, `yesterday`; a server's clock may be ahead of ours, so what lies in the future is now. */
export function relativeTime(iso: string, now: number): string {
  const ago = now - Date.parse(iso);
  for (const [unit, length] of units) {
    if (ago >= length) return spanText(-Math.floor(ago / length), unit);
  }
  return vscode.l10n.t('just now');
}

/** Date and time of day, in this computer's time zone. */
export function dateTime(iso: string): string {
  return new Intl.DateTimeFormat(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(iso));
}
