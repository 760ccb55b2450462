/** Everything that is known of watched jobs, as a document that is read and not edited. */
import * as vscode from 'vscode';
import type { Watch, WatchTarget } from '../jobs/jobsContract';
import type { SessionsContract } from '../session/sessionsContract';
import { isAbort } from '../tableau/errors';
import { kindName } from './contentText';
import { dateTime } from './dateText';
import { errorText } from './errorText';
import { outcomeText, outcomeWord } from './outcomeText';
import { siteName } from './pickSite';

/** One item of a command: what became of it. */
export interface Result {
  readonly target: WatchTarget;
  /** Its page in the browser, where one is known. */
  readonly url?: string;
  readonly watch?: Watch;
  /** Why it was not started. */
  readonly error?: unknown;
}

const scheme = 'vizport-job';
const between = `\n\n${'─'.repeat(60)}\n\n`;
/** Documents may be reopened while their tab lives; older ones are let go. */
const maxDocuments = 50;

export class JobDetails implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  readonly #sessions: Pick<SessionsContract, 'find'>;
  #count = 0;

  constructor(sessions: Pick<SessionsContract, 'find'>) {
    this.#sessions = sessions;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.query) ?? vscode.l10n.t('These details are no longer kept.');
  }

  async open(title: string, results: readonly Result[]): Promise<void> {
    this.#count += 1;
    const query = String(this.#count);
    const texts = results.map((result) => detailsText(result, this.#siteName(result.target)));
    this.#texts.set(query, texts.join(between));
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > maxDocuments && oldest !== undefined) this.#texts.delete(oldest);
    const name = title.replace(/[/\\?#%*:|"<>]/gu, ' ').trim();
    const uri = vscode.Uri.from({ scheme, path: `/${name}.txt`, query });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
      preview: true,
    });
  }

  #siteName({ ref: { site } }: WatchTarget): string {
    const entry = this.#sessions.find(site);
    if (entry !== undefined) return siteName(entry);
    return site.contentUrl === '' ? vscode.l10n.t('Default site') : site.contentUrl;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}

/** Times by the server's clock, shown in this computer's zone; notes with their line breaks. */
export function detailsText({ target, url, watch, error }: Result, site: string): string {
  const { ref, name } = target;
  const job = watch?.job;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [
      vscode.l10n.t('Result'),
      error === undefined ? outcomeWord(watch?.outcome) : vscode.l10n.t('Not started'),
    ],
    [kindName(ref.kind), name],
    [vscode.l10n.t('LUID'), ref.luid],
    [vscode.l10n.t('Site'), site],
    [vscode.l10n.t('Server'), ref.site.server],
    [vscode.l10n.t('Link'), url],
    [vscode.l10n.t('Job'), watch?.jobLuid],
    [vscode.l10n.t('Type of job'), job?.type],
    [
      vscode.l10n.t('Started by'),
      watch === undefined
        ? undefined
        : watch.adopted
          ? vscode.l10n.t('somebody else: it was queued or running already')
          : vscode.l10n.t('Vizport'),
    ],
    [
      vscode.l10n.t('Asked for'),
      watch === undefined ? undefined : time(new Date(watch.startedAt).toISOString()),
    ],
    [vscode.l10n.t('Created'), time(job?.createdAt)],
    [vscode.l10n.t('Started'), time(job?.startedAt)],
    [vscode.l10n.t('Completed'), time(job?.completedAt)],
  ];
  const shown = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  const width = Math.max(...shown.map(([label]) => label.length)) + 2;
  const table = shown.map(([label, value]) => `${label.padEnd(width)}${value}`);
  return [...table, '', wordsOf(target, watch, error)].join('\n').trimEnd();
}

function time(iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : `${dateTime(iso)} (${iso})`;
}

function wordsOf(target: WatchTarget, watch: Watch | undefined, error: unknown): string {
  if (isAbort(error)) return vscode.l10n.t('You cancelled before it was started.');
  if (error !== undefined) return errorText(error);
  const outcome = watch?.outcome;
  if (outcome === undefined) return '';
  if (outcome.status !== 'failed' || outcome.notes === undefined)
    return outcomeText(target, outcome);
  return `${vscode.l10n.t('Tableau says:')}\n\n${outcome.notes}`;
}
