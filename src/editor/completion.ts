/** LUIDs by name, where one is about to be written. The names are read once for a site; typing asks nobody. */
import * as vscode from 'vscode';
import type { SiteContent } from '../content/siteContent';
import { awaitedLuid, type Awaiting } from '../references/awaiting';
import { isAbort } from '../tableau/errors';
import { isLuid, type Content } from '../tableau/model';
import { kindName } from '../ui/contentText';
import { literalMarkdown } from '../ui/literalMarkdown';
import { siteName } from '../ui/pickSite';
import { setting } from '../ui/settings';
import { sitesToAsk, type CodeNeeds } from './codeNeeds';
import { isRead, linesOfDocument } from './documentLines';
import { namesBeside } from './namesBeside';

/** In place of the one that will be inserted. */
const aLuid = '00000000-0000-4000-8000-000000000000';
/** More rows nobody reads: typing brings others. */
const limit = 200;
/** How long a first list waits for names: what comes later is there with the next key. */
const firstWithinMs = 1_500;

export class LuidCompletion implements vscode.CompletionItemProvider, vscode.Disposable {
  readonly #closing = new AbortController();

  constructor(
    private readonly needs: CodeNeeds,
    private readonly report: (error: unknown) => unknown,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined> {
    if (!isRead(document)) return undefined;
    const lines = linesOfDocument(document);
    const awaited = awaitedLuid(lines, position.line, position.character);
    const sites = sitesToAsk(this.needs.sessions);
    // A whole id needs no name.
    if (awaited === undefined || isLuid(awaited.typed) || sites.length === 0) return undefined;
    const sources = sites.map((entry) => ({
      source: this.needs.contentOf(entry.profile.site),
      name: sites.length > 1 ? siteName(entry) : undefined,
    }));
    await this.#names(sources.map(({ source }) => source));
    const range = new vscode.Range(position.line, awaited.start, position.line, awaited.end);
    const comment = this.#commentFor(document, position.line, awaited);
    const rows: vscode.CompletionItem[] = [];
    let cut = false;
    for (const { source, name } of sources) {
      const { items, total } = source.search.find(awaited.typed, limit, fits(awaited));
      cut ||= total > items.length || !source.search.progress.done;
      for (const content of items)
        rows.push(this.#row(content, { source, site: name, range, awaited, comment }, rows.length));
    }
    return new vscode.CompletionList(rows, cut);
  }

  dispose(): void {
    this.#closing.abort(new DOMException('The extension is closed', 'AbortError'));
  }

  /** Whoever types does not wait for a long list: it goes on by itself, and is kept. */
  async #names(sources: readonly SiteContent[]): Promise<void> {
    const open = sources.filter(({ search }) => !search.progress.done);
    if (open.length === 0) return;
    const loads = open.map(({ search }) =>
      search.load(this.#closing.signal).catch((error: unknown) => {
        if (!isAbort(error)) this.report(error);
      }),
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, firstWithinMs)));
    await Promise.race([Promise.all(loads), late]);
    clearTimeout(timer);
  }

  #row(
    content: Content,
    of: {
      readonly source: SiteContent;
      readonly site: string | undefined;
      readonly range: vscode.Range;
      readonly awaited: Awaiting;
      readonly comment: (name: string) => vscode.TextEdit[];
    },
    order: number,
  ): vscode.CompletionItem {
    const path = of.source.path(content) ?? content.name;
    const item = new vscode.CompletionItem(
      {
        label: content.name,
        description: [kindName(content.kind), of.site].filter(Boolean).join(' · '),
      },
      vscode.CompletionItemKind.Reference,
    );
    item.detail = path;
    item.documentation = new vscode.MarkdownString(
      `${literalMarkdown(kindName(content.kind))} ${literalMarkdown(path)}  \n${literalMarkdown(content.luid)}`,
    );
    item.insertText = content.luid;
    item.range = of.range;
    // Ours is the search: VS Code compares with what is typed, which would lose words in another order.
    item.filterText = `${of.awaited.typed} ${content.name} ${content.luid}`;
    item.sortText = String(order).padStart(4, '0');
    item.additionalTextEdits = of.comment(content.name);
    return item;
  }

  #commentFor(
    document: vscode.TextDocument,
    line: number,
    { start, end }: Awaiting,
  ): (name: string) => vscode.TextEdit[] {
    if (!setting('vizport.code.nameAsComment')) return () => [];
    const beside = namesBeside(document);
    const { text } = document.lineAt(line);
    // What was typed of the name is gone then.
    const after = `${text.slice(0, start)}${aLuid}${text.slice(end)}`;
    return (name) => {
      const comment = beside(line, [name], { text: after });
      return comment === undefined ? [] : [vscode.TextEdit.insert(comment.at, comment.text)];
    };
  }
}

function fits({ kind }: Awaiting): ((content: Content) => boolean) | undefined {
  return kind === undefined || kind === 'customView' ? undefined : (one) => one.kind === kind;
}
