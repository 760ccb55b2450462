/** GraphiQL's tabs in one row, with the actions on the query at its end, as VS Code's editors have them. */
import {
  PlusIcon,
  PrettifyIcon,
  Tab,
  Tabs,
  pick,
  useGraphiQL,
  useGraphiQLActions,
} from '@graphiql/react';
import { useEffect, useRef, type ReactNode } from 'react';
import { fill, usePanel } from './panelContext';
import { FileButtons } from './FileButtons';
import { RunButton } from './RunButton';

export function TabStrip(): ReactNode {
  const { strings } = usePanel();
  const { addTab, changeTab, closeTab, moveTab, prettifyEditors } = useGraphiQLActions();
  const { tabs, activeTabIndex } = useGraphiQL(pick('tabs', 'activeTabIndex'));
  const strip = useRef<HTMLUListElement>(null);
  useEffect(() => {
    strip.current?.children[activeTabIndex]?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
    });
  }, [activeTabIndex, tabs]);
  return (
    <div className="graphiql-session-header">
      <Tabs
        ref={strip}
        values={tabs}
        onReorder={moveTab}
        aria-label={strings.tabs}
        className="no-scrollbar"
      >
        {tabs.map((tab, index) => {
          const title = tab.title === '<untitled>' ? strings.untitled : tab.title;
          return (
            <Tab key={tab.id} value={tab} isActive={index === activeTabIndex}>
              <Tab.Button
                aria-controls="graphiql-session"
                id={`graphiql-session-tab-${index}`}
                title={title}
                onClick={() => changeTab(index)}
              >
                {title}
              </Tab.Button>
              {tabs.length > 1 && (
                <Tab.Close
                  aria-label={fill(strings.closeTab, title)}
                  onClick={() => closeTab(index)}
                />
              )}
            </Tab>
          );
        })}
      </Tabs>
      <button
        type="button"
        className="vizport-icon-button"
        onClick={addTab}
        aria-label={strings.newTab}
        title={strings.newTab}
      >
        <PlusIcon aria-hidden="true" />
      </button>
      <span className="vizport-space" />
      <button
        type="button"
        className="vizport-icon-button"
        onClick={() => void prettifyEditors()}
        aria-label={strings.prettify}
        title={strings.prettify}
      >
        <PrettifyIcon aria-hidden="true" />
      </button>
      <FileButtons />
      <RunButton />
    </div>
  );
}
