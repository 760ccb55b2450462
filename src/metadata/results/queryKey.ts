/** A short name of a query, the same however it is laid out: what is remembered of its results is kept by it. */
import { createHash } from 'node:crypto';
import { parse, print } from 'graphql';
import type { QueryRequest } from '../../webview/protocol';

export function queryKey({ query, operationName }: QueryRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([laidOut(query), operationName ?? null]))
    .digest('base64url')
    .slice(0, 16);
}

function laidOut(query: string): string {
  try {
    return print(parse(query, { noLocation: true }));
  } catch {
    // What our parser refuses is its own name.
    return query;
  }
}
