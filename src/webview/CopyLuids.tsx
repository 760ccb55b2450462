/** Copies every LUID of a result in the form that was chosen last; the arrow beside it has the other forms. */
import { useGraphiQL } from '@graphiql/react';
import { useState, type ReactNode } from 'react';
import { copyForms, isCopyForm, type CopyForm } from '../query/copyForms';
import { counted } from './counted';
import { fill, usePanel } from './panelContext';
import { SplitButton } from './SplitButton';

const storageKey = 'vizportCopyForm';

/** `tell`: what was done, or why it was not. */
export function CopyLuids(props: {
  readonly tab: string;
  readonly count: number;
  readonly tell: (words: string) => void;
}): ReactNode {
  const { host, strings } = usePanel();
  const { tab, count, tell } = props;
  const storage = useGraphiQL((state) => state.storage);
  const [form, setForm] = useState<CopyForm>(() => {
    const kept = storage.get(storageKey);
    return isCopyForm(kept) ? kept : 'lines';
  });
  if (count === 0) return <span className="vizport-quiet">{strings.noLuids}</span>;
  const names: Readonly<Record<CopyForm, string>> = {
    lines: strings.formLines,
    commas: strings.formCommas,
    quoted: strings.formQuoted,
    json: strings.formJson,
    sql: strings.formSql,
  };
  const copyAs = (chosen: CopyForm): void => {
    host.copyLuids({ tab, form: chosen }).then(
      () => tell(count === 1 ? strings.oneLuidCopied : fill(strings.luidsCopied, counted(count))),
      (error: unknown) => tell(error instanceof Error ? error.message : String(error)),
    );
  };
  const label = count === 1 ? strings.copyOneLuid : fill(strings.copyLuids, counted(count));
  return (
    <SplitButton
      title={`${label}: ${names[form]}`}
      onPress={() => copyAs(form)}
      choicesLabel={strings.copyForm}
      choices={copyForms.map((one) => ({
        key: one,
        label: names[one],
        chosen: one === form,
        run: () => {
          setForm(one);
          storage.set(storageKey, one);
          copyAs(one);
        },
      }))}
    >
      {label}
    </SplitButton>
  );
}
