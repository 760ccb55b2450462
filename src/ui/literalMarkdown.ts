/** Text from a server, put into Markdown so that it is read exactly as it is. */

/** Right-to-left letters, and the marks that turn the direction. */
const reorders = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/**
 * Every ASCII punctuation mark becomes a character reference: no Markdown, table, HTML, codicon, mention or automatic link can
 * be made of it. Line breaks become spaces. Isolates keep right-to-left text from reordering what stands around it; other text
 * has none, because they would be copied with a LUID that somebody selects.
 */
export function literalMarkdown(text: string): string {
  const plain = text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[!-/:-@[-`{-~]/gu, (mark) => `&#${mark.codePointAt(0) ?? 0};`);
  return reorders.test(text) ? `\u2068${plain}\u2069` : plain;
}
