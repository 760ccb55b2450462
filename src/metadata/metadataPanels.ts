/** Opens metadata panels, brings them back after a reload, and closes them with the extension. */
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { Log } from '../base/log';
import type { SessionsContract } from '../session/sessionsContract';
import type { SiteRef } from '../tableau/model';
import { MetadataPanel, type PanelContent } from './metadataPanel';
import { rememberedSite } from './pageInput';
import { panelHtml } from './panelHtml';
import { findByKey } from './panelSites';
import { SchemaCache } from './schemaCache';

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
  readonly #owned = new Disposables();
  readonly #panels = new Set<MetadataPanel>();
  readonly #needs: PanelNeeds;
  readonly #schemas = new SchemaCache();

  constructor(needs: PanelNeeds) {
    this.#needs = needs;
    this.#owned.add(
      vscode.window.registerWebviewPanelSerializer(metadataPanelType, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          const site = findByKey(needs.sessions, rememberedSite(state))?.profile.site;
          this.#fill(panel, site === undefined ? {} : { site });
        },
      }),
    );
  }

  /** A panel of its own for each use. */
  open(options: OpenOptions = {}): void {
    const { site, query, variables } = options;
    const panel = vscode.window.createWebviewPanel(
      metadataPanelType,
      vscode.l10n.t('Metadata API'),
      vscode.ViewColumn.Active,
    );
    this.#fill(panel, {
      ...(site === undefined ? {} : { site }),
      ...(query === undefined
        ? {}
        : {
            first: {
              query,
              ...(variables === undefined
                ? {}
                : { variables: JSON.stringify(variables, undefined, 2) }),
            },
          }),
    });
  }

  /** Lets go of the panels and leaves them open: closed ones would not come back after a reload. */
  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
    this.#owned.dispose();
  }

  #fill(panel: vscode.WebviewPanel, content: PanelContent): void {
    const { extensionUri } = this.#needs;
    const assets = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [assets, vscode.Uri.joinPath(extensionUri, 'media')],
    };
    const own = new MetadataPanel(panel, this.#needs, this.#schemas, content);
    this.#panels.add(own);
    panel.onDidDispose(() => {
      this.#panels.delete(own);
      own.dispose();
    });
    panel.webview.html = panelHtml(panel.webview, assets);
  }
}
