/** GraphiQL's tabs in one row, with the actions on the query at its end, as VS Code's editors have them. */
import {
  CloseIcon,
  PlusIcon,
  PrettifyIcon,
  Tab,
  Tabs,
  pick,
  useGraphiQL,
  useGraphiQLActions,
} from '@graphiql/react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { fill, usePanel } from './panelContext';
import { FileButtons } from './FileButtons';
import { RunButton } from './RunButton';

export function TabStrip(): ReactNode {
  const { strings } = usePanel();
  const { addTab, changeTab, closeTab, moveTab, prettifyEditors } = useGraphiQLActions();
  const { tabs, activeTabIndex } = useGraphiQL(pick('tabs', 'activeTabIndex'));
  const strip = useRef<HTMLUListElement>(null);
  /** The focus goes with the tab for who walks them by the keyboard. */
  const walked = useRef(false);
  useEffect(() => {
    const tab = strip.current?.children[activeTabIndex];
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (walked.current && tab instanceof HTMLElement) tab.focus();
    walked.current = false;
  }, [activeTabIndex, tabs]);
  const press = (event: KeyboardEvent, index: number): void => {
    const next = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: tabs.length - 1 }[
      event.key
    ];
    const wanted = next === undefined ? index : (next + tabs.length) % tabs.length;
    const closes = event.key === 'Delete' && tabs.length > 1;
    if (next === undefined && !closes && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    // Where no other tab comes, the next change is one of the text: who types it keeps the focus.
    walked.current = closes || wanted !== index;
    if (closes) closeTab(index);
    else if (wanted !== index) changeTab(wanted);
  };
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
            <Tab
              key={tab.id}
              value={tab}
              isActive={index === activeTabIndex}
              id={`graphiql-session-tab-${index}`}
              aria-controls="graphiql-session"
              aria-keyshortcuts="Delete"
              tabIndex={index === activeTabIndex ? 0 : -1}
              title={title}
              onClick={() => changeTab(index)}
              onKeyDown={(event: KeyboardEvent) => press(event, index)}
            >
              <span className="graphiql-tab-button">{title}</span>
              {tabs.length > 1 && (
                // By the keyboard Delete does it: a button inside of a tab could not be read aloud.
                <span
                  className="graphiql-tab-close"
                  aria-hidden="true"
                  title={fill(strings.closeTab, title)}
                  onClick={(event) => {
                    event.stopPropagation();
                    closeTab(index);
                  }}
                >
                  <CloseIcon />
                </span>
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
