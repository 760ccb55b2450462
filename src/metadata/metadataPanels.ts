/** Opens metadata panels and brings them back after a reload; what is inside of them is loaded when the first one opens. */
import * as vscode from 'vscode';
import type { Disposable } from '../base/emitter';
import type { Log } from '../base/log';
import type { SessionsContract } from '../session/sessionsContract';
import type { SiteRef } from '../tableau/model';
import type { PanelContent, PanelMaker } from './metadataPanel';

export interface PanelNeeds {
  readonly extensionUri: vscode.Uri;
  readonly sessions: SessionsContract;
  readonly log: Log;
  readonly errorText: (error: unknown) => string;
}

export interface OpenOptions {
  readonly site?: SiteRef;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Also the id in `onWebviewPanel:` and in the serializer; written into saved workspaces, so it must not change. */
export const metadataPanelType = 'vizport.metadataPanel';

export class MetadataPanels implements vscode.Disposable {
  readonly #panels = new Set<Disposable>();
  readonly #serializer: vscode.Disposable;
  readonly #needs: PanelNeeds;
  #maker: Promise<PanelMaker> | undefined;

  constructor(needs: PanelNeeds) {
    this.#needs = needs;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(metadataPanelType, {
      deserializeWebviewPanel: (panel, state: unknown) => this.#fill(panel, { state }),
    });
  }

  /** A panel of its own for each use. */
  async open({ site, query, variables }: OpenOptions = {}): Promise<void> {
    const panel = vscode.window.createWebviewPanel(
      metadataPanelType,
      vscode.l10n.t('Metadata API'),
      vscode.ViewColumn.Active,
    );
    const written = variables && { variables: JSON.stringify(variables, undefined, 2) };
    await this.#fill(panel, {
      ...(site === undefined ? {} : { site }),
      ...(query === undefined ? {} : { first: { query, ...written } }),
    });
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
    panel.onDidDispose(() => {
      this.#panels.delete(own);
      own.dispose();
    });
  }
}
