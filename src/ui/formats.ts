/** Numbers and spans of time in the display language. Making a formatter takes longer than a row: each is made once. */
import * as vscode from 'vscode';

const shared: { number?: Intl.NumberFormat; relative?: Intl.RelativeTimeFormat } = {};

export function numberText(value: number): string {
  shared.number ??= new Intl.NumberFormat(vscode.env.language);
  return shared.number.format(value);
}

/** `in 3 days`, `3 days ago`, `yesterday`. */
export function spanText(value: number, unit: Intl.RelativeTimeFormatUnit): string {
  shared.relative ??= new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' });
  return shared.relative.format(value, unit);
}
