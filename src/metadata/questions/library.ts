/** All questions, as the page and the palette offer them, and how one of them is asked of an older server. */
import { l10n } from 'vscode';
import { parse, print } from 'graphql';
import type { Example } from '../../webview/protocol';
import { careQuestions } from './careQuestions';
import { dataQuestions } from './dataQuestions';
import { lineageQuestions } from './lineageQuestions';
import { luidQuestions } from './luidQuestions';
import { newerForm, olderFormOf, type Question, type QuestionGroup } from './question';

/** Of the Metadata API itself (Tableau's "Get Started": Tableau Server 2019.3 or later). */
const firstRelease = '2019.3';

export function questions(): readonly Question[] {
  return [...luidQuestions(), ...lineageQuestions(), ...dataQuestions(), ...careQuestions()];
}

export function groupTitle(group: QuestionGroup): string {
  const titles: Readonly<Record<QuestionGroup, string>> = {
    luids: l10n.t('LUIDs'),
    lineage: l10n.t('Lineage'),
    data: l10n.t('Content'),
    care: l10n.t('Housekeeping'),
  };
  return titles[group];
}

export function examples(): readonly Example[] {
  return questions().map((question) => ({
    id: question.id,
    title: question.title,
    group: groupTitle(question.group),
    sentence: question.sentence,
    since: l10n.t('from Tableau {0}', question.since ?? firstRelease),
    query: newerForm(question),
    ...(question.blanks === undefined ? {} : { blanks: question.blanks }),
    ...(question.sample === undefined ? {} : { number: question.sample }),
    ...(question.opensFirst === true ? { opensFirst: true } : {}),
  }));
}

export interface OwnQuestion {
  /** What a server takes that lacks some of its fields. */
  readonly older?: string;
  /** The first release that can answer it. */
  readonly since?: string;
}

/** Whether a query is one of ours, whatever stands in its blanks; one that somebody has changed is theirs. */
export function ownQuestion(query: string): OwnQuestion | undefined {
  const wanted = withoutRemarks(query);
  const question = wanted && questions().find((one) => withoutRemarks(newerForm(one)) === wanted);
  if (question === undefined || question === '') return undefined;
  const older = olderFormOf(question);
  return {
    ...(older === undefined ? {} : { older: remarksOfText(query) + bodyOf(older) }),
    ...(question.since === undefined ? {} : { since: question.since }),
  };
}

function withoutRemarks(query: string): string | undefined {
  try {
    return print(parse(query, { noLocation: true }));
  } catch {
    // What is no GraphQL is none of ours.
    return undefined;
  }
}

const comment = /^\s*#.*$/u;

function remarksOfText(query: string): string {
  const lines = query.split('\n').filter((line) => comment.test(line));
  return lines.map((line) => `${line}\n`).join('');
}

function bodyOf(query: string): string {
  return query
    .split('\n')
    .filter((line) => !comment.test(line))
    .join('\n');
}
