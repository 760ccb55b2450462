/** Copies every LUID of a result in the form that was chosen last; the arrow beside it has the other forms. */
import { DropdownMenu, useGraphiQL } from '@graphiql/react';
import { useState, type ReactNode } from 'react';
import { copyForms, inForm, isCopyForm, type CopyForm } from '../query/copyForms';
import { fill, usePanel } from './panelContext';

const storageKey = 'vizportCopyForm';

/** `copy`: the text, and what is said of it. */
export function CopyLuids(props: {
  readonly luids: readonly string[];
  readonly copy: (text: string, done: string) => void;
}): ReactNode {
  const { strings } = usePanel();
  const { luids } = props;
  const storage = useGraphiQL((state) => state.storage);
  const [form, setForm] = useState<CopyForm>(() => {
    const kept = storage.get(storageKey);
    return isCopyForm(kept) ? kept : 'lines';
  });
  if (luids.length === 0) return <span className="vizport-quiet">{strings.noLuids}</span>;
  const names: Readonly<Record<CopyForm, string>> = {
    lines: strings.formLines,
    commas: strings.formCommas,
    quoted: strings.formQuoted,
    json: strings.formJson,
    sql: strings.formSql,
  };
  const copyAs = (chosen: CopyForm): void => {
    const done =
      luids.length === 1 ? strings.oneLuidCopied : fill(strings.luidsCopied, luids.length);
    props.copy(inForm(chosen, luids), done);
  };
  const label = luids.length === 1 ? strings.copyOneLuid : fill(strings.copyLuids, luids.length);
  return (
    <span className="vizport-group">
      <button
        type="button"
        className="vizport-button"
        title={`${label}: ${names[form]}`}
        onClick={() => copyAs(form)}
      >
        {label}
      </button>
      <DropdownMenu>
        <DropdownMenu.Button
          className="vizport-button vizport-more"
          aria-label={strings.copyForm}
          title={strings.copyForm}
        >
          <span aria-hidden="true">▾</span>
        </DropdownMenu.Button>
        <DropdownMenu.Content>
          {copyForms.map((one) => (
            <DropdownMenu.Item
              key={one}
              className={one === form ? 'vizport-chosen' : ''}
              onSelect={() => {
                setForm(one);
                storage.set(storageKey, one);
                copyAs(one);
              }}
            >
              {names[one]}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu>
    </span>
  );
}
