/** The forms in which many values are copied. */

export const copyForms = ['lines', 'commas', 'quoted', 'json', 'sql'] as const;
export type CopyForm = (typeof copyForms)[number];

export function isCopyForm(text: unknown): text is CopyForm {
  return copyForms.some((form) => form === text);
}

export function inForm(form: CopyForm, values: readonly string[]): string {
  switch (form) {
    case 'lines':
      return values.join('\n');
    case 'commas':
      return values.join(', ');
    case 'quoted':
      return values.map((value) => JSON.stringify(value)).join(', ');
    case 'json':
      return JSON.stringify(values, undefined, 2);
    case 'sql':
      return `IN (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`;
    default:
      return form satisfies never;
  }
}
