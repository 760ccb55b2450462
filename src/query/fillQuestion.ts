/** A question with its blanks filled in: some are GraphQL variables, some stand in its remarks. Used by the page and by the palette. */

export type BlankKind = 'number' | 'text' | 'days';

export interface Blank {
  readonly name: string;
  readonly label: string;
  readonly kind: BlankKind;
  /** Written grey where nothing is. */
  readonly example: string;
  /** Stands in a remark of the query as `{name}`, not in its variables. */
  readonly inRemark?: boolean;
}

export interface Fillable {
  readonly query: string;
  readonly blanks?: readonly Blank[];
}

export interface FilledQuestion {
  readonly query: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Which blanks are not filled as their kind wants it. */
export function unfilled(
  { blanks = [] }: Fillable,
  values: Readonly<Record<string, string>>,
): readonly Blank[] {
  return blanks.filter(({ name, kind }) => !isFilled(kind, values[name] ?? ''));
}

export function isFilled(kind: BlankKind, value: string): boolean {
  const text = value.trim();
  return kind === 'text' ? text !== '' : /^\d{1,9}$/u.test(text);
}

export function fillQuestion(
  { query, blanks = [] }: Fillable,
  values: Readonly<Record<string, string>>,
): FilledQuestion {
  let text = query;
  const variables: Record<string, string> = {};
  for (const { name, kind, inRemark } of blanks) {
    const value = (values[name] ?? '').trim();
    if (inRemark === true)
      // In one line, whatever somebody pastes: what follows it must stay a comment.
      text = text.replaceAll(`{${name}}`, kind === 'text' ? JSON.stringify(value) : value);
    else variables[name] = value;
  }
  return { query: text, ...(Object.keys(variables).length === 0 ? {} : { variables }) };
}
