/** Tableau's XML read into the shape its JSON has, so that one decoder serves both. */
import { XMLParser } from 'fast-xml-parser';

// Attributes become plain members, as in JSON; every value stays text, and the decoders coerce it (field guide §2.2).
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseAttributeValue: false,
  parseTagValue: false,
  processEntities: true,
  // Without it numeric entities stay as they are, and a name's &#39; would be shown so.
  // oxlint-disable-next-line typescript/no-deprecated -- what is to come instead needs a decoder of our own
  htmlEntities: true,
  ignoreDeclaration: true,
  // A name may begin or end with blanks, and JSON keeps them; between elements they are only layout.
  trimValues: false,
  tagValueProcessor: (_, text) => text.trim(),
});

/** What no XML may hold: something on the way has damaged the document, and the parser would make a guess. */
const forbidden = new RegExp(
  [
    '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]',
    // The same as references, and an ampersand that begins none.
    '&#0*(?:[0-8]|1[124-9]|2\\d|3[01]);',
    '&#x0*(?:[0-8bcef]|1[\\da-f]);',
    '&(?!(?:#\\d+|#x[\\da-f]+|[a-z]\\w*);)',
  ].join('|'),
  'iu',
);

/** The name of the root element, after a declaration and comments; a DOCTYPE is not Tableau's and stops the reading. */
const start = /^(?:<\?[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(<([^\s/>!?]+)[\s\S]*)$/u;

/** Undefined for what is not XML, or was cut off half-way: the parser alone would take that for a whole document. */
export function parseXml(
  text: string,
): { readonly root: string; readonly value: unknown } | undefined {
  const [, element, name] = start.exec(text.trim()) ?? [];
  if (element === undefined || name === undefined || forbidden.test(element)) return undefined;
  if (!element.endsWith(`</${name}>`) && !/^<[^<>]*\/>$/u.test(element)) return undefined;
  try {
    const parsed = parser.parse(element) as Record<string, unknown>;
    const root = Object.keys(parsed)[0];
    return root === undefined ? undefined : { root, value: parsed[root] };
  } catch {
    // The parser throws plain errors for tags that do not fit together: the document is not whole.
    return undefined;
  }
}
