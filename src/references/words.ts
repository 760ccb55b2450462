/** The words that make an id in a file one of Tableau's, and those that make it a secret. */
import type { KindName } from '../tableau/model';

/** Names of Tableau's own, which nobody uses for anything else. */
const strong = /tableau|luid|vizport|tabcmd|(?<![a-z])tsc(?![a-z])/iu;
/** Kinds of content by names that are rarely anything else. */
const kindWords = /(?:work_?books?|data[ _-]?sources?)(?:[_-]?(?:lu)?ids?)?(?![a-z])/iu;
/** A value under such a key is no content, and is not sent anywhere: connected apps have ids of the same form. */
const secret =
  /secret|token|passw|pwd|credential|api_?-?key|client_?-?id|connected[_ -]?app|app_?-?id|jwt|(?<![a-z])kid(?![a-z])|tenant|subscription/iu;

/** True where the text is about Tableau. */
export function isStrong(text: string): boolean {
  return strong.test(text);
}

export function speaksOfTableau(text: string): boolean {
  return strong.test(text) || kindWords.test(text);
}

export function speaksOfSecrets(text: string): boolean {
  return secret.test(text);
}

const kinds: readonly (readonly [RegExp, KindName])[] = [
  [/virtual[ _-]?connections?/giu, 'virtualConnection'],
  [/custom[ _-]?views?/giu, 'customView'],
  [/data[ _-]?sources?/giu, 'datasource'],
  [/work_?books?/giu, 'workbook'],
  [/(?<![a-z])views?(?![a-z])|(?<=_)views?(?![a-z])|(?<![a-z])sheets?(?![a-z])/giu, 'view'],
  [/(?<![a-z])flows?(?![a-z])/giu, 'flow'],
  [/(?<![a-z])projects?(?![a-z])/giu, 'project'],
];

/** The kind that is named last, which is the one beside what follows. */
export function kindNamed(text: string): KindName | undefined {
  let last = -1;
  let named: KindName | undefined;
  for (const [form, kind] of kinds)
    for (const { index, 0: word } of text.matchAll(form)) {
      // `custom view` ends where `view` does: the longer name came first.
      if (index + word.length <= last) continue;
      last = index + word.length;
      named = kind;
    }
  return named;
}
