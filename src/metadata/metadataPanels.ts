/** Opens metadata panels and brings them back after a reload; what is inside of them is loaded when the first one opens. */
import * as vscode from 'vscode';
import type { Log } from '../base/log';
import type { SessionsContract } from '../session/sessionsContract';
import type { Memory } from '../session/ports';
import { siteKey, type Content, type ContentRef, type SiteRef } from '../tableau/model';
import type { FirstDocument } from '../webview/protocol';
import type { OpenPanel, PanelContent, PanelMaker } from './metadataPanel';

export interface PanelNeeds {
  readonly extensionUri: vscode.Uri;
  readonly sessions: SessionsContract;
  readonly log: Log;
  readonly errorText: (error: unknown) => string;
  /** Where history, tabs and layout are kept. */
  readonly memory: Memory;
  /** A folder for what is known of the servers' schemas. */
  readonly schemaFolder: string;
  readonly itemOf: (ref: ContentRef, signal?: AbortSignal) => Promise<Content>;
}

export interface OpenOptions {
  readonly site?: SiteRef;
  /** Queries about these are opened, in a panel that is there for their site, or in a new one. */
  readonly items?: readonly Content[];
  readonly document?: FirstDocument;
  readonly beside?: boolean;
}

/** Also the id in `onWebviewPanel:` and in the serializer; written into saved workspaces, so it must not change. */
export const metadataPanelType = 'vizport.metadataPanel';

export class MetadataPanels implements vscode.Disposable {
  /** The one that was in front last is the last. */
  readonly #panels = new Set<OpenPanel>();
  readonly #serializer: vscode.Disposable;
  readonly #needs: PanelNeeds;
  #maker: Promise<PanelMaker> | undefined;

  constructor(needs: PanelNeeds) {
    this.#needs = needs;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(metadataPanelType, {
      deserializeWebviewPanel: (panel, state: unknown) => this.#fill(panel, { state }),
    });
  }

  /** A panel of its own for each use; only what is to be seen in a panel goes to one that is there. */
  async open({ site, items = [], document, beside = false }: OpenOptions = {}): Promise<void> {
    const documents = document === undefined ? [] : [document];
    const there =
      site === undefined || (items.length === 0 && document === undefined)
        ? undefined
        : [...this.#panels].findLast((panel) => isSite(panel.site, site));
    if (there !== undefined) {
      there.show({ items, documents });
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      metadataPanelType,
      vscode.l10n.t('Metadata API'),
      beside
        ? { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }
        : vscode.ViewColumn.Active,
    );
    await this.#fill(panel, {
      ...(site === undefined ? {} : { site }),
      items,
      documents,
      lastTabs: this.#panels.size === 0,
    });
  }

  /** A question of the library, on the active site. */
  async ask(): Promise<void> {
    const { askQuestion } = await import('./metadataPanel');
    const document = await askQuestion();
    const { active } = this.#needs.sessions;
    if (document !== undefined) await this.open({ document, ...(active && { site: active }) });
  }

  /** Lets go of the panels and leaves them open: closed ones would not come back after a reload. */
  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
    this.#serializer.dispose();
  }

  async #fill(panel: vscode.WebviewPanel, content: PanelContent): Promise<void> {
    let closed = false;
    panel.onDidDispose(() => {
      closed = true;
    });
    // A bundle of its own (`dist/metadata.js`): nothing of a panel is loaded before one opens.
    this.#maker ??= import('./metadataPanel').then(({ panelMaker }) => panelMaker(this.#needs));
    const make = await this.#maker;
    if (closed) return;
    const own = make(panel, content);
    this.#panels.add(own);
    panel.onDidChangeViewState(() => {
      if (!panel.active || !this.#panels.delete(own)) return;
      this.#panels.add(own);
    });
    panel.onDidDispose(() => {
      this.#panels.delete(own);
      own.dispose();
    });
  }
}

function isSite(one: SiteRef | undefined, other: SiteRef): boolean {
  return one !== undefined && siteKey(one) === siteKey(other);
}
