/** The site that one panel asks: the chosen one while it is remembered, else a likely one. */
import * as vscode from 'vscode';
import { RpcError, type Handlers } from '../base/rpc';
import type { SiteEntry } from '../session/sessionsContract';
import type { TableauClient } from '../tableau/client';
import { siteKey, type SiteRef } from '../tableau/model';
import { siteName } from '../ui/pickSite';
import type { HostApi, PanelSites } from '../webview/protocol';
import type { PanelNeeds } from './metadataPanels';
import { flagOf, optionalTextOf, textOf } from './pageInput';
import { findByKey, likelySite, siteChoice } from './panelSites';
import { panelStrings } from './panelStrings';
import { failureOf } from './queryOutcome';
import type { SchemaCache } from './schemaCache';

export class PanelSite {
  #chosen: SiteRef | undefined;

  constructor(
    private readonly needs: Pick<PanelNeeds, 'sessions' | 'errorText' | 'log'>,
    private readonly schemas: SchemaCache,
    chosen: SiteRef | undefined,
    private readonly changed: () => void,
  ) {
    this.#chosen = chosen;
  }

  /** Never a site that is gone: a panel is about nothing only where there are no sites. */
  get selected(): SiteRef | undefined {
    return this.#entry?.profile.site;
  }

  get #entry(): SiteEntry | undefined {
    const { sessions } = this.needs;
    return (this.#chosen && sessions.find(this.#chosen)) ?? likelySite(sessions);
  }

  get name(): string {
    const entry = this.#entry;
    return entry === undefined ? '' : siteName(entry);
  }

  /** Empty where there are no sites. */
  get key(): string {
    const { selected } = this;
    return selected === undefined ? '' : siteKey(selected);
  }

  choices(): PanelSites {
    const { sessions, errorText } = this.needs;
    const { key } = this;
    return {
      choices: sessions.list().map((entry) => siteChoice(entry, errorText)),
      ...(key === '' ? {} : { selected: key }),
    };
  }

  /** @throws RpcError `noSite` */
  get required(): SiteRef {
    const { selected } = this;
    if (selected === undefined) throw new RpcError(panelStrings().noSite, 'noSite');
    return selected;
  }

  async client(): Promise<TableauClient> {
    return this.needs.sessions.client(this.required);
  }

  handlers(): Pick<Handlers<HostApi>, 'selectSite' | 'signIn' | 'loadSchema'> {
    return {
      selectSite: async (input) => {
        this.#chosen = this.#known(textOf(input, 'site')).profile.site;
        this.changed();
      },
      signIn: (input) => this.#signIn(optionalTextOf(input, 'site')),
      loadSchema: async (input, signal) => {
        const { site } = this.#known(textOf(input, 'site')).profile;
        const again = flagOf(input, 'again');
        const { introspection, failed } = await this.schemas.load(site, { again }, signal);
        return failed === undefined
          ? { introspection }
          : { introspection, failure: failureOf('schema', failed.error, this.needs) };
      },
    };
  }

  #known(key: string): SiteEntry {
    const entry = findByKey(this.needs.sessions, key);
    if (entry === undefined) throw new RpcError('This site is not remembered', 'badInput');
    return entry;
  }

  async #signIn(key: string | undefined): Promise<void> {
    const entry = key === undefined ? undefined : this.#known(key);
    if (entry?.state.status === 'signedOut') {
      await this.needs.sessions.resume(entry.profile.site);
      return;
    }
    await vscode.commands.executeCommand('vizport.signIn', entry?.profile.site);
  }
}
