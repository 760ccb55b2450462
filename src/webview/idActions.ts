/** What can be done with an id of a result: for its hover, its menu and the keyboard. */
import { inForm, type CopyForm } from '../query/copyForms';
import type { AnswerId } from '../query/answerIds';
import type { ItemAction, PanelStrings } from './protocol';

export type IdAction =
  { readonly do: 'copy'; readonly form: CopyForm } | { readonly do: ItemAction };

export interface OfferedAction {
  readonly id: string;
  readonly label: string;
  readonly action: IdAction;
  fits(id: AnswerId): boolean;
}

/** In the order of the menu. Only a LUID is ever copied as one. */
export function idActions(strings: PanelStrings): readonly OfferedAction[] {
  const isLuid = ({ kind }: AnswerId): boolean => kind === 'luid';
  const isItem = ({ kind, item }: AnswerId): boolean => kind === 'luid' && item !== undefined;
  const hasExtract = (id: AnswerId): boolean =>
    isItem(id) && (id.item === 'workbook' || id.item === 'datasource');
  const copyAs = (form: CopyForm, label: string): OfferedAction => ({
    id: `vizport.copy.${form}`,
    label,
    action: { do: 'copy', form },
    fits: isLuid,
  });
  return [
    copyAs('lines', strings.copyOneLuid),
    copyAs('quoted', strings.copyQuoted),
    copyAs('json', strings.copyJson),
    copyAs('sql', strings.copySql),
    {
      id: 'vizport.copy.value',
      label: strings.copyValue,
      action: { do: 'copy', form: 'lines' },
      fits: (id) => !isLuid(id),
    },
    { id: 'vizport.reveal', label: strings.reveal, action: { do: 'reveal' }, fits: isItem },
    { id: 'vizport.refresh', label: strings.refresh, action: { do: 'refresh' }, fits: hasExtract },
    { id: 'vizport.open', label: strings.openInBrowser, action: { do: 'open' }, fits: isItem },
  ];
}

/** What the id is, in a sentence. */
export function idWords({ kind, item }: AnswerId, strings: PanelStrings): string {
  switch (kind) {
    case 'luid':
      return item === undefined ? strings.idLuid : strings.idLuidOf[item];
    case 'metadataId':
      return strings.idMetadata;
    case 'vizportalUrlId':
      return strings.idUrl;
    case 'vizportalId':
      return strings.idInternal;
    default:
      return kind satisfies never;
  }
}

export function copiedText(id: AnswerId, form: CopyForm): string {
  return inForm(form, [id.value]);
}
