/** The tabs that a panel starts with: those it had, or what it was opened with, or the lookups. */
import type { TabsState } from '@graphiql/react';
import type { Storage } from '@graphiql/toolkit';
import { tabsKey } from './keptTabs';
import type { Example, FirstDocument } from './protocol';

interface Document {
  readonly query: string | null;
  readonly variables?: string | null;
}

/** What GraphiQL is started with. It is told of the active tab, or it would take a stale copy for a further tab. */
export interface FirstDocuments {
  readonly defaultTabs: { query: string | null; variables?: string | null }[];
  readonly initialQuery: string;
  readonly initialVariables: string;
}

export function firstDocuments(
  storage: Storage,
  examples: readonly Example[],
  first: FirstDocument | undefined,
): FirstDocuments {
  const fresh: readonly Document[] =
    first !== undefined
      ? [first]
      : examples
          .filter(({ opensFirst }) => opensFirst === true)
          .map((example) => ({ query: example.query, variables: exampleVariables('') }));
  const active = keptTab(storage.getItem(tabsKey)) ?? fresh[0];
  return {
    defaultTabs: [...fresh],
    initialQuery: active?.query ?? '',
    initialVariables: active?.variables ?? '',
  };
}

export function hasTabs(storage: Storage): boolean {
  return keptTab(storage.getItem(tabsKey)) !== undefined;
}

export function exampleVariables(number: string): string {
  return JSON.stringify({ number }, undefined, 2);
}

function keptTab(text: string | null): Document | undefined {
  if (text === null) return undefined;
  try {
    const { tabs, activeTabIndex } = JSON.parse(text) as Partial<TabsState>;
    return tabs?.[activeTabIndex ?? 0];
  } catch {
    // Broken memory is no memory: GraphiQL falls back to the default tabs as well.
    return undefined;
  }
}
