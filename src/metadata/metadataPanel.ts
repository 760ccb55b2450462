/** One metadata panel: its webview, the site it asks, and the queries it ran. */
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { Disposable } from '../base/emitter';
import { connect, RpcError, type Connection, type Handlers } from '../base/rpc';
import { siteKey, type SiteRef } from '../tableau/model';
import type { TableauClient } from '../tableau/client';
import { siteName } from '../ui/pickSite';
import type { HostApi, PanelApi, PanelSites, PanelStart } from '../webview/protocol';
import { examples } from './examples';
import type { PanelNeeds } from './metadataPanels';
import { flagOf, optionalTextOf, queryRequestOf, rememberedSite, textOf } from './pageInput';
import { panelHtml } from './panelHtml';
import { findByKey, likelySite, siteChoice } from './panelSites';
import { panelStrings } from './panelStrings';
import { failureOf, outcomeOf } from './queryOutcome';
import { QueryRuns } from './queryRuns';
import { sampleNumbers } from './sampleNumbers';
import { SchemaCache } from './schemaCache';

export interface PanelContent {
  readonly site?: SiteRef;
  readonly first?: { readonly query: string; readonly variables?: string };
  /** What the page of a panel that is brought back had remembered. */
  readonly state?: unknown;
}

/** Puts a page into a panel and serves it until it is disposed. */
export type PanelMaker = (panel: vscode.WebviewPanel, content: PanelContent) => Disposable;

/** The panels of one maker share what is known of the sites' schemas. */
export function panelMaker(needs: PanelNeeds): PanelMaker {
  const schemas = new SchemaCache();
  const assets = vscode.Uri.joinPath(needs.extensionUri, 'dist', 'webview');
  return (panel, content) => {
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [assets, vscode.Uri.joinPath(needs.extensionUri, 'media')],
    };
    const own = new MetadataPanel(panel, needs, schemas, content);
    panel.webview.html = panelHtml(panel.webview, assets);
    return own;
  };
}

class MetadataPanel {
  readonly #owned = new Disposables();
  readonly #panel: vscode.WebviewPanel;
  readonly #needs: PanelNeeds;
  readonly #schemas: SchemaCache;
  readonly #first: PanelContent['first'];
  readonly #runs = this.#owned.add(new QueryRuns());
  readonly #connection: Connection<PanelApi>;
  #site: SiteRef | undefined;
  /** A page has started and is not hidden: hidden pages are thrown away by VS Code. */
  #attended = false;

  constructor(
    panel: vscode.WebviewPanel,
    needs: PanelNeeds,
    schemas: SchemaCache,
    content: PanelContent,
  ) {
    this.#panel = panel;
    this.#needs = needs;
    this.#schemas = schemas;
    this.#first = content.first;
    this.#site =
      content.site ?? findByKey(needs.sessions, rememberedSite(content.state))?.profile.site;
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

  dispose(): void {
    this.#owned.dispose();
  }

  #handlers(): Handlers<HostApi> {
    return {
      start: async () => this.#start(),
      selectSite: async (input) => {
        this.#site = this.#known(textOf(input, 'site')).profile.site;
        this.#showTitle();
        this.#tellSites();
      },
      signIn: (input) => this.#signIn(optionalTextOf(input, 'site')),
      loadSchema: async (input, signal) => {
        const { site } = this.#known(textOf(input, 'site')).profile;
        try {
          const client = await this.#needs.sessions.client(site);
          const again = flagOf(input, 'again');
          return { introspection: await this.#schemas.load(client, { again }, signal) };
        } catch (error) {
          return { failure: failureOf('schema', error, this.#needs) };
        }
      },
      runQuery: async (input, signal) => {
        const request = queryRequestOf(input);
        return this.#runs.run(
          request.tab,
          (own) => outcomeOf(request, this.#siteName(), () => this.#client(), this.#needs, own),
          signal,
        );
      },
      lastOutcome: async (input, signal) => this.#runs.last(textOf(input, 'tab'), signal),
      sampleNumbers: async (_, signal) => sampleNumbers(await this.#client(), signal),
      copy: async (input) => vscode.env.clipboard.writeText(textOf(input, 'text')),
      report: async (input) =>
        this.#needs.log.error(`Metadata panel: ${textOf(input, 'message').slice(0, 2000)}`),
    };
  }

  #start(): PanelStart {
    // Whoever was asked before is gone: this is a new page.
    this.#connection.dropPending();
    this.#attended = true;
    return {
      sites: this.#sites(),
      strings: panelStrings(),
      examples: examples(),
      running: this.#runs.running,
      ...(this.#first === undefined ? {} : { first: this.#first }),
    };
  }

  #sites(): PanelSites {
    const { sessions, errorText } = this.#needs;
    const selected = this.#selected();
    return {
      choices: sessions.list().map((entry) => siteChoice(entry, errorText)),
      ...(selected === undefined ? {} : { selected: siteKey(selected) }),
    };
  }

  /** The chosen site while it is remembered; else a likely one, so that the panel is never about nothing. */
  #selected(): SiteRef | undefined {
    const { sessions } = this.#needs;
    const chosen = this.#site && sessions.find(this.#site);
    return (chosen ?? likelySite(sessions))?.profile.site;
  }

  #tellSites(): void {
    this.#showTitle();
    if (!this.#attended) return;
    this.#connection.remote.sitesChanged(this.#sites()).catch((error: unknown) => {
      // A page that was just hidden or closed cannot answer; the next one asks for everything.
      this.#needs.log.debug(`The metadata panel's page did not take the sites: ${String(error)}`);
    });
  }

  #showTitle(): void {
    const name = this.#siteName();
    this.#panel.title =
      name === '' ? vscode.l10n.t('Metadata API') : vscode.l10n.t('Metadata API: {0}', name);
  }

  #siteName(): string {
    const site = this.#selected();
    const entry = site && this.#needs.sessions.find(site);
    return entry === undefined ? '' : siteName(entry);
  }

  #known(key: string): NonNullable<ReturnType<typeof findByKey>> {
    const entry = findByKey(this.#needs.sessions, key);
    if (entry === undefined) throw new RpcError('This site is not remembered', 'badInput');
    return entry;
  }

  async #client(): Promise<TableauClient> {
    const site = this.#selected();
    if (site === undefined) throw new RpcError(panelStrings().noSite, 'noSite');
    return this.#needs.sessions.client(site);
  }

  async #signIn(key: string | undefined): Promise<void> {
    const entry = key === undefined ? undefined : this.#known(key);
    if (entry?.state.status === 'signedOut') {
      await this.#needs.sessions.resume(entry.profile.site);
      return;
    }
    await vscode.commands.executeCommand('vizport.signIn', entry?.profile.site);
  }
}
