/** How much of the answer is here where Tableau gives it in pages, and the rest on demand. */
import type { ReactNode } from 'react';
import { counted } from '../counted';
import { Notice } from '../Notice';
import { fill, usePanel } from '../panelContext';
import type { TabRun } from '../tabRuns';

export function PagesBar(props: {
  readonly tab: string;
  readonly run: TabRun | undefined;
}): ReactNode {
  const { host, runs, strings } = usePanel();
  const { tab, run } = props;
  if (run?.status === 'running') {
    const { pages } = run;
    if (pages === undefined) return null;
    const size = counted(pages.pageSize);
    const message =
      pages.waitSeconds !== undefined
        ? fill(strings.pagesWaiting, pages.waitSeconds)
        : pages.total === undefined
          ? fill(strings.pagesProgressOpen, counted(pages.fetched), size)
          : fill(strings.pagesProgress, counted(pages.fetched), counted(pages.total), size);
    const stop = (): void => {
      host.stopPages({ tab }).catch(() => {
        // The host is gone, and with it what was to be stopped.
      });
    };
    return (
      <>
        {pages.total !== undefined && (
          <progress className="vizport-progress" max={pages.total} value={pages.fetched} />
        )}
        <Notice
          level="information"
          message={message}
          actions={[{ label: strings.stop, run: stop }]}
        />
      </>
    );
  }
  const pages = run?.status === 'ended' ? run.outcome.pages : undefined;
  if (pages === undefined || pages.state === 'complete') return null;
  const go = (): void => {
    const turn = runs.begin(tab, { tab, ...pages, pageSize: Math.max(1, pages.fetched) });
    host.fetchPages({ tab }).then(
      (outcome) => turn.settle({ status: 'ended', outcome }),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        turn.settle({ status: 'notSent', message });
      },
    );
  };
  const fetched = counted(pages.fetched);
  const total = pages.total === undefined ? undefined : counted(pages.total);
  if (pages.state === 'offered')
    return (
      <Notice
        level="information"
        message={
          total === undefined
            ? pages.fetched === 1
              ? strings.pagesOfferedOne
              : fill(strings.pagesOfferedOpen, fetched)
            : fill(strings.pagesOffered, fetched, total)
        }
        actions={[{ label: strings.fetchAll, run: go }]}
      />
    );
  const { failure } = pages;
  const message =
    failure === undefined
      ? total === undefined
        ? fill(strings.pagesStoppedOpen, fetched)
        : fill(strings.pagesStopped, fetched, total)
      : total === undefined
        ? fill(strings.pagesFailedOpen, fetched, failure.message)
        : fill(strings.pagesFailed, fetched, total, failure.message);
  return (
    <Notice
      level="warning"
      message={message}
      code={failure?.code}
      actions={[{ label: strings.goOn, run: go }]}
    />
  );
}
