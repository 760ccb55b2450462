/** The result, what is to be said about it, and what can be taken from it. */
import {
  CopyIcon,
  pick,
  ResponseEditor,
  Spinner,
  useGraphiQL,
  useGraphiQLActions,
} from '@graphiql/react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import type { AskedQuery } from '../query/selections';
import { CopyLuids } from './CopyLuids';
import { Notice, Sign, type NoticeAction } from './Notice';
import { fill, usePanel } from './panelContext';
import type { PanelStrings } from './protocol';
import { LargeBar } from './results/LargeBar';
import { PagesBar } from './results/PagesBar';
import { TablePane, type TableHandle } from './results/TablePane';
import { useResponseText } from './results/useResponseText';
import { useTable, type TableState } from './results/useTable';
import { ViewSwitch, type ResultView } from './results/ViewSwitch';
import { runKeys } from './RunButton';
import { asksForAll } from './selectAll';
import type { TabRun } from './tabRuns';

const viewKey = 'vizportResultView';

export function ResultPane(props: {
  readonly run: TabRun | undefined;
  readonly siteName: string;
}): ReactNode {
  const { strings } = usePanel();
  const { tabs, activeTabIndex, storage, responseEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'storage', 'responseEditor'),
  );
  const tab = tabs[activeTabIndex]?.id ?? '';
  const { run } = props;
  const [view, setView] = useState<ResultView>(() =>
    storage.get(viewKey) === 'table' ? 'table' : 'json',
  );
  const choose = (next: ResultView): void => {
    storage.set(viewKey, next);
    setView(next);
  };
  const outcome = run?.status === 'ended' ? run.outcome : undefined;
  const shown = outcome !== undefined && outcome.failure === undefined;
  const [table, chooseList] = useTable(tab, run, view === 'table');
  useResponseText(tab, run);
  const asTable = shown && view === 'table';
  const rows = useRef<TableHandle>(null);
  const keepKey = (event: KeyboardEvent): void => {
    if (!asksForAll(event) || !shown) return;
    event.preventDefault();
    if (asTable) {
      rows.current?.selectAll();
      return;
    }
    responseEditor?.focus();
    responseEditor?.trigger('vizport', 'editor.action.selectAll', undefined);
  };
  return (
    <section className="graphiql-response" aria-label={strings.results} onKeyDown={keepKey}>
      <ResultBar tab={tab} run={run} siteName={props.siteName} view={view} onView={choose} />
      {shown && outcome.notes.length > 0 && (
        <ul className="vizport-notes" aria-label={strings.partial}>
          {outcome.notes.map(({ level, message }) => (
            <li key={message} className={`vizport-note-${level}`}>
              <Sign level={level} />
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
      <PagesBar tab={tab} run={run} />
      {shown && outcome.large !== undefined && !asTable && (
        <LargeBar tab={tab} large={outcome.large} />
      )}
      <div className="vizport-result">
        {/* GraphiQL needs its editor to be there at all times; what is said instead lies above it. */}
        <div className="vizport-json" hidden={asTable || !shown}>
          <ResponseEditor aria-label={strings.result} aria-live="off" />
        </div>
        {!shown && (
          <div className="vizport-instead">
            <Instead run={run} />
          </div>
        )}
        {asTable && (
          <Table
            key={tab}
            tab={tab}
            table={table}
            asked={outcome}
            handle={rows}
            onList={chooseList}
          />
        )}
      </div>
    </section>
  );
}

function Table(props: {
  readonly tab: string;
  readonly table: TableState;
  readonly asked: AskedQuery;
  readonly handle: Ref<TableHandle>;
  onList(list: string): void;
}): ReactNode {
  const { strings } = usePanel();
  const { table } = props;
  switch (table.status) {
    case 'ready':
      return (
        <TablePane
          key={`${table.info.key} ${table.info.list}`}
          tab={props.tab}
          info={table.info}
          asked={props.asked}
          handle={props.handle}
          onList={props.onList}
        />
      );
    case 'failed':
      return <Notice level="error" message={table.message} />;
    case 'loading':
      return <p className="vizport-quiet vizport-empty">{strings.tableLoading}</p>;
    case 'none':
      return <p className="vizport-quiet vizport-empty">{strings.noRows}</p>;
    default:
      return table satisfies never;
  }
}

function ResultBar(props: {
  readonly tab: string;
  readonly run: TabRun | undefined;
  readonly siteName: string;
  readonly view: ResultView;
  onView(view: ResultView): void;
}): ReactNode {
  const { host, strings } = usePanel();
  const { run } = props;
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const [copied, setCopied] = useState<string>();
  useEffect(() => setCopied(undefined), [run]);
  const copy = (): void => {
    host.copy({ text: responseEditor?.getValue() ?? '' }).then(
      () => setCopied(strings.copied),
      (error: unknown) => setCopied(error instanceof Error ? error.message : String(error)),
    );
  };
  const ended = run?.status === 'ended' && run.outcome.failure === undefined ? run : undefined;
  return (
    <div className="vizport-result-bar">
      <span className="vizport-summary" role="status">
        {copied ?? summary(run, props.siteName, strings)}
      </span>
      {ended !== undefined && (
        <CopyLuids tab={props.tab} count={ended.outcome.luidCount ?? 0} tell={setCopied} />
      )}
      {ended !== undefined && <ViewSwitch view={props.view} onView={props.onView} />}
      {ended !== undefined && props.view === 'json' && ended.outcome.large === undefined && (
        <button
          type="button"
          className="vizport-icon-button"
          aria-label={strings.copyResult}
          title={strings.copyResult}
          onClick={copy}
        >
          <CopyIcon aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

function summary(run: TabRun | undefined, siteName: string, strings: PanelStrings): string {
  if (run?.status === 'running') return fill(strings.running, siteName);
  if (run?.status !== 'ended' || run.outcome.failure !== undefined) return strings.result;
  const { milliseconds } = run.outcome;
  const time =
    milliseconds < 1000
      ? fill(strings.milliseconds, milliseconds)
      : fill(strings.seconds, (milliseconds / 1000).toFixed(1));
  return fill(strings.summary, run.outcome.siteName, time);
}

function Instead({ run }: { readonly run: TabRun | undefined }): ReactNode {
  const { signIn: onSignIn, strings } = usePanel();
  const actions = useGraphiQLActions();
  switch (run?.status) {
    case undefined:
      return <p className="vizport-quiet">{fill(strings.nothingRun, runKeys)}</p>;
    case 'running':
      return <Spinner />;
    case 'cancelled':
      return (
        <p className="vizport-quiet" role="status">
          {strings.cancelled}
        </p>
      );
    case 'notSent':
      return <Notice level="error" message={run.message} />;
    case 'ended': {
      const { failure } = run.outcome;
      if (failure === undefined) return null;
      const signIn: NoticeAction = { label: strings.signIn, run: onSignIn };
      const retry: NoticeAction = { label: strings.retry, run: () => actions.run() };
      const offered = { signIn: [signIn, retry], retry: [retry], none: [] }[failure.remedy];
      return (
        <Notice level="error" message={failure.message} code={failure.code} actions={offered} />
      );
    }
    default:
      return run satisfies never;
  }
}
