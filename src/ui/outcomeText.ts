/** Watches in words: what a refresh or flow run is doing, how it ended, and what several of them came to. */
import { l10n } from 'vscode';
import type { Outcome, Watch, WatchTarget } from '../jobs/jobsContract';
import type { JobState } from '../tableau/model';
import { nextStep } from './jobCause';
import { unknownText } from './unknownEndText';

/** `The refresh of "Margin"`. */
export function subjectOf({ action, name }: WatchTarget): string {
  return action === 'run' ? l10n.t('The run of "{0}"', name) : l10n.t('The refresh of "{0}"', name);
}

/** For a progress notification, beside the item's name: `running, 50 %`. */
export function stateText(watch: Watch): string {
  switch (watch.phase) {
    case 'starting':
      return l10n.t('starting');
    case 'cancelling':
      return l10n.t('cancelling');
    case 'watchingExtract':
      // Also where Tableau Bridge took the job over: its record then tells no end.
      return l10n.t('under way; its job tells nothing, so the extract’s own time is watched');
    case 'ended':
      return l10n.t('ended');
    case 'following':
      return followingText(watch);
    default:
      return watch.phase satisfies never;
  }
}

function followingText({ job, adopted }: Watch): string {
  const state = job?.state;
  if (state?.status === 'running')
    return state.progress === undefined || state.progress === 0
      ? l10n.t('running')
      : l10n.t('running, {0} %', state.progress);
  if (adopted) return l10n.t('already queued');
  return state === undefined ? l10n.t('looking for its job') : l10n.t('queued');
}

/** `0:07`, `12:34`, `1:02:03`. */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** The one sentence that a person reads at the end. */
export function outcomeText(target: WatchTarget, outcome: Outcome): string {
  const subject = subjectOf(target);
  switch (outcome.status) {
    case 'succeeded':
      return succeededText(target, outcome);
    case 'failed':
      return failedText(subject, outcome.notes);
    case 'cancelled':
      return l10n.t('{0} was cancelled.', subject);
    case 'unknown':
      return unknownText(subject, target.action, outcome.reason);
    default:
      return outcome satisfies never;
  }
}

function failedText(subject: string, notes: string | undefined): string {
  if (notes === undefined) return l10n.t('{0} failed. Tableau gives no reason.', subject);
  const next = nextStep(notes);
  if (next === undefined)
    return l10n.t('{0} failed. Tableau says: {1}', subject, shortened(notes, 300));
  const words = ended(shortened(notes, 200));
  return l10n.t('{0} failed. Tableau says: {1} What to do: {2}', subject, words, next);
}

function succeededText(
  { action, name }: WatchTarget,
  outcome: Extract<Outcome, { status: 'succeeded' }>,
): string {
  if (action === 'run') return l10n.t('The flow "{0}" was run.', name);
  if (outcome.bridge === true) return l10n.t('"{0}" was refreshed by Tableau Bridge.', name);
  return outcome.by === 'extractTime'
    ? l10n.t('"{0}" was refreshed: its extract has a new time.', name)
    : l10n.t('"{0}" was refreshed.', name);
}

/** A message shows some lines only; the details have all of them. */
function shortened(notes: string, length: number): string {
  const line = notes.replace(/\s+/gu, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** As a sentence, before another one. */
function ended(words: string): string {
  return /[.!?…]$/u.test(words) ? words : `${words}.`;
}

/** A word for a list of outcomes. */
export function outcomeWord(outcome: Outcome | undefined): string {
  switch (outcome?.status) {
    case undefined:
      return l10n.t('Under way');
    case 'succeeded':
      return l10n.t('Succeeded');
    case 'failed':
      return l10n.t('Failed');
    case 'cancelled':
      return l10n.t('Cancelled');
    case 'unknown':
      return l10n.t('Not known');
  }
}

/** The same for a job of the site's list. */
export function jobStateWord({ status }: JobState): string {
  switch (status) {
    case 'queued':
      return l10n.t('Queued');
    case 'running':
      return l10n.t('Running');
    case 'succeeded':
      return l10n.t('Succeeded');
    case 'failed':
      return l10n.t('Failed');
    case 'cancelled':
      return l10n.t('Cancelled');
    default:
      return status satisfies never;
  }
}

export interface Tally {
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly unknown: number;
  /** Refused by Tableau, or not begun after a cancellation. */
  readonly notStarted: number;
  /** Selected, and not of a kind that this can be done with. */
  readonly skipped: number;
}

/** `3 refreshed, 1 failed, 2 skipped`. */
export function tallyText(tally: Tally, action: WatchTarget['action']): string {
  const { succeeded } = tally;
  const parts: readonly (readonly [number, string])[] = [
    [
      succeeded,
      action === 'run' ? l10n.t('{0} run', succeeded) : l10n.t('{0} refreshed', succeeded),
    ],
    [tally.failed, l10n.t('{0} failed', tally.failed)],
    [tally.cancelled, l10n.t('{0} cancelled', tally.cancelled)],
    [tally.unknown, l10n.t('{0} with an end that is not known', tally.unknown)],
    [tally.notStarted, l10n.t('{0} not started', tally.notStarted)],
    [tally.skipped, l10n.t('{0} skipped', tally.skipped)],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([, words]) => words)
    .join(', ');
}

export function tallyOf(
  results: readonly { readonly watch?: Watch; readonly error?: unknown }[],
  skipped: number,
  missing = 0,
): Tally {
  const count = (status: Outcome['status']): number =>
    results.filter(({ watch }) => watch?.outcome?.status === status).length;
  return {
    succeeded: count('succeeded'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    unknown: count('unknown'),
    notStarted: results.filter(({ error }) => error !== undefined).length + missing,
    skipped,
  };
}

/** `Refreshing "Margin"`. */
export function startTitle({ action, name }: WatchTarget): string {
  return action === 'run' ? l10n.t('Running "{0}"', name) : l10n.t('Refreshing "{0}"', name);
}

/** `Refreshing 3 items`; of one item its own title. `missing`: others of which nothing more is known. */
export function groupTitle(targets: readonly WatchTarget[], missing = 0): string {
  const [first] = targets;
  const count = targets.length + missing;
  if (count === 1 && first !== undefined) return startTitle(first);
  return first?.action === 'run'
    ? l10n.t('Running {0} flows', count)
    : l10n.t('Refreshing {0} items', count);
}
