/** Text from a server, put into Markdown so that it is read exactly as it is. */

/**
 * Every ASCII punctuation mark becomes a character reference: no Markdown, table, HTML, codicon, mention or automatic link can
 * be made of it. Line breaks become spaces. The isolates keep right-to-left text from reordering what stands around it.
 */
export function literalMarkdown(text: string): string {
  const plain = text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[!-/:-@[-`{-~]/gu, (mark) => `&#${mark.codePointAt(0) ?? 0};`);
  return `\u2068${plain}\u2069`;
}
