/** Ask a Question of the Metadata API: the library in the palette, then what the question leaves open. */
import { l10n, QuickPickItemKind } from 'vscode';
import { fillQuestion, isFilled, type Blank } from '../../query/fillQuestion';
import { askChoice, askText, type Choice } from '../../ui/multiStep';
import type { Example, FirstDocument } from '../../webview/protocol';
import { examples } from './library';

/** Undefined when the user gave up. */
export async function askQuestion(): Promise<FirstDocument | undefined> {
  const title = l10n.t('Ask a Question of the Metadata API');
  const all = examples();
  let chosen: Example | undefined;
  for (;;) {
    const picked = await askChoice<Example>(
      { title, step: 1, totalSteps: 1 + (chosen?.blanks?.length ?? 0) },
      {
        placeholder: l10n.t('What do you want to know?'),
        choices: choicesOf(all),
        totalSteps: ({ blanks = [] }) => 1 + blanks.length,
        ...(chosen === undefined ? {} : { active: chosen }),
      },
    );
    if (picked.kind !== 'next') return undefined;
    chosen = picked.value;
    const values = await valuesFor(chosen);
    if (values === 'cancel') return undefined;
    if (values === 'back') continue;
    const { query, variables } = fillQuestion(chosen, values);
    return {
      query,
      run: true,
      ...(variables === undefined ? {} : { variables: JSON.stringify(variables, undefined, 2) }),
    };
  }
}

async function valuesFor({
  title,
  sentence,
  blanks = [],
}: Example): Promise<Readonly<Record<string, string>> | 'back' | 'cancel'> {
  const values: Record<string, string> = {};
  for (let at = 0; at < blanks.length;) {
    const blank = blanks[at]!;
    const place = { title, step: at + 2, totalSteps: blanks.length + 1 };
    const answer = await askText(place, {
      prompt: `${blank.label}. ${sentence}`,
      placeholder: l10n.t('For example {0}', blank.example),
      value: values[blank.name] ?? (blank.kind === 'days' ? blank.example : ''),
      validate: (text) => wrong(blank, text),
    });
    if (answer.kind === 'cancel') return 'cancel';
    if (answer.kind === 'back') {
      if (at === 0) return 'back';
      at -= 1;
    } else {
      values[blank.name] = answer.value;
      at += 1;
    }
  }
  return values;
}

function wrong({ kind }: Blank, text: string): string | undefined {
  if (isFilled(kind, text)) return undefined;
  return kind === 'text'
    ? l10n.t('Please write something here.')
    : l10n.t('Please write a number here, digits alone.');
}

function choicesOf(all: readonly Example[]): readonly Choice<Example>[] {
  return all.flatMap((example, index) => {
    const row = {
      label: example.title,
      description: example.since,
      detail: example.sentence,
      value: example,
    };
    const heading = { label: example.group, kind: QuickPickItemKind.Separator, value: example };
    return all[index - 1]?.group === example.group ? [row] : [heading, row];
  });
}
