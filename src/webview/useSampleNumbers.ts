/** Numbers of real items for the lookups' variables, filled in where the user has written none. */
import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { exampleVariables } from './firstDocuments';
import { usePanel } from './panelContext';
import type { SampleNumbers, SiteKey } from './protocol';

/** Nothing is asked before there is a site that answers. */
export function useSampleNumbers(site: SiteKey | undefined): SampleNumbers {
  const { host, examples } = usePanel();
  const [numbers, setNumbers] = useState<SampleNumbers>({});
  const { queryEditor, variableEditor, activeTabIndex } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'activeTabIndex'),
  );

  useEffect(() => {
    setNumbers({});
    if (site === undefined) return undefined;
    const abort = new AbortController();
    host.sampleNumbers(undefined, abort.signal).then(
      (found) => setNumbers(found),
      () => {
        // Only a convenience: without it the user writes the number, and a run tells what is wrong.
      },
    );
    return () => abort.abort();
  }, [host, site]);

  useEffect(() => {
    const example = examples.find(({ query }) => query === queryEditor?.getValue());
    const number = example?.number && numbers[example.number];
    if (number !== undefined && variableEditor?.getValue() === exampleVariables(''))
      variableEditor.setValue(exampleVariables(number));
  }, [examples, numbers, queryEditor, variableEditor, activeTabIndex]);
  return numbers;
}
