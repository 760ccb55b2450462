/** Everything that is known of watched jobs, as a document that is read and not edited. */
import * as vscode from 'vscode';
import type { SessionsContract } from '../session/sessionsContract';
import type { SiteRef } from '../tableau/model';
import { detailsText, type Result } from './jobDetailsText';
import { siteName } from './pickSite';

export type { Result } from './jobDetailsText';

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
    const texts = results.map((result) => detailsText(result, this.siteName(siteOf(result))));
    this.#texts.set(query, texts.join(between));
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > maxDocuments && oldest !== undefined) this.#texts.delete(oldest);
    const name = title.replace(/[/\\?#%*:|"<>]/gu, ' ').trim();
    const uri = vscode.Uri.from({ scheme, path: `/${name}.txt`, query });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
      preview: true,
    });
  }

  siteName(site: SiteRef | undefined): string {
    if (site === undefined) return '';
    const entry = this.#sessions.find(site);
    if (entry !== undefined) return siteName(entry);
    return site.contentUrl === '' ? vscode.l10n.t('Default site') : site.contentUrl;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}

function siteOf(result: Result): SiteRef {
  return 'target' in result ? result.target.ref.site : result.site;
}
