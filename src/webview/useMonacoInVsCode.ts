/** Monaco at home in VS Code: its colours and fonts, live, its screen reader, the focus, and F1 left to the palette. */
import { pick, useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect, useState } from 'react';
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
  // Who opens the panel types at once; who is elsewhere by then stays there.
  useEffect(() => {
    if (document.hasFocus() && document.activeElement === document.body) queryEditor?.focus();
  }, [queryEditor]);
  // Once for all editors: a theme has hundreds of colours, and each new one is drawn by every editor.
  const [themes, setThemes] = useState(0);
  useEffect(() => {
    if (monaco === undefined) return undefined;
    const following = followTheme(monaco, () => setThemes((before) => before + 1));
    return () => following.dispose();
  }, [monaco]);
  useEffect(() => {
    const editors = [
      [queryEditor, strings.query],
      [variableEditor, strings.variables],
      [responseEditor, strings.result],
    ] as const;
    if (themes > 0) {
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
    }
  }, [themes, queryEditor, variableEditor, responseEditor, strings]);
}
