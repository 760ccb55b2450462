/** What a model wrote for a tool, looked over: VS Code hands it on without holding it against the manifest's schema. */
import { l10n } from 'vscode';

interface Field {
  readonly type: 'string' | 'number' | 'boolean';
  readonly isRequired?: true;
  /** No other texts. */
  readonly among?: readonly string[];
}

/** A field for each property of an input. */
export type Shape<T> = { readonly [Name in keyof Required<T>]: Field };

/** The input, or a sentence for the model. Empty texts and `null` stand for what was left out; what nobody asked for is not kept. */
export function readInput<T>(given: unknown, shape: Shape<T>): T | string {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return l10n.t(
      'The input must be an object with the fields: {0}.',
      Object.keys(shape).join(', '),
    );
  const input: Record<string, unknown> = {};
  for (const [name, field] of Object.entries<Field>(shape)) {
    const value = (given as Record<string, unknown>)[name];
    const isLeftOut = value === undefined || value === null || isBlank(value);
    if (isLeftOut && field.isRequired !== true) continue;
    if (isLeftOut || !fits(value, field)) return wrongField(name, field);
    input[name] = value;
  }
  return input as T;
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function fits(value: unknown, { type, among }: Field): boolean {
  if (typeof value !== type || (typeof value === 'number' && !Number.isFinite(value))) return false;
  return among === undefined || among.includes(value as string);
}

function wrongField(name: string, { type, among }: Field): string {
  if (among !== undefined) return l10n.t('"{0}" must be one of: {1}.', name, among.join(', '));
  switch (type) {
    case 'string':
      return l10n.t('"{0}" must be a text.', name);
    case 'number':
      return l10n.t('"{0}" must be a number.', name);
    case 'boolean':
      return l10n.t('"{0}" must be true or false.', name);
    default:
      return type satisfies never;
  }
}
