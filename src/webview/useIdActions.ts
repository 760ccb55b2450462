/** Does what somebody chose for an id of a result: copies it, or hands its item to one of our commands. */
import { useMemo } from 'react';
import type { AnswerId } from '../query/answerIds';
import type { MenuEntry } from './ActionMenu';
import { copiedText, idActions, type OfferedAction } from './idActions';
import { usePanel } from './panelContext';

export interface IdActions {
  /** Those that fit the id. */
  offered(id: AnswerId): readonly OfferedAction[];
  entries(id: AnswerId): readonly MenuEntry[];
  act(action: OfferedAction, id: AnswerId): void;
}

/** `say`: for what happened and cannot be seen. */
export function useIdActions(
  say: (words: string) => void,
  failed: (error: unknown) => void,
): IdActions {
  const { host, strings } = usePanel();
  return useMemo(() => {
    const all = idActions(strings);
    const offered = (id: AnswerId) => all.filter(({ fits }) => fits(id));
    const act = ({ action }: OfferedAction, id: AnswerId): void => {
      if (action.do === 'copy') {
        const done = id.kind === 'luid' ? strings.oneLuidCopied : strings.valueCopied;
        host.copy({ text: copiedText(id, action.form), said: done }).then(() => say(done), failed);
      } else if (id.kind === 'luid' && id.item !== undefined)
        host.actOnItem({ action: action.do, kind: id.item, luid: id.value }).catch(failed);
    };
    const entries = (id: AnswerId) =>
      offered(id).map((one) => ({
        label: one.label,
        group: one.action.do === 'copy' ? 'copy' : 'item',
        run: () => act(one, id),
      }));
    return { offered, entries, act };
  }, [host, strings, say, failed]);
}
