/** Text in reports that are read as Markdown, and as plain text by those who paste them: escaped as little as will do. */

/** No table, link, HTML, emphasis, code, icon or mention is made of it; what needs no escape stays as it is. */
export function inReport(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\\`*_[\]|~]/gu, (mark) => `\\${mark}`)
    .replaceAll(/&(?=#?\w+;)/gu, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/@(?=\w)/gu, '&#64;')
    .replaceAll(/\$\((?=[a-z])/gu, '$&#40;')
    .replace(/^(?=[#>+=-])/u, '\\');
}
