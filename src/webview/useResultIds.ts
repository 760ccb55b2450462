/** Makes the ids of a result hoverable and actionable: by mouse, in the menu, and by the keyboard (Ctrl+. on an id). */
import { useGraphiQL, useMonaco } from '@graphiql/react';
import { getLocation, type Location } from 'jsonc-parser';
import type * as Monaco from 'monaco-graphql/esm/monaco-editor.js';
import { useEffect, useRef } from 'react';
import { answerIdAt, type AnswerId } from '../query/answerIds';
import { copiedText, idActions, idWords, type OfferedAction } from './idActions';
import { usePanel } from './panelContext';
import type { TabRun } from './tabRuns';

const hoverCommand = 'vizport.idAction';

/** `say`: for what happened and cannot be seen. */
export function useResultIds(run: TabRun | undefined, say: (text: string) => void): void {
  const { host, strings, tell } = usePanel();
  const monaco = useMonaco((state) => state.monaco);
  const editor = useGraphiQL((state) => state.responseEditor);
  const shown = useRef(run);
  shown.current = run;

  useEffect(() => {
    const model = editor?.getModel();
    if (monaco === undefined || editor === undefined || model == null) return undefined;
    const offered = idActions(strings);

    const act = ({ action }: OfferedAction, id: AnswerId): void => {
      const isLuid = id.kind === 'luid';
      if (action.do === 'copy') {
        const done = isLuid ? strings.oneLuidCopied : strings.valueCopied;
        host.copy({ text: copiedText(id, action.form), said: done }).then(() => say(done), tell);
      } else if (isLuid && id.item !== undefined) {
        host.actOnItem({ action: action.do, kind: id.item, luid: id.value }).catch(tell);
      }
    };
    const idAt = (position: Monaco.IPosition): FoundId | undefined =>
      idInText(model.getValue(), model.getOffsetAt(position), shown.current);

    const keys = offered.map(({ id, fits }) => ({
      fits,
      key: editor.createContextKey<boolean>(contextKey(id), false),
    }));
    const followCursor = ({ position }: { readonly position: Monaco.IPosition }): void => {
      const found = idAt(position);
      for (const { key, fits } of keys) key.set(found !== undefined && fits(found.id));
    };
    editor.updateOptions({ contextmenu: true });
    const owned = [
      monaco.editor.registerCommand(hoverCommand, (_, actionId: string, id: AnswerId) => {
        const chosen = offered.find((one) => one.id === actionId);
        if (chosen !== undefined) act(chosen, id);
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
              { value: linksFor(offered, found.id), isTrusted: true },
            ],
          };
        },
      }),
      editor.onDidChangeCursorPosition(followCursor),
      ...offered.map((one, index) =>
        editor.addAction({
          id: one.id,
          label: one.label,
          precondition: contextKey(one.id),
          contextMenuGroupId: one.action.do === 'copy' ? '1_vizport' : '2_vizport',
          contextMenuOrder: index,
          run: () => {
            const position = editor.getPosition();
            const found = position === null ? undefined : idAt(position);
            if (found !== undefined) act(one, found.id);
          },
        }),
      ),
      editor.addAction({
        id: 'vizport.idMenu',
        label: strings.idMenu,
        keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.Period],
        run: () => editor.trigger('vizport', 'editor.action.showContextMenu', undefined),
      }),
    ];
    return () => {
      for (const one of owned) one.dispose();
    };
  }, [monaco, editor, host, strings, tell, say]);
}

interface FoundId {
  readonly id: AnswerId;
  readonly start: number;
  readonly end: number;
}

function idInText(text: string, offset: number, run: TabRun | undefined): FoundId | undefined {
  if (run?.status !== 'ended') return undefined;
  const { path, previousNode: node, isAtPropertyKey }: Location = getLocation(text, offset);
  const [root, ...below] = path;
  if (root !== 'data' || isAtPropertyKey || node?.type !== 'string') return undefined;
  // Between two values the one before is told.
  if (offset < node.offset || offset > node.offset + node.length) return undefined;
  const type = typeBeside(run.outcome.data, below);
  const id = answerIdAt(run.outcome, { path: below, value: node.value as unknown, type });
  return id && { id, start: node.offset, end: node.offset + node.length };
}

function typeBeside(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const step of [...path.slice(0, -1), '__typename'])
    value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[step];
  return value;
}

function contextKey(action: string): string {
  return action.replaceAll('.', '_');
}

function linksFor(offered: readonly OfferedAction[], id: AnswerId): string {
  return offered
    .filter(({ fits }) => fits(id))
    .map(({ id: action, label }) => {
      const given = encodeURIComponent(JSON.stringify([action, id]));
      return `[${label}](command:${hoverCommand}?${given})`;
    })
    .join(' · ');
}
