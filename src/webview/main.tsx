/** The page of the metadata panel: joins the host, asks it for the words and the sites, and shows GraphiQL. */
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import './panel.css';
import './questions/questions.css';
import './results/results.css';
import { createRoot, type Root } from 'react-dom/client';
import { Emitter } from '../base/emitter';
import { connect, type Remote } from '../base/rpc';
import { App } from './App';
import { Boundary } from './Boundary';
import { Notice } from './Notice';
import type { FirstDocument, HostApi, PanelApi, PanelSites } from './protocol';
import type { PagesFetched } from './resultsProtocol';
import { keepPageUnmarked } from './selectAll';
import { createStore } from './store';
import type { WaitingDocument } from './useDocuments';
import { attachToVsCode } from './vscodeApi';
import { provideWorkers } from './workers';

const script = document.currentScript;
if (script instanceof HTMLScriptElement) provideWorkers(script.src);

keepPageUnmarked();
const page = attachToVsCode();
const sites = createStore<PanelSites>({ choices: [] });
const pagesFetched = new Emitter<PagesFetched>();
const documents = createStore<readonly WaitingDocument[]>([]);
const { remote: host } = connect<HostApi, PanelApi>(page.port, {
  // From our own host: it is the page that is not to be believed, not the other way round.
  sitesChanged: async (input) => sites.set(input as PanelSites),
  openDocument: async (input) =>
    documents.set([...documents.get(), { document: input as FirstDocument, placed: false }]),
  pagesFetched: async (input) => pagesFetched.fire(input as PagesFetched),
});

const report = (error: unknown): void => {
  const message = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  host.report({ message }).catch(() => {
    // The host is gone, and with it the log.
  });
};
window.addEventListener('error', (event) => report(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => {
  const { reason } = event as { readonly reason: unknown };
  // Monaco rejects with these whenever it no longer wants something.
  if (reason instanceof Error && reason.name === 'Canceled') return;
  report(reason);
});

const root = document.getElementById('root');
if (root !== null) void open(createRoot(root), host);

async function open(into: Root, from: Remote<HostApi>): Promise<void> {
  try {
    const start = await from.start();
    sites.set(start.sites);
    documents.set(start.documents.map((document) => ({ document, placed: false })));
    into.render(
      <Boundary words={start.strings} onError={report}>
        <App
          host={from}
          page={page}
          start={start}
          sites={sites}
          documents={documents}
          pagesFetched={pagesFetched.event}
        />
      </Boundary>,
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    into.render(
      <Notice
        level="error"
        message={message}
        actions={[{ label: 'Retry', run: () => void open(into, from) }]}
      />,
    );
  }
}
