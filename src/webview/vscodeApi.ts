/** VS Code's side of the page: the port to the host, and what is remembered when the page is thrown away. */
import type { Port } from '../base/rpc';
import type { SiteKey } from './protocol';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Survives hiding the panel and reloading the window. The host reads `site` when it brings a panel back. */
export interface PageState {
  readonly version: 1;
  readonly site?: SiteKey;
  /** GraphiQL's storage: tabs, history, sizes. */
  readonly storage: Readonly<Record<string, string>>;
}

export interface Page {
  readonly port: Port;
  readonly state: PageState;
  /** Cheap: many small changes become one write. */
  update(change: Partial<Omit<PageState, 'version'>>): void;
}

/** To be called once: VS Code hands its API out a single time. */
export function attachToVsCode(): Page {
  const api = acquireVsCodeApi();
  let state = decodeState(api.getState());
  return {
    port: {
      post: (message) => api.postMessage(message),
      onMessage: (listener) => {
        const onMessage = (event: MessageEvent<unknown>): void => listener(event.data);
        window.addEventListener('message', onMessage);
        return { dispose: () => window.removeEventListener('message', onMessage) };
      },
    },
    get state() {
      return state;
    },
    update: (change) => {
      state = { ...state, ...change };
      api.setState(state);
    },
  };
}

function decodeState(kept: unknown): PageState {
  const { version, site, storage } = (kept ?? {}) as Partial<PageState>;
  if (version !== 1 || typeof storage !== 'object') return { version: 1, storage: {} };
  const texts = Object.entries(storage).filter(([, value]) => typeof value === 'string');
  return {
    version,
    ...(typeof site === 'string' ? { site } : {}),
    storage: Object.fromEntries(texts),
  };
}
