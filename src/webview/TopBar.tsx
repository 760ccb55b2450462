/** Which site is asked, the examples, and GraphiQL's plugins (documentation, history) as toggles. */
import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { ReactNode } from 'react';
import { usePanel } from './panelContext';
import type { PanelSites, SampleNumbers } from './protocol';
import { Questions } from './questions/Questions';

export function TopBar(props: {
  readonly sites: PanelSites;
  readonly samples: SampleNumbers;
  readonly schemaLoading: boolean;
}): ReactNode {
  const { strings } = usePanel();
  return (
    <div className="vizport-bar">
      <SitePicker sites={props.sites} />
      <Questions samples={props.samples} />
      <span className="vizport-space" role="status">
        {props.schemaLoading && <span className="vizport-quiet">{strings.schemaLoading}</span>}
      </span>
      <PluginToggle plugin={DOC_EXPLORER_PLUGIN} label={strings.documentation} />
      <PluginToggle plugin={HISTORY_PLUGIN} label={strings.history} />
    </div>
  );
}

function SitePicker({ sites }: { readonly sites: PanelSites }): ReactNode {
  const { strings, selectSite } = usePanel();
  const site = sites.choices.find(({ key }) => key === sites.selected);
  const names = sites.choices.map(({ name }) => name);
  return (
    <select
      className="vizport-select"
      aria-label={strings.site}
      title={site && `${site.name}\n${site.host}\n${site.account}`}
      value={sites.selected}
      onChange={(event) => selectSite(event.target.value)}
    >
      {sites.choices.map(({ key, name, host }) => (
        <option key={key} value={key}>
          {names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${host})`}
        </option>
      ))}
    </select>
  );
}

function PluginToggle(props: {
  readonly plugin: typeof DOC_EXPLORER_PLUGIN;
  readonly label: string;
}): ReactNode {
  const { plugin, label } = props;
  const { setVisiblePlugin } = useGraphiQLActions();
  const open = useGraphiQL((state) => state.visiblePlugin === plugin);
  const Icon = plugin.icon;
  return (
    <button
      type="button"
      className="vizport-icon-button"
      aria-label={label}
      title={label}
      aria-pressed={open}
      onClick={() => setVisiblePlugin(open ? null : plugin)}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
