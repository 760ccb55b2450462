/** One question of the library, as it is written down. */
import type { Blank } from '../../query/fillQuestion';
import type { SampleNumbers } from '../../webview/protocol';

export type QuestionGroup = 'luids' | 'lineage' | 'data' | 'care';

export interface Question {
  readonly id: string;
  readonly group: QuestionGroup;
  readonly title: string;
  readonly sentence: string;
  /**
   * GraphQL with remarks. A field behind `~` is one that Server 2019.3 or a later one lacked: an older server is asked without
   * all of these.
   */
  readonly text: string;
  readonly blanks?: readonly Blank[];
  /** The first release that can answer it at all, where the Metadata API is older than what is asked for. */
  readonly since?: string;
  /** Fills the blank `number` with an item of the site. */
  readonly sample?: keyof SampleNumbers;
  readonly opensFirst?: boolean;
}

export function newerForm({ text }: Question): string {
  return `${text.trim()}\n`.replaceAll('~', '');
}

/** Without the fields that older servers lack; undefined where there are none. */
export function olderFormOf({ text }: Question): string | undefined {
  if (!text.includes('~')) return undefined;
  return `${text.trim()}\n`
    .replaceAll(/[ \t]*~\w+(?:[ \t]*\{[^{}]*\})?\n?/gu, (found) =>
      found.endsWith('\n') ? '\n' : '',
    )
    .replaceAll(/\n\n+/gu, '\n');
}
