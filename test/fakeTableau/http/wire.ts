// One answer, two wires: the same tree written as Tableau's JSON or as Tableau's XML.

export type Format = 'json' | 'xml';

/** Scalars become attributes in XML, objects children, arrays repeated children; undefined is left out. */
export type Tree = { readonly [name: string]: TreeValue };
export type TreeValue = string | number | boolean | undefined | Tree | readonly Tree[];

/** Scalars that XML writes as an element with text instead of as an attribute (recorded in TSC's fixtures). */
const textElements = new Set(['restApiVersion', 'summary', 'detail', 'notes']);

export const mediaTypes: Readonly<Record<Format, string>> = {
  json: 'application/json;charset=UTF-8',
  xml: 'application/xml;charset=UTF-8',
};

/**
 * Accept decides; where it is missing or anything, Content-Type; where that says nothing, XML (recorded: TSC sends
 * an Accept of anything and gets XML).
 */
export function formatOf(accept: string | undefined, contentType: string | undefined): Format {
  return named(accept) ?? named(contentType) ?? 'xml';
}

/** Strict mode: an Accept that names another format than Content-Type is refused (documented on one page). */
export function formatsDisagree(
  accept: string | undefined,
  contentType: string | undefined,
): boolean {
  const one = named(accept);
  const other = named(contentType);
  return one !== undefined && other !== undefined && one !== other;
}

function named(header: string | undefined): Format | undefined {
  if (header === undefined) return undefined;
  if (/\bjson\b/i.test(header)) return 'json';
  return /\bxml\b/i.test(header) ? 'xml' : undefined;
}

export function encode(tree: Tree, format: Format): string {
  return format === 'json'
    ? JSON.stringify(tree)
    : `<?xml version='1.0' encoding='UTF-8'?><tsResponse xmlns="http://tableau.com/api" ` +
        `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${children(tree)}</tsResponse>`;
}

function children(tree: Tree): string {
  let text = '';
  for (const [name, value] of Object.entries(tree)) {
    if (Array.isArray(value)) {
      for (const item of value as readonly Tree[]) text += element(name, item);
    } else if (typeof value === 'object') {
      text += element(name, value as Tree);
    } else if (value !== undefined && textElements.has(name)) {
      text += `<${name}>${escape(String(value))}</${name}>`;
    }
  }
  return text;
}

function element(name: string, tree: Tree): string {
  let attributes = '';
  let text = '';
  for (const [key, value] of Object.entries(tree)) {
    if (value === undefined || typeof value === 'object' || textElements.has(key)) continue;
    if (name === 'productVersion' && key === 'value') text = escape(String(value));
    else attributes += ` ${key}="${escape(String(value))}"`;
  }
  const inner = text + children(tree);
  return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

function escape(text: string): string {
  return text.replace(/[&<>"\n]/g, (sign) => escapes[sign] ?? sign);
}
