// Is this text one well-formed XML element? The parser in use forgives what Tableau's does not.

const tag =
  /<(?:(\/)([\w:.-]+)\s*|([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))>/gy;
/** The declaration, and comments, which may stand anywhere. */
const skipped = /<\?xml[^>]*\?>|<!--[\s\S]*?-->/g;
const badReference = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;

export function isWellFormed(xml: string): boolean {
  const text = xml.replace(skipped, '').trim();
  if (badReference.test(text)) return false;
  const open: string[] = [];
  let at = 0;
  while (at < text.length) {
    tag.lastIndex = at;
    const hit = tag.exec(text);
    if (!hit) return false;
    const [whole, slash, closed, opened, , selfClosing] = hit;
    if (slash === undefined && opened !== undefined && selfClosing === '') open.push(opened);
    if (slash !== undefined && open.pop() !== closed) return false;
    at += whole.length;
    if (open.length === 0) return at === text.length;
    const next = text.indexOf('<', at);
    if (next < 0) return false;
    at = next;
  }
  return false;
}
