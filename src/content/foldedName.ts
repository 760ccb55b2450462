/** Names as they are compared in a search: without case and accents. */

/** `Übersicht Größe` → `ubersicht grosse`. The common case, plain ASCII, costs next to nothing. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // eslint-disable-next-line no-control-regex -- the range of ASCII
  if (/^[\u0000-\u007f]*$/u.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .normalize('NFC');
}
