/** The whole page: words first, then the sites, then GraphiQL on the chosen one. */
import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Event } from '../base/emitter';
import type { Remote } from '../base/rpc';
import { Notice } from './Notice';
import { PanelContext, type Panel } from './panelContext';
import type { HostApi, PanelSites, PanelStart } from './protocol';
import type { PagesFetched } from './resultsProtocol';
import type { Store } from './store';
import { TabRuns } from './tabRuns';
import type { WaitingDocument } from './useDocuments';
import type { Page } from './vscodeApi';
import { Workspace } from './Workspace';

export interface AppProps {
  readonly host: Remote<HostApi>;
  readonly page: Page;
  readonly start: PanelStart;
  /** Follows the host. */
  readonly sites: Store<PanelSites>;
  readonly documents: Store<readonly WaitingDocument[]>;
  readonly pagesFetched: Event<PagesFetched>;
}

export function App(props: AppProps): ReactNode {
  const { host, page, start, sites: store, documents, pagesFetched } = props;
  const sites = useSyncExternalStore(store.subscribe, store.get);
  const [failed, setFailed] = useState<string>();
  const { selected } = sites;
  const { strings, examples, storage } = start;

  useEffect(() => {
    setFailed(undefined);
    if (selected !== undefined) page.update({ site: selected });
  }, [page, selected]);

  const panel = useMemo<Panel>(() => {
    const tell = (error: unknown): void =>
      setFailed(error instanceof Error ? error.message : String(error));
    return {
      host,
      page,
      strings,
      examples,
      storage,
      documents,
      runs: new TabRuns(start.running),
      tell,
      signIn: () => {
        const { selected: site } = store.get();
        setFailed(undefined);
        host.signIn(site === undefined ? {} : { site }).catch(tell);
      },
      selectSite: (site) => {
        setFailed(undefined);
        host.selectSite({ site }).catch(tell);
      },
    };
  }, [host, page, strings, examples, storage, documents, start, store]);

  useEffect(() => {
    const following = pagesFetched((pages) => panel.runs.fetching(pages));
    return () => following.dispose();
  }, [pagesFetched, panel]);

  return (
    <PanelContext value={panel}>
      <div className="vizport-page">
        {failed !== undefined && <Notice level="error" message={failed} />}
        {sites.choices.length === 0 ? <Welcome panel={panel} /> : <Workspace sites={sites} />}
      </div>
    </PanelContext>
  );
}

function Welcome({ panel: { strings, signIn } }: { readonly panel: Panel }): ReactNode {
  return (
    <main className="vizport-welcome">
      <h1>{strings.noSiteTitle}</h1>
      <p>{strings.noSite}</p>
      <button type="button" className="vizport-button vizport-primary" onClick={signIn}>
        {strings.signIn}
      </button>
    </main>
  );
}
