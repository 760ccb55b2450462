// Reads request bodies, JSON or XML, into the one shape that the handlers know.
import { XMLParser } from 'fast-xml-parser';
import type { IncomingMessage } from 'node:http';
import { Refusal } from './errors';
import { isWellFormed } from './wellFormed';

/** What stands inside `<tsRequest>`, or the JSON object; attributes and children by name. */
export type RequestTree = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
  removeNSPrefix: true,
});

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The format is told from the body, because tableauserverclient signs in without a Content-Type (recorded). */
export function parseBody(text: string, contentType: string | undefined): RequestTree | undefined {
  const body = text.replace(/^\uFEFF/, '').trim();
  if (body === '') return undefined;
  if (body.startsWith('<')) {
    if (contentType !== undefined && /json/i.test(contentType)) throw malformed();
    return parseXml(body);
  }
  if (contentType !== undefined && /xml/i.test(contentType)) throw malformed();
  return parseJson(body);
}

function parseXml(body: string): RequestTree {
  // The parser of Tableau refuses &apos; (reported by the Migration SDK).
  if (body.includes('&apos;') || !isWellFormed(body)) throw malformed();
  const document: unknown = parser.parse(body);
  if (!isTree(document) || !('tsRequest' in document)) throw malformed();
  const request = document['tsRequest'];
  return isTree(request) ? request : {};
}

function parseJson(body: string): RequestTree {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw malformed();
  }
  if (!isTree(value)) throw malformed();
  return value;
}

const malformed = (): Refusal =>
  new Refusal(
    400000,
    'The content of the request body is missing or incomplete, or has malformed XML or JSON.',
  );

export function isTree(value: unknown): value is RequestTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function child(tree: RequestTree | undefined, name: string): RequestTree | undefined {
  const value = tree?.[name];
  return isTree(value) ? value : undefined;
}

export function text(tree: RequestTree | undefined, name: string): string | undefined {
  const value = tree?.[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** JSON `true`, and "true" or Python's "True". */
export function flag(tree: RequestTree | undefined, name: string): boolean {
  const value = tree?.[name];
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}
