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
      <span className="vizport-quiet vizport-table-status" role="status">
        {props.status}
      </span>
      <ColumnsMenu {...props} />
      <Menu label={strings.copyRows} title={strings.copyRowsHint}>
        <DropdownMenu.Item onSelect={() => props.onCopy('tsv')}>{strings.asTsv}</DropdownMenu.Item>
        <DropdownMenu.Item onSelect={() => props.onCopy('markdown')}>
          {strings.asMarkdown}
        </DropdownMenu.Item>
        <DropdownMenu.Item onSelect={() => props.onCopy('json')}>
          {strings.asJson}
        </DropdownMenu.Item>
      </Menu>
      <Menu label={strings.exportRows}>
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
    <Menu label={strings.columns}>
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

function Menu(props: {
  readonly label: string;
  readonly title?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <DropdownMenu>
      <DropdownMenu.Button className="vizport-button vizport-flat" title={props.title}>
        {props.label} <span aria-hidden="true">▾</span>
      </DropdownMenu.Button>
      <DropdownMenu.Content className="vizport-menu">{props.children}</DropdownMenu.Content>
    </DropdownMenu>
  );
}
