/** Queries in files: run from where they are written, with completion and validation while they are. */
import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables';
import type { Event } from '../../base/emitter';
import { operationAt, operationsOf, operationText, type Operation } from '../../query/operations';
import { HumanError } from '../../ui/messages';
import { pickSite } from '../../ui/pickSite';
import type { FirstDocument } from '../../webview/protocol';
import type { OpenOptions, PanelNeeds } from '../metadataPanels';
import { SchemaCache } from '../schemaCache';
import { FileSchemas } from './fileSchemas';
import { requiredSite } from './fileSites';
import { fileVariables } from './fileVariables';
import type { QueryFilesPart } from './lazyQueryFiles';
import { check, complete, hover } from './queryLanguage';
import { queryLenses } from './queryLenses';
import { belongs } from './tableauText';

export interface QueryFilesNeeds extends Pick<
  PanelNeeds,
  'sessions' | 'log' | 'errorText' | 'schemaFolder'
> {
  readonly openPanel: (options: OpenOptions) => Promise<void>;
  /** The sites or the active one changed. */
  readonly onDidChangeSites: Event<unknown>;
  readonly report: (error: unknown) => unknown;
}

/** So long after the last key a text is checked. */
const checkDelayMs = 400;

export class QueryFiles implements QueryFilesPart {
  readonly #owned = new Disposables();
  readonly #schemas: FileSchemas;
  readonly #problems = this.#owned.add(vscode.languages.createDiagnosticCollection('vizport'));
  readonly #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #lensesChanged = this.#owned.add(new vscode.EventEmitter<void>());
  /** What was typed for variables, by the operation it was typed for. */
  readonly #typed = new Map<string, Map<string, string>>();

  readonly onDidChangeLenses = this.#lensesChanged.event;

  constructor(private readonly needs: QueryFilesNeeds) {
    this.#schemas = new FileSchemas(needs.sessions, new SchemaCache(needs));
    const { workspace } = vscode;
    for (const owned of [
      workspace.onDidOpenTextDocument((document) => this.#checkSoon(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => this.#checkSoon(document)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      // Whoever checks them better may have come, or gone.
      vscode.extensions.onDidChange(() => {
        for (const document of workspace.textDocuments) this.#checkSoon(document);
      }),
      needs.onDidChangeSites(() => {
        this.#lensesChanged.fire();
        for (const document of workspace.textDocuments) this.#checkSoon(document);
      }),
    ])
      this.#owned.add(owned);
    for (const document of workspace.textDocuments) this.#checkSoon(document, 0);
  }

  lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (belongs(document.getText(), this.#schemas.base) !== 'tableau') return [];
    return queryLenses(this.needs.sessions, document);
  }

  complete(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    return complete(this.#schemas, document, position, token);
  }

  hover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    return hover(this.#schemas, document, position, token);
  }

  /** The operation at `offset`, else the one under the cursor; its result beside the file. */
  async runQuery(uri?: unknown, offset?: unknown): Promise<void> {
    const { document, operation } = await this.#asked(uri, offset);
    const text = document.getText();
    if (operation === undefined) throw notReadable();
    const named = requiredSite(this.needs.sessions, text, operation);
    const entry =
      named ?? (await pickSite(this.needs.sessions, vscode.l10n.t('Run on which site?')));
    if (entry === undefined) return;
    const key = keyOf(document, operation);
    const typed = this.#typed.get(key) ?? new Map<string, string>();
    this.#typed.set(key, typed);
    const values = await fileVariables(text, operation, typed);
    if (values === undefined) return;
    await this.needs.openPanel({
      site: entry.profile.site,
      beside: true,
      document: {
        query: operationText(text, operation.start),
        key,
        run: true,
        ...(Object.keys(values).length === 0
          ? {}
          : { variables: JSON.stringify(values, undefined, 2) }),
      },
    });
  }

  /** The operation at `offset`, else the whole file. */
  async openInPanel(uri?: unknown, offset?: unknown): Promise<void> {
    const { document, operation } = await this.#asked(uri, offset);
    const text = document.getText();
    const entry = requiredSite(this.needs.sessions, text, operation);
    const one = typeof offset === 'number' ? operation : undefined;
    const opened: FirstDocument = {
      query: one === undefined ? text : operationText(text, one.start),
      key: keyOf(document, one),
    };
    await this.needs.openPanel({
      ...(entry === undefined ? {} : { site: entry.profile.site }),
      document: opened,
    });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#owned.dispose();
  }

  async #asked(
    uri: unknown,
    offset: unknown,
  ): Promise<{ readonly document: vscode.TextDocument; readonly operation?: Operation }> {
    const editor = vscode.window.activeTextEditor;
    const document =
      uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
    if (document?.languageId !== 'graphql')
      throw new HumanError(vscode.l10n.t('Open a file with a GraphQL query first.'));
    const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
    const place = typeof offset === 'number' ? offset : cursor;
    const operation = operationAt(operationsOf(document.getText()) ?? [], place);
    return { document, ...(operation === undefined ? {} : { operation }) };
  }

  #checkSoon(document: vscode.TextDocument, delay = checkDelayMs): void {
    if (document.languageId !== 'graphql') return;
    clearTimeout(this.#timers.get(document));
    const timer = setTimeout(() => {
      this.#timers.delete(document);
      check(this.#schemas, document).then((problems) => {
        if (!document.isClosed) this.#problems.set(document.uri, problems);
      }, this.needs.report);
    }, delay);
    this.#timers.set(document, timer);
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
    this.#problems.delete(document.uri);
  }
}

function keyOf(document: vscode.TextDocument, operation: Operation | undefined): string {
  return `${document.uri.toString()}#${operation?.name ?? ''}`;
}

function notReadable(): HumanError {
  return new HumanError(
    vscode.l10n.t(
      'The file has no query that can be run: it is empty, or there is a syntax error.',
    ),
  );
}
