/** Names as they are compared in a search: without case and accents. */

/** Letters that no decomposition takes apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

/** `Übersicht Größe` → `ubersicht grosse`. The common case, plain ASCII, costs next to nothing. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // oxlint-disable-next-line no-control-regex -- the range of ASCII
  if (/^[\u0000-\u007f]*$/u.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/[\p{M}ßøæœłđı]/gu, (letter) => letters[letter] ?? '')
    .normalize('NFC');
}
