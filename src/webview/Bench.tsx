/** Everything inside GraphiQL's provider: bar, notices, tabs, editors and result. */
import { pick, useGraphiQL } from '@graphiql/react';
import { useState, type ReactNode } from 'react';
import type { Asked } from './hostFetcher';
import { Notice } from './Notice';
import { fill, usePanel } from './panelContext';
import type { PanelSites, SiteChoice } from './protocol';
import { QueryPane } from './QueryPane';
import { ResultMenu } from './ResultMenu';
import { ResultPane } from './ResultPane';
import { Split } from './Split';
import { TabStrip } from './TabStrip';
import { TopBar } from './TopBar';
import { useDocuments } from './useDocuments';
import { useMonacoInVsCode } from './useMonacoInVsCode';
import { useSampleNumbers } from './useSampleNumbers';
import { useTabRun } from './useTabRun';
import type { SchemaState } from './useSchema';

export function Bench(props: {
  readonly sites: PanelSites;
  readonly site: SiteChoice | undefined;
  readonly schema: SchemaState;
  readonly loadSchema: () => void;
  readonly asked: { current: Asked };
}): ReactNode {
  const { strings, signIn } = usePanel();
  const { sites, site, schema, loadSchema } = props;
  const { visiblePlugin } = useGraphiQL(pick('visiblePlugin'));
  const run = useTabRun(props.asked);
  const samples = useSampleNumbers(schema.status === 'ready' ? site?.key : undefined);
  const [said, setSaid] = useState('');
  useDocuments();
  useMonacoInVsCode();
  const PluginContent = visiblePlugin?.content;
  const trouble = site?.trouble;
  return (
    <div className="graphiql-container">
      <span className="vizport-said" role="status">
        {said}
      </span>
      <ResultMenu run={run} say={setSaid} />
      <TopBar sites={sites} samples={samples} schemaLoading={schema.status === 'loading'} />
      {trouble !== undefined && (
        <Notice
          level="warning"
          message={trouble.message}
          actions={[
            trouble.remedy === 'signIn'
              ? { label: strings.signIn, run: signIn }
              : { label: strings.retry, run: loadSchema },
          ]}
        />
      )}
      {trouble === undefined && schema.failure !== undefined && (
        <Notice
          level="warning"
          message={fill(
            schema.status === 'basic' ? strings.schemaBasic : strings.schemaFailed,
            schema.failure.message,
          )}
          actions={[
            schema.failure.remedy === 'signIn'
              ? { label: strings.signIn, run: signIn }
              : { label: strings.retry, run: loadSchema },
          ]}
        />
      )}
      <div className="graphiql-main">
        {PluginContent !== undefined && (
          <aside className="graphiql-plugin">
            <PluginContent />
          </aside>
        )}
        <div className="graphiql-sessions">
          <TabStrip />
          <div id="graphiql-session" role="tabpanel">
            <Split
              label={strings.resize}
              first={<QueryPane />}
              second={<ResultPane run={run} siteName={site?.name ?? ''} />}
            />
          </div>
        </div>
      </div>
    </div>
  );
}
