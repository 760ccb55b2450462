/** Says that only the head of a long answer is shown, and hands out the whole. */
import { useState, type ReactNode } from 'react';
import { Notice } from '../Notice';
import { fill, usePanel } from '../panelContext';
import type { LargeAnswer } from '../resultsProtocol';

export function LargeBar(props: { readonly tab: string; readonly large: LargeAnswer }): ReactNode {
  const { host, strings } = usePanel();
  const [failed, setFailed] = useState<string>();
  const { tab, large } = props;
  const tell = (error: unknown): void =>
    setFailed(error instanceof Error ? error.message : String(error));
  return (
    <>
      <Notice
        level="information"
        message={fill(strings.large, (large.characters / 1_000_000).toFixed(1))}
        actions={[
          { label: strings.openInEditor, run: () => void host.openResult({ tab }).catch(tell) },
          { label: strings.saveResult, run: () => void host.saveResult({ tab }).catch(tell) },
        ]}
      />
      {failed !== undefined && <Notice level="error" message={failed} />}
    </>
  );
}
