/** All that is known of a job, in lines: times by the server's clock in this computer's zone, notes with their line breaks. */
import { l10n } from 'vscode';
import type { Watch, WatchTarget } from '../jobs/jobsContract';
import { isAbort } from '../tableau/errors';
import type { Job, SiteRef } from '../tableau/model';
import { kindName } from './contentText';
import { dateTime } from './dateText';
import { errorText } from './errorText';
import { nextStep } from './jobCause';
import { elapsedText, jobStateWord, outcomeText, outcomeWord, stateText } from './outcomeText';

/** One item of a command: what became of it. */
export interface StartResult {
  readonly target: WatchTarget;
  /** Its page in the browser, where one is known. */
  readonly url?: string;
  readonly watch?: Watch;
  /** Why it was not started. */
  readonly error?: unknown;
}

/** A job of the site that nobody here has asked for. */
export interface SiteJobResult {
  readonly site: SiteRef;
  readonly job: Job;
  readonly url?: string;
}

export type Result = StartResult | SiteJobResult;

type Row = readonly [label: string, value: string | undefined];

export function detailsText(result: Result, site: string): string {
  return 'target' in result ? startText(result, site) : siteJobText(result, site);
}

function startText({ target, url, watch, error }: StartResult, site: string): string {
  const { ref, name } = target;
  const job = watch?.job;
  const isOpen = watch !== undefined && watch.outcome === undefined;
  return text(
    [
      [
        l10n.t('Result'),
        error !== undefined
          ? l10n.t('Not started')
          : isOpen
            ? stateText(watch)
            : outcomeWord(watch?.outcome),
      ],
      [kindName(ref.kind), name],
      [l10n.t('LUID'), ref.luid],
      [l10n.t('Site'), site],
      [l10n.t('Server'), ref.site.server],
      [l10n.t('Link'), url ?? target.url],
      [l10n.t('Job'), watch?.jobLuid],
      [l10n.t('Type of job'), job?.type],
      [l10n.t('Started by'), watch === undefined ? undefined : starter(watch)],
      [
        l10n.t('Asked for'),
        watch === undefined ? undefined : time(new Date(watch.startedAt).toISOString()),
      ],
      ...timesOf(job),
      ...statusNotesOf(job),
    ],
    wordsOf(target, watch, error),
  );
}

function siteJobText({ site: ref, job, url }: SiteJobResult, site: string): string {
  const { state, target } = job;
  const notes = 'notes' in state ? state.notes : undefined;
  const progress = state.status === 'running' ? state.progress : undefined;
  return text(
    [
      [l10n.t('Result'), jobStateWord(state)],
      [l10n.t('Progress'), progress === undefined ? undefined : `${progress} %`],
      [
        target === undefined ? l10n.t('Item') : kindName(target.kind),
        target?.name ?? job.subtitle ?? job.title,
      ],
      [l10n.t('LUID'), target?.luid],
      [l10n.t('Site'), site],
      [l10n.t('Server'), ref.server],
      [l10n.t('Link'), url],
      [l10n.t('Job'), job.luid],
      [l10n.t('Type of job'), job.type],
      [l10n.t('Title'), job.title],
      ...timesOf(job),
      ...statusNotesOf(job),
    ],
    notes === undefined && state.status === 'failed'
      ? l10n.t('Tableau gives no reason.')
      : notesText(notes),
  );
}

function text(rows: readonly Row[], words: string): string {
  const shown = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  const width = Math.max(...shown.map(([label]) => label.length)) + 2;
  const table = shown.map(([label, value]) => `${label.padEnd(width)}${value}`);
  return [...table, '', words].join('\n').trimEnd();
}

function starter({ adopted, by }: Watch): string {
  if (adopted) return l10n.t('somebody else: it was queued or running already');
  return by === undefined ? l10n.t('Vizport') : l10n.t('Vizport, as {0}', by);
}

function timesOf(job: Job | undefined): readonly Row[] {
  const { createdAt, startedAt, updatedAt, completedAt } = job ?? {};
  const took =
    startedAt === undefined || completedAt === undefined
      ? undefined
      : elapsedText(Date.parse(completedAt) - Date.parse(startedAt));
  return [
    [l10n.t('Created'), time(createdAt)],
    [l10n.t('Started'), time(startedAt)],
    [l10n.t('Updated'), time(updatedAt)],
    [l10n.t('Completed'), time(completedAt)],
    [l10n.t('Took'), took],
  ];
}

/** `errorCode E_1`; with its text where that does not stand among the notes already. */
function statusNotesOf(job: Job | undefined): readonly Row[] {
  const notes = job !== undefined && 'notes' in job.state ? (job.state.notes ?? '') : '';
  return (job?.statusNotes ?? []).map(({ type, value, text: words }) => {
    const head = [type, value].filter((part) => part !== undefined).join(' ');
    const said = words === undefined || notes.includes(words) ? [] : [words.replace(/\s+/gu, ' ')];
    return [l10n.t('Status note'), [head, ...said].filter((part) => part !== '').join(': ')];
  });
}

function time(iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : `${dateTime(iso)} (${iso})`;
}

function wordsOf(target: WatchTarget, watch: Watch | undefined, error: unknown): string {
  if (isAbort(error)) return l10n.t('You cancelled before it was started.');
  if (error !== undefined) return errorText(error);
  const outcome = watch?.outcome;
  if (outcome === undefined) return '';
  if (outcome.status !== 'failed' || outcome.notes === undefined)
    return outcomeText(target, outcome);
  return notesText(outcome.notes);
}

function notesText(notes: string | undefined): string {
  if (notes === undefined) return '';
  const next = nextStep(notes);
  const advice = next === undefined ? '' : `\n\n${l10n.t('What to do:')}\n\n${next}`;
  return `${l10n.t('Tableau says:')}\n\n${notes}${advice}`;
}
