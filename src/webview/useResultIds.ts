/** Makes the ids of a result hoverable and actionable: by mouse, in the menu, and by the keyboard (Ctrl+. on an id). */
import { useGraphiQL, useMonaco } from '@graphiql/react';
import type * as Monaco from 'monaco-graphql/esm/monaco-editor.js';
import { useEffect, useRef } from 'react';
import type { AnswerId } from '../query/answerIds';
import type { MenuPlace } from './ActionMenu';
import { idWords, type OfferedAction } from './idActions';
import { idInText, type FoundId } from './idInText';
import { usePanel } from './panelContext';
import type { TabRun } from './tabRuns';
import type { IdActions } from './useIdActions';

const hoverCommand = 'vizport.idAction';

export interface OpenResultMenu {
  readonly id: AnswerId | undefined;
  /** What is marked in the text. */
  readonly marked: string;
  readonly at: MenuPlace;
}

export function useResultIds(
  run: TabRun | undefined,
  actions: IdActions,
  openMenu: (menu: OpenResultMenu) => void,
): void {
  const { strings } = usePanel();
  const monaco = useMonaco((state) => state.monaco);
  const editor = useGraphiQL((state) => state.responseEditor);
  const shown = useRef(run);
  shown.current = run;

  useEffect(() => {
    const model = editor?.getModel();
    if (monaco === undefined || editor === undefined || model == null) return undefined;

    const idAt = (position: Monaco.IPosition): FoundId | undefined =>
      idInText(model.getValue(), model.getOffsetAt(position), shown.current);
    const open = (position: Monaco.IPosition, at: MenuPlace): void => {
      const selection = editor.getSelection();
      openMenu({
        id: idAt(position)?.id,
        marked: selection === null ? '' : model.getValueInRange(selection),
        at,
      });
    };
    const openAtCursor = (): void => {
      const position = editor.getPosition();
      const place = position && editor.getScrolledVisiblePosition(position);
      const box = editor.getDomNode()?.getBoundingClientRect();
      if (position === null || place == null || box === undefined) return;
      open(position, { x: box.left + place.left, y: box.top + place.top + place.height });
    };
    // Monaco's menu would offer what is of no use in a result; ours has what can be done with it.
    editor.updateOptions({ contextmenu: false });
    const owned = [
      monaco.editor.registerCommand(hoverCommand, (_, actionId: string, id: AnswerId) => {
        const chosen = actions.offered(id).find((one) => one.id === actionId);
        if (chosen !== undefined) actions.act(chosen, id);
        // A hover that holds the focus would stay when the mouse leaves it.
        editor.focus();
      }),
      monaco.languages.registerHoverProvider(model.getLanguageId(), {
        provideHover: (hovered, position) => {
          const found = hovered === model ? idAt(position) : undefined;
          if (found === undefined) return null;
          const start = model.getPositionAt(found.start);
          const end = model.getPositionAt(found.end);
          return {
            range: new monaco.Range(start.lineNumber, start.column, end.lineNumber, end.column),
            contents: [
              { value: idWords(found.id, strings) },
              { value: linksFor(actions.offered(found.id), found.id), isTrusted: true },
            ],
          };
        },
      }),
      editor.onContextMenu(({ event, target }) => {
        event.preventDefault();
        // The key for menus has no place of its own.
        if (target.position === null) openAtCursor();
        else open(target.position, { x: event.posx, y: event.posy });
      }),
      editor.addAction({
        id: 'vizport.idMenu',
        label: strings.idMenu,
        keybindings: [
          monaco.KeyMod.CtrlCmd | monaco.KeyCode.Period,
          monaco.KeyMod.Shift | monaco.KeyCode.F10,
        ],
        run: openAtCursor,
      }),
    ];
    return () => {
      for (const one of owned) one.dispose();
    };
  }, [monaco, editor, strings, actions, openMenu]);
}

function linksFor(offered: readonly OfferedAction[], id: AnswerId): string {
  return offered
    .map(({ id: action, label }) => {
      const given = encodeURIComponent(JSON.stringify([action, id]));
      return `[${label}](command:${hoverCommand}?${given})`;
    })
    .join(' · ');
}
