/** `3 minutes ago` for a thousand rows at once: the formatter is made once for a tree, and each text once, because that takes time. */
import * as vscode from 'vscode';

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

export type AgoText = (at: number, now: number) => string;

export function agoText(): AgoText {
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' });
  const texts = new Map<string, string>();
  return (at, now) => {
    const ago = now - at;
    const found = units.find(([, length]) => ago >= length);
    if (found === undefined) return vscode.l10n.t('just now');
    const [unit, length] = found;
    const count = Math.floor(ago / length);
    const known = texts.get(`${count} ${unit}`);
    if (known !== undefined) return known;
    const text = format.format(-count, unit);
    texts.set(`${count} ${unit}`, text);
    return text;
  };
}
