// Reads the GraphQL question out of the three forms in which it may be asked.
import type { MetadataRequest } from '../metadataRequest';

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // What is no JSON is answered as a bad request, which is all that the caller needs to know.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** JSON `{query, variables?}`, a bare query as application/graphql, or the query string of a GET. */
export function readQuestion({
  method,
  contentType,
  search,
  body,
}: MetadataRequest): Question | undefined {
  if (method === 'GET') {
    const query = search?.get('query');
    const variables = search?.get('variables');
    return readFields({ query, variables: variables ? parseJson(variables) : null });
  }
  if (contentType?.startsWith('application/graphql')) return readFields({ query: body });
  return readFields(parseJson(body));
}

function readFields(fields: unknown): Question | undefined {
  if (!isRecord(fields)) return undefined;
  const { query, variables, operationName } = fields;
  if (typeof query !== 'string' || query === '') return undefined;
  return {
    query,
    variables: isRecord(variables) ? variables : null,
    operationName: typeof operationName === 'string' && operationName !== '' ? operationName : null,
  };
}
