/** The server's half of the wire, for tests: one tree of elements written as JSON or as XML. */

export type Scalar = string | number | boolean | null;
/** Scalars are attributes in XML; an array is an element that stands there several times. */
export interface Element {
  readonly [name: string]: Scalar | undefined | Element | readonly Element[];
}

/** How scalars and lists are written: each is one of the ways that field guide §2.1 and §2.2 have seen. */
export interface Style {
  readonly format: 'json' | 'xml' | 'prefixedXml';
  /** In JSON: every scalar as text, as in XML. */
  readonly texts?: boolean;
  /** In JSON: a list of one as an object. */
  readonly single?: boolean;
}

export function write(content: Element, style: Style): string {
  if (style.format === 'json') return JSON.stringify(json(content, style));
  const prefix = style.format === 'xml' ? '' : 'ns0:';
  const namespace = prefix === '' ? 'xmlns' : 'xmlns:ns0';
  const inner = children(content, prefix);
  return `<?xml version="1.0" encoding="UTF-8"?><${prefix}tsResponse ${namespace}="http://tableau.com/api">${inner}</${prefix}tsResponse>`;
}

function json(element: Element, style: Style): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(element)) {
    if (value === undefined) continue;
    if (isList(value)) {
      const all = value.map((one) => json(one, style));
      written[name] = style.single === true && all.length === 1 ? all[0] : all;
    } else if (typeof value === 'object' && value !== null) written[name] = json(value, style);
    else written[name] = style.texts === true && value !== null ? String(value) : value;
  }
  return written;
}

function children(element: Element, prefix: string): string {
  let inner = '';
  for (const [name, value] of Object.entries(element)) {
    if (typeof value !== 'object' || value === null) continue;
    for (const one of isList(value) ? value : [value]) inner += tag(name, one, prefix);
  }
  return inner;
}

function tag(name: string, element: Element, prefix: string): string {
  let attributes = '';
  for (const [key, value] of Object.entries(element)) {
    if (value === undefined || value === null || typeof value === 'object') continue;
    attributes += ` ${key}="${escaped(String(value))}"`;
  }
  const inner = children(element, prefix);
  const open = `<${prefix}${name}${attributes}`;
  return inner === '' ? `${open}/>` : `${open}>${inner}</${prefix}${name}>`;
}

/** Line breaks as XML writers write them: bare ones would be read as blanks. */
function escaped(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}

function isList(value: unknown): value is readonly Element[] {
  return Array.isArray(value);
}
