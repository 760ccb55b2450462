/** What every part of the page needs: the host, the words, the memory, and the queries' outcomes. */
import { createContext, useContext } from 'react';
import type { Remote } from '../base/rpc';
import type { Example, HostApi, PanelStart, PanelStrings, SiteKey } from './protocol';
import type { Store } from './store';
import type { TabRuns } from './tabRuns';
import type { WaitingDocument } from './useDocuments';
import type { Page } from './vscodeApi';

export interface Panel {
  readonly host: Remote<HostApi>;
  readonly page: Page;
  readonly strings: PanelStrings;
  readonly examples: readonly Example[];
  readonly storage: PanelStart['storage'];
  readonly runs: TabRuns;
  /** Queries from the host that are to be opened. */
  readonly documents: Store<readonly WaitingDocument[]>;
  /** Shows what went wrong, above everything. */
  tell(error: unknown): void;
  /** Signs in to the panel's site, or to a first one. */
  signIn(): void;
  selectSite(site: SiteKey): void;
}

export const PanelContext = createContext<Panel | undefined>(undefined);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (panel === undefined) throw new Error('This stands outside of the panel');
  return panel;
}

/** Puts values into `{0}`, `{1}`, … of a string of ours. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/gu, (place, index: string) =>
    String(values[Number(index)] ?? place),
  );
}
