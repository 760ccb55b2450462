/** One metadata panel: its webview, the site it asks, and the queries it ran. */
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { Disposable } from '../base/emitter';
import { connect, type Connection, type Handlers } from '../base/rpc';
import type { Content, SiteRef } from '../tableau/model';
import type { FirstDocument, HostApi, PanelApi, PanelStart } from '../webview/protocol';
import { documentsOf } from './itemQuery';
import { itemHandlers } from './itemHandlers';
import type { PanelNeeds } from './metadataPanels';
import { rememberedSite, storageChangeOf, textOf } from './pageInput';
import { panelHtml } from './panelHtml';
import { PanelMemory, type PageStorage } from './panelMemory';
import { PanelSite } from './panelSite';
import { findByKey } from './panelSites';
import { panelStrings } from './panelStrings';
import { examples, ownQuestion } from './questions/library';
import { queryFileHandlers } from './queryFileHandlers';
import { PanelResults } from './results/panelResults';
import { sampleNumbers } from './sampleNumbers';
import { SchemaCache } from './schemaCache';

export { askQuestion } from './questions/askQuestion';

export interface PanelContent {
  readonly site?: SiteRef;
  readonly items?: readonly Content[];
  readonly documents?: readonly FirstDocument[];
  /** Starts with the tabs of the panel that was used last. */
  readonly lastTabs?: boolean;
  /** What the page of a panel that is brought back had remembered. */
  readonly state?: unknown;
}

export type ToShow = Required<Pick<PanelContent, 'items' | 'documents'>>;

export interface OpenPanel extends Disposable {
  readonly site: SiteRef | undefined;
  /** Opens queries, each in a tab of its own, and brings the panel to the front. */
  show(what: ToShow): void;
}

/** Puts a page into a panel and serves it until it is disposed. */
export type PanelMaker = (panel: vscode.WebviewPanel, content: PanelContent) => OpenPanel;

/** The panels of one maker share what is known of the sites' schemas, and one memory. */
export function panelMaker(needs: PanelNeeds): PanelMaker {
  const shared = {
    schemas: new SchemaCache(needs),
    memory: new PanelMemory(needs.memory),
  };
  const assets = vscode.Uri.joinPath(needs.extensionUri, 'dist', 'webview');
  return (panel, content) => {
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [assets, vscode.Uri.joinPath(needs.extensionUri, 'media')],
    };
    const own = new MetadataPanel(panel, needs, shared, content);
    panel.webview.html = panelHtml(panel.webview, assets);
    return own;
  };
}

interface Shared {
  readonly schemas: SchemaCache;
  readonly memory: PanelMemory;
}

class MetadataPanel implements OpenPanel {
  readonly #owned = new Disposables();
  readonly #panel: vscode.WebviewPanel;
  readonly #needs: PanelNeeds;
  readonly #memory: PanelMemory;
  readonly #lastTabs: boolean;
  readonly #site: PanelSite;
  readonly #results: PanelResults;
  readonly #connection: Connection<PanelApi>;
  #waiting: Promise<readonly FirstDocument[]> | undefined;
  #storage: PageStorage = {};
  /** A page has started and is not hidden: hidden pages are thrown away by VS Code. */
  #attended = false;

  constructor(
    panel: vscode.WebviewPanel,
    needs: PanelNeeds,
    { schemas, memory }: Shared,
    content: PanelContent,
  ) {
    this.#panel = panel;
    this.#needs = needs;
    this.#memory = memory;
    this.#lastTabs = content.lastTabs === true;
    const remembered = findByKey(needs.sessions, rememberedSite(content.state))?.profile.site;
    this.#site = new PanelSite(needs, schemas, content.site ?? remembered, () => this.#tellSites());
    this.#results = this.#owned.add(
      new PanelResults({
        siteName: () => this.#site.name,
        siteKey: () => this.#site.key,
        client: () => this.#site.client(),
        tells: needs,
        ownQuestion,
        tell: (pages) => {
          if (this.#attended) this.#tell('pages', this.#connection.remote.pagesFetched(pages));
        },
      }),
    );
    const { items = [], documents = [] } = content;
    if (items.length + documents.length > 0)
      this.#waiting = documentsOf(needs, { items, documents });
    this.#connection = this.#owned.add(
      connect<PanelApi, HostApi>(
        {
          post: (message) => void panel.webview.postMessage(message),
          onMessage: (listener) => panel.webview.onDidReceiveMessage(listener),
        },
        this.#handlers(),
        { describe: (error) => ({ message: needs.errorText(error), code: 'failed' }) },
      ),
    );
    this.#owned.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#attended = false;
      }),
    );
    this.#owned.add(needs.sessions.onDidChange(() => this.#tellSites()));
    this.#showTitle();
  }

  get site(): SiteRef | undefined {
    return this.#site.selected;
  }

  show(what: ToShow): void {
    const { visible } = this.#panel;
    if (!visible || what.items.length > 0) this.#panel.reveal();
    const before = this.#waiting ?? Promise.resolve([]);
    const documents = documentsOf(this.#needs, what);
    if (this.#attended) this.#tell('the queries', this.#open(documents));
    else this.#waiting = Promise.all([before, documents]).then((all) => all.flat());
  }

  async #open(documents: Promise<readonly FirstDocument[]>): Promise<void> {
    for (const document of await documents) await this.#connection.remote.openDocument(document);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #handlers(): Handlers<HostApi> {
    const site = this.#site;
    return {
      start: () => this.#start(),
      ...site.handlers(),
      ...this.#results.handlers(),
      sampleNumbers: async (_, signal) => sampleNumbers(await site.client(), signal),
      ...itemHandlers(this.#needs, () => site.required),
      ...queryFileHandlers((document) => this.show({ items: [], documents: [document] })),
      remember: async (input) => {
        const change = storageChangeOf(input);
        await this.#memory.change(this.#storage, change);
        this.#storage = applied(this.#storage, change);
      },
      report: async (input) =>
        this.#needs.log.error(`Metadata panel: ${textOf(input, 'message').slice(0, 2000)}`),
    };
  }

  async #start(): Promise<PanelStart> {
    // Whoever was asked before is gone: this is a new page.
    this.#connection.dropPending();
    const documents = (await this.#waiting) ?? [];
    this.#waiting = undefined;
    this.#attended = true;
    this.#storage = this.#memory.read({ tabs: this.#lastTabs && documents.length === 0 });
    return {
      sites: this.#site.choices(),
      strings: panelStrings(),
      examples: examples(),
      storage: this.#storage,
      running: this.#results.running,
      documents,
    };
  }

  #tellSites(): void {
    this.#showTitle();
    if (this.#attended)
      this.#tell('the sites', this.#connection.remote.sitesChanged(this.#site.choices()));
  }

  /** A page that was just hidden or closed cannot answer; the next one asks for everything. */
  #tell(what: string, telling: Promise<unknown>): void {
    telling.catch((error: unknown) => {
      this.#needs.log.debug(`The metadata panel's page did not take ${what}: ${String(error)}`);
    });
  }

  #showTitle(): void {
    const { name } = this.#site;
    this.#panel.title =
      name === '' ? vscode.l10n.t('Metadata API') : vscode.l10n.t('Metadata API: {0}', name);
  }
}

function applied(
  storage: PageStorage,
  change: Readonly<Record<string, string | null>>,
): PageStorage {
  const next = Object.entries({ ...storage, ...change });
  return Object.fromEntries(next.filter((entry): entry is [string, string] => entry[1] !== null));
}
