/** The result, what is to be said about it, and what can be taken from it. */
import {
  CopyIcon,
  ResponseEditor,
  Spinner,
  useGraphiQL,
  useGraphiQLActions,
} from '@graphiql/react';
import { useEffect, useState, type ReactNode } from 'react';
import { Notice, Sign, type NoticeAction } from './Notice';
import { fill, usePanel } from './panelContext';
import type { PanelStrings } from './protocol';
import { runKeys } from './RunButton';
import type { TabRun } from './tabRuns';

export function ResultPane(props: {
  readonly run: TabRun | undefined;
  readonly siteName: string;
}): ReactNode {
  const { strings } = usePanel();
  const { run } = props;
  const shown = run?.status === 'ended' && run.outcome.failure === undefined;
  const notes = run?.status === 'ended' ? run.outcome.notes : [];
  return (
    <div className="graphiql-response">
      <ResultBar run={run} siteName={props.siteName} />
      {notes.length > 0 && (
        <ul className="vizport-notes" aria-label={strings.partial}>
          {notes.map(({ level, message }) => (
            <li key={message} className={`vizport-note-${level}`}>
              <Sign level={level} />
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="vizport-result">
        {/* GraphiQL needs its editor to be there at all times; what is said instead lies above it. */}
        <ResponseEditor aria-label={strings.result} aria-live="off" />
        {!shown && (
          <div className="vizport-instead">
            <Instead run={run} />
          </div>
        )}
      </div>
    </div>
  );
}

function ResultBar(props: {
  readonly run: TabRun | undefined;
  readonly siteName: string;
}): ReactNode {
  const { host, strings } = usePanel();
  const { run } = props;
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const [copied, setCopied] = useState<string>();
  useEffect(() => setCopied(undefined), [run]);
  const copy = (text: string, done: string): void => {
    host.copy({ text }).then(
      () => setCopied(done),
      (error: unknown) => setCopied(error instanceof Error ? error.message : String(error)),
    );
  };
  const ended = run?.status === 'ended' && run.outcome.failure === undefined ? run : undefined;
  const luids = ended?.luids ?? [];
  return (
    <div className="vizport-result-bar">
      <span className="vizport-summary" role="status">
        {copied ?? summary(run, props.siteName, strings)}
      </span>
      {ended !== undefined && luids.length === 0 && (
        <span className="vizport-quiet">{strings.noLuids}</span>
      )}
      {luids.length > 0 && (
        <button
          type="button"
          className="vizport-button"
          onClick={() =>
            copy(
              luids.join('\n'),
              luids.length === 1 ? strings.oneLuidCopied : fill(strings.luidsCopied, luids.length),
            )
          }
        >
          {luids.length === 1 ? strings.copyOneLuid : fill(strings.copyLuids, luids.length)}
        </button>
      )}
      {ended !== undefined && (
        <button
          type="button"
          className="vizport-icon-button"
          aria-label={strings.copyResult}
          title={strings.copyResult}
          onClick={() => copy(responseEditor?.getValue() ?? '', strings.copied)}
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
      return <p className="vizport-quiet">{strings.cancelled}</p>;
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
