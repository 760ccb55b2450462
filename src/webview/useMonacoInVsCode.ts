/** Monaco at home in VS Code: its colours and fonts, live, its screen reader, and F1 left to the palette. */
import { pick, useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';
import { usePanel } from './panelContext';
import { followTheme } from './theme';

export function useMonacoInVsCode(): void {
  const { strings } = usePanel();
  const monaco = useMonaco((state) => state.monaco);
  const { queryEditor, variableEditor, responseEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'responseEditor'),
  );
  useEffect(() => {
    if (monaco === undefined) return;
    monaco.editor.addKeybindingRules([{ keybinding: monaco.KeyCode.F1, command: null }]);
  }, [monaco]);
  useEffect(() => {
    if (monaco === undefined) return undefined;
    const editors = [
      [queryEditor, strings.query],
      [variableEditor, strings.variables],
      [responseEditor, strings.result],
    ] as const;
    const following = followTheme(monaco, () => {
      const style = getComputedStyle(document.documentElement);
      const size = Number.parseFloat(style.getPropertyValue('--vscode-editor-font-size'));
      const fontFamily = style.getPropertyValue('--vscode-editor-font-family');
      // In a webview Monaco cannot find out by itself that somebody listens.
      const heard = document.body.classList.contains('vscode-using-screen-reader');
      for (const [editor, ariaLabel] of editors)
        editor?.updateOptions({
          ariaLabel,
          accessibilitySupport: heard ? 'on' : 'auto',
          fontSize: Number.isFinite(size) ? size : 13,
          ...(fontFamily === '' ? {} : { fontFamily }),
          fontLigatures: false,
          wordWrap: 'on',
          lineDecorationsWidth: 8,
        });
    });
    return () => following.dispose();
  }, [monaco, queryEditor, variableEditor, responseEditor, strings]);
}
