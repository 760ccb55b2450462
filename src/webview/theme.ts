/** VS Code's theme, live: its colours go to Monaco as a theme of its own and to GraphiQL as CSS variables. */
import type * as Monaco from 'monaco-graphql/esm/monaco-editor.js';
import { parseColour, toHex, toHsl } from './colour';

/** Monaco knows two themes of GraphiQL's, dark and light; both names lead to the one of VS Code. */
export const monacoTheme = 'vizport';

type Base = 'vs' | 'vs-dark' | 'hc-black' | 'hc-light';

/** GraphiQL's variables (without `--color-`), each with the colours of VS Code's to take it from, best first. */
const graphiqlColours: Readonly<Record<string, readonly string[]>> = {
  primary: ['textLink-foreground', 'focusBorder', 'foreground'],
  secondary: ['symbolIcon-methodForeground', 'charts-purple', 'textLink-foreground'],
  tertiary: ['symbolIcon-fieldForeground', 'charts-blue', 'textLink-foreground'],
  info: ['editorInfo-foreground', 'charts-blue', 'foreground'],
  success: ['testing-iconPassed', 'charts-green', 'foreground'],
  warning: ['editorWarning-foreground', 'charts-yellow', 'foreground'],
  error: ['errorForeground', 'editorError-foreground', 'foreground'],
  neutral: ['foreground', 'editor-foreground'],
  base: ['editor-background'],
};

export function baseTheme(): Base {
  const { classList } = document.body;
  if (classList.contains('vscode-high-contrast-light')) return 'hc-light';
  if (classList.contains('vscode-high-contrast')) return 'hc-black';
  return classList.contains('vscode-light') ? 'vs' : 'vs-dark';
}

/** Applies the theme now and after each change of VS Code's, until disposed; `changed` is called after it each time. */
export function followTheme(monaco: typeof Monaco, changed: () => void): { dispose(): void } {
  const apply = (): void => {
    const colours = vscodeColours();
    monaco.editor.defineTheme(monacoTheme, {
      base: baseTheme(),
      inherit: true,
      rules: [],
      colors: monacoColours(colours),
    });
    monaco.editor.setTheme(monacoTheme);
    setGraphiqlColours(colours);
    changed();
  };
  apply();
  // VS Code changes the style of the root and the class of the body when the theme changes.
  const observer = new MutationObserver(apply);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return { dispose: () => observer.disconnect() };
}

/** Every `--vscode-…` variable that holds a colour, by its name without the prefix. */
function vscodeColours(): ReadonlyMap<string, string> {
  const { style } = document.documentElement;
  const colours = new Map<string, string>();
  for (const name of style) {
    if (name.startsWith('--vscode-'))
      colours.set(name.slice('--vscode-'.length), style.getPropertyValue(name));
  }
  return colours;
}

/** Monaco's colours have VS Code's names, with dots where the variables have dashes. */
function monacoColours(colours: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of colours) {
    const colour = parseColour(value);
    if (colour !== undefined) found[name.replaceAll('-', '.')] = toHex(colour);
  }
  return found;
}

function setGraphiqlColours(colours: ReadonlyMap<string, string>): void {
  const rules = Object.entries(graphiqlColours).flatMap(([variable, names]) => {
    const colour = names
      .map((name) => parseColour(colours.get(name) ?? ''))
      .find((found) => found !== undefined);
    return colour === undefined ? [] : [`--color-${variable}: ${toHsl(colour)};`];
  });
  const sheet =
    document.getElementById('vizport-colours') ??
    document.head.appendChild(
      Object.assign(document.createElement('style'), { id: 'vizport-colours' }),
    );
  // Tooltips and menus hang on the body, and GraphiQL sets its variables on each of these itself: `:not(#_)` outranks it.
  sheet.textContent = `body:not(#_) :is(.graphiql-container, .graphiql-dialog, .graphiql-dialog-overlay, .graphiql-tooltip, [data-radix-popper-content-wrapper]) { ${rules.join(' ')} }`;
}
