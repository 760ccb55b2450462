/** What can be done with a table: which rows and columns, which of them, and what is taken out. */
import { DropdownMenu } from '@graphiql/react';
import { useEffect, useState, type ReactNode } from 'react';
import { usePanel } from '../panelContext';
import type { CopyFormat, ExportFormat, TableInfo } from '../resultsProtocol';

/** A view is made for the words that somebody has written, not for each letter. */
const pauseMs = 200;

export function TableTools(props: {
  readonly info: TableInfo;
  readonly hidden: readonly string[];
  readonly filter: string;
  readonly status: string;
  onList(list: string): void;
  onHide(hidden: readonly string[]): void;
  onFilter(filter: string): void;
  onCopy(format: CopyFormat): void;
  onExport(format: ExportFormat): void;
}): ReactNode {
  const { strings } = usePanel();
  const { info } = props;
  return (
    <div className="vizport-table-tools">
      {info.lists.length > 1 && (
        <select
          className="vizport-select"
          aria-label={strings.rowsOf}
          title={strings.rowsOf}
          value={info.list}
          onChange={(event) => props.onList(event.target.value)}
        >
          {info.lists.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      )}
      <FilterBox filter={props.filter} onFilter={props.onFilter} />
      <span className="vizport-quiet vizport-table-status" role="status" title={props.status}>
        {props.status}
      </span>
      <ColumnsMenu {...props} />
      <Menu label={strings.copyRows} icon={icons.copy} title={strings.copyRowsHint}>
        <DropdownMenu.Item onSelect={() => props.onCopy('tsv')}>{strings.asTsv}</DropdownMenu.Item>
        <DropdownMenu.Item onSelect={() => props.onCopy('markdown')}>
          {strings.asMarkdown}
        </DropdownMenu.Item>
        <DropdownMenu.Item onSelect={() => props.onCopy('json')}>
          {strings.asJson}
        </DropdownMenu.Item>
      </Menu>
      <Menu label={strings.exportRows} icon={icons.export}>
        <DropdownMenu.Item onSelect={() => props.onExport('csv')}>
          {strings.exportCsv}
        </DropdownMenu.Item>
        <DropdownMenu.Item onSelect={() => props.onExport('json')}>
          {strings.exportJson}
        </DropdownMenu.Item>
        <DropdownMenu.Item onSelect={() => props.onExport('ndjson')}>
          {strings.exportNdjson}
        </DropdownMenu.Item>
      </Menu>
    </div>
  );
}

function FilterBox(props: { readonly filter: string; onFilter(filter: string): void }): ReactNode {
  const { strings } = usePanel();
  const { filter, onFilter } = props;
  const [words, setWords] = useState(filter);
  useEffect(() => {
    if (words === filter) return undefined;
    const timer = setTimeout(() => onFilter(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words, filter, onFilter]);
  return (
    <input
      type="search"
      className="vizport-input"
      placeholder={strings.filterRows}
      aria-label={strings.filterRows}
      value={words}
      onChange={(event) => setWords(event.target.value)}
    />
  );
}

function ColumnsMenu(props: {
  readonly info: TableInfo;
  readonly hidden: readonly string[];
  onHide(hidden: readonly string[]): void;
}): ReactNode {
  const { strings } = usePanel();
  const { info, hidden, onHide } = props;
  const toggle = (name: string): void =>
    onHide(hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name]);
  return (
    <Menu label={strings.columns} icon={icons.columns}>
      <Choice
        checked={hidden.length === 0}
        label={strings.allColumns}
        onToggle={() => onHide([])}
      />
      {info.columns.map(({ name }) => (
        <Choice
          key={name}
          checked={!hidden.includes(name)}
          label={name}
          onToggle={() => toggle(name)}
        />
      ))}
    </Menu>
  );
}

/** Stays open, so that several can be chosen. */
function Choice(props: {
  readonly checked: boolean;
  readonly label: string;
  onToggle(): void;
}): ReactNode {
  return (
    <DropdownMenu.Item
      role="menuitemcheckbox"
      aria-checked={props.checked}
      onSelect={(event: Event) => {
        event.preventDefault();
        props.onToggle();
      }}
    >
      <span className="vizport-check" aria-hidden="true">
        {props.checked ? '✓' : ''}
      </span>
      {props.label}
    </DropdownMenu.Item>
  );
}

/** Stand for the words where there is no room for these. */
const icons = {
  columns: 'M2 2h12v12H2V2Zm1 1v10h3V3H3Zm4 0v10h2V3H7Zm3 0v10h3V3h-3Z',
  copy: 'M5 1h9v10h-3v3H2V4h3V1Zm1 3h5v6h2V2H6v2ZM3 5v8h7V5H3Z',
  export: 'M7.5 1h1v7.3l2.1-2.1.7.7L8 10.2 4.7 6.9l.7-.7 2.1 2.1V1ZM2 10h1v4h10v-4h1v5H2v-5Z',
} as const;

function Menu(props: {
  readonly label: string;
  readonly icon: string;
  readonly title?: string;
  readonly children: ReactNode;
}): ReactNode {
  const { label } = props;
  return (
    <DropdownMenu>
      <DropdownMenu.Button
        className="vizport-button vizport-flat"
        aria-label={label}
        title={props.title ?? label}
      >
        <svg className="vizport-tool-icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d={props.icon} />
        </svg>
        <span className="vizport-tool-words">{label}</span>
        <span aria-hidden="true">▾</span>
      </DropdownMenu.Button>
      <DropdownMenu.Content className="vizport-menu">{props.children}</DropdownMenu.Content>
    </DropdownMenu>
  );
}
