/** Tableau's XML read into the shape its JSON has, so that one decoder serves both. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

// Attributes become plain members, as in JSON; every value stays text, and the decoders coerce it (field guide §2.2).
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseAttributeValue: false,
  parseTagValue: false,
  processEntities: true,
  // Without it numeric entities stay as they are, and a name's &#39; would be shown so.
  htmlEntities: true,
  ignoreDeclaration: true,
});

/** Undefined for what is not well-formed, a document cut off half-way included: the parser alone would accept that. */
export function parseXml(
  text: string,
): { readonly root: string; readonly value: unknown } | undefined {
  const trimmed = text.trimStart();
  if (XMLValidator.validate(trimmed) !== true) return undefined;
  const parsed = parser.parse(trimmed) as Record<string, unknown>;
  const root = Object.keys(parsed).find((name) => !name.startsWith('?'));
  return root === undefined ? undefined : { root, value: parsed[root] };
}
