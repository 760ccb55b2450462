/** What stands behind an address or a LUID, on hovering: asks the server when it must, once for all who ask. */
import * as vscode from 'vscode';
import type { FoundItem } from '../content/findResult';
import type { SiteContent } from '../content/siteContent';
import {
  referenceAt,
  type LuidReference,
  type Reference,
  type UrlReference,
} from '../references/references';
import { isAbort } from '../tableau/errors';
import type { Content } from '../tableau/model';
import { errorText } from '../ui/errorText';
import { signalOf } from '../ui/signalOf';
import { canAsk } from '../ui/pickSite';
import { siteAtAddress } from '../ui/siteAtAddress';
import { sitesToAsk, type CodeNeeds } from './codeNeeds';
import { isRead, linesOfDocument } from './documentLines';
import { itemHover, noneHover, notFoundHover, signInHover, troubleHover } from './hoverText';

/** How long a first hover on a site waits for the ages of its extracts. */
const freshWithinMs = 1_500;

export class TableauHover implements vscode.HoverProvider {
  readonly #waited = new WeakSet<SiteContent>();

  constructor(private readonly needs: CodeNeeds) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!isRead(document)) return undefined;
    const { line, character } = position;
    const found = referenceAt(linesOfDocument(document), line, character);
    if (found === undefined) return undefined;
    const { signal, dispose } = signalOf(token);
    try {
      const text = await this.#describe(found, signal);
      return text && new vscode.Hover(text, new vscode.Range(line, found.start, line, found.end));
    } catch (error) {
      if (isAbort(error)) return undefined;
      return new vscode.Hover(troubleHover(errorText(error)));
    } finally {
      dispose();
    }
  }

  #describe(found: Reference, signal: AbortSignal): Promise<vscode.MarkdownString | undefined> {
    return found.type === 'url' ? this.#ofUrl(found, signal) : this.#ofLuid(found, signal);
  }

  async #ofUrl(
    { address, isTableaus }: UrlReference,
    signal: AbortSignal,
  ): Promise<vscode.MarkdownString | undefined> {
    const { sessions, contentOf, addresses } = this.needs;
    // Sites are asked how they call themselves for what can only be Tableau's address.
    const entry = isTableaus
      ? await siteAtAddress(this.needs, address, signal)
      : sessions.findByAddress(address.server, address.contentUrl);
    if (entry === undefined) return isTableaus ? signInHover(address, undefined) : undefined;
    if (!canAsk(entry)) return signInHover(address, entry);
    const source = contentOf(entry.profile.site);
    const result = await addresses.find(address, source, signal);
    if (result.status === 'notFound') return notFoundHover(result, entry);
    const [first, ...others] = result.status === 'found' ? result.matches : [];
    return first && this.#item(first, others.length, source, signal);
  }

  async #ofLuid(
    { luid, hint, isTableaus }: LuidReference,
    signal: AbortSignal,
  ): Promise<vscode.MarkdownString | undefined> {
    const { lookup, sessions, contentOf } = this.needs;
    let item = lookup.known(luid);
    // Of other ids what is known is told, and nobody is asked.
    if (item === undefined && isTableaus) {
      const asked = sitesToAsk(sessions);
      if (asked.length === 0) return undefined;
      item = (await lookup.find([luid], { hint }, signal)).get(luid) ?? 'none';
    }
    if (item === undefined || (item === 'none' && !isTableaus)) return undefined;
    if (item === 'none') return noneHover(luid, sitesToAsk(sessions));
    return this.#item(item, 0, contentOf(item.site), signal);
  }

  async #item(
    item: FoundItem,
    others: number,
    source: SiteContent,
    signal: AbortSignal,
  ): Promise<vscode.MarkdownString> {
    const { lookup, sessions, browserUrl } = this.needs;
    const content = await lookup.whole(item, source, signal);
    const path = await source.pathOf(content, signal);
    const facts = await this.#freshness(content, source, signal);
    return itemHover(content, {
      path,
      facts,
      others,
      entry: sessions.list().length > 1 ? sessions.find(content.site) : undefined,
      hasUrl: browserUrl(content) !== undefined,
    });
  }

  /** The first on a site waits a moment, and all after it take what is there. */
  async #freshness(content: Content, source: SiteContent, signal: AbortSignal) {
    const { freshness } = this.needs;
    const now = freshness.lookAnyway(content)?.facts;
    const dated = content.kind === 'workbook' || content.kind === 'datasource';
    if (now !== undefined || !dated) return now ?? [];
    if (this.#waited.has(source)) return [];
    this.#waited.add(source);
    await changeOf(freshness.onDidChange, signal);
    return freshness.lookAnyway(content)?.facts ?? [];
  }
}

/** Resolves with the next change, or when that takes too long. */
async function changeOf(event: CodeNeeds['freshness']['onDidChange'], signal: AbortSignal) {
  const over = AbortSignal.any([signal, AbortSignal.timeout(freshWithinMs)]);
  await new Promise<void>((resolve) => {
    const listening = event(() => done());
    const done = (): void => {
      listening.dispose();
      over.removeEventListener('abort', done);
      resolve();
    };
    over.addEventListener('abort', done, { once: true });
  });
}
