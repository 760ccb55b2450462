/** The values of a query's variables: those in its comments, and the rest asked for one by one. */
import * as vscode from 'vscode';
import { variablesRemark } from '../../query/fileRemarks';
import type { Operation } from '../../query/operations';
import { HumanError } from '../../ui/messages';

type Values = Readonly<Record<string, unknown>>;

/** Undefined when the user backs out. `last`: what was typed before, offered again. */
export async function fileVariables(
  text: string,
  operation: Operation,
  last: Map<string, string>,
): Promise<Values | undefined> {
  const values: Record<string, unknown> = { ...remarked(text, operation) };
  for (const { name, type, required } of operation.variables) {
    if (!required || Object.hasOwn(values, name)) continue;
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Variables of {0}', operation.name ?? vscode.l10n.t('the query')),
      prompt: vscode.l10n.t(
        '{0}. To keep it in the file: {1}',
        `$${name}: ${type}`,
        `# @variables {"${name}": …}`,
      ),
      value: last.get(name) ?? '',
      ignoreFocusOut: true,
      validateInput: (value) => problemOf(value, type),
    });
    if (typed === undefined) return undefined;
    last.set(name, typed);
    values[name] = valueOf(typed, type);
  }
  return values;
}

function remarked(text: string, operation: Operation): Values {
  try {
    return variablesRemark(text, operation) ?? {};
  } catch {
    // Its own words are about places in a line that nobody sees.
    throw new HumanError(
      vscode.l10n.t(
        'The variables above the query are no JSON object. Write them in one line: {0}',
        '# @variables {"name": "value"}',
      ),
    );
  }
}

/** Texts and ids are taken as they are typed, everything else as JSON. */
const isText = (type: string): boolean => /^(String|ID|DateTime)!?$/u.test(type);

function problemOf(typed: string, type: string): string | undefined {
  if (typed === '') return vscode.l10n.t('A value is needed.');
  if (isText(type)) return undefined;
  try {
    JSON.parse(typed);
    return undefined;
  } catch {
    // Said in a sentence, beside what is wanted.
    return vscode.l10n.t('This must be JSON for {0}, for example {1}.', type, exampleOf(type));
  }
}

function valueOf(typed: string, type: string): unknown {
  return isText(type) ? typed : (JSON.parse(typed) as unknown);
}

function exampleOf(type: string): string {
  if (type.startsWith('[')) return '["a", "b"]';
  return /^(Int|Float)/u.test(type) ? '12' : 'true';
}
