/** Names from a server in places where VS Code would make more of them than text. */

/** For labels of lists to pick from and of the status bar: `$(name)` would be drawn as an icon. Rows of trees draw text as it is. */
export function plainLabel(name: string): string {
  // Only what VS Code takes for an icon: elsewhere the backslash would be shown.
  return singleLine(name).replace(/\$\((?=[a-z\d-]+(?:~[a-z]+)?\))/giu, '\\$(');
}

/** For titles, which are text, of one line. */
export function singleLine(name: string): string {
  return name.replace(/\s+/gu, ' ');
}

/**
 * For messages: `[words](command:id)` would be a link that runs any command of the editor, and `[words](https://…)` one that
 * hides where it leads. An invisible joiner keeps the two halves apart.
 */
export function plainMessage(text: string): string {
  return text.replace(/\](?=\((?:https?:\/\/|command:|file:))/giu, ']\u2060');
}
