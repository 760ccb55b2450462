/** One GraphQL query through our own transport: `graphql-request` words it and reads it, retries and sessions are ours. */
import { GraphQLError, parse, print, separateOperations } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import type { GraphqlAnswer, GraphqlWarning } from '../client';
import { TableauError } from '../errors';
import { codeOfBody, readBody } from '../http/bodies';
import type { SiteCalls } from '../siteCalls';
import { asObject, asText, type Raw } from '../wire/decode';

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

const path = '/api/metadata/graphql';

/** Data with its warnings. @throws TableauError `graphql`, `metadataUnavailable`, `tooManyRequests`, … */
export async function askGraphql(
  calls: SiteCalls,
  request: GraphqlRequest,
  signal?: AbortSignal,
): Promise<GraphqlAnswer<Raw>> {
  /** Read once: an answer may have 30 MB. */
  const received: { body?: unknown } = {};
  // The address is never used: our fetch sends to the session's server.
  const client = new GraphQLClient(`http://tableau.invalid${path}`, {
    errorPolicy: 'all',
    jsonSerializer: {
      stringify: (value) => JSON.stringify(value),
      parse: () => tolerant(received.body),
    },
    fetch: async (_: unknown, init?: { body?: unknown }) => {
      received.body = await send(calls, String(init?.body), signal);
      return bodyTaken as Response;
    },
  });
  const answer = await client.rawRequest<unknown, Record<string, unknown>>({
    query: request.operationName === undefined ? request.query : chosenOperation(request),
    ...(request.variables === undefined ? {} : { variables: { ...request.variables } }),
  });
  const warnings = (answer.errors ?? []).map(warningOf);
  if (answer.data !== null && answer.data !== undefined) {
    return { data: asObject(answer.data), warnings };
  }
  throw failureOf(warnings);
}

/** `graphql-request` cannot be told which operation to run: so the others are cut away, fragments kept. */
function chosenOperation(request: GraphqlRequest): string {
  const name = request.operationName ?? '';
  try {
    const chosen = separateOperations(parse(request.query))[name];
    if (chosen !== undefined) return print(chosen);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new TableauError('graphql', { summary: error.message, cause: error });
  }
  throw new TableauError('graphql', { summary: `No operation is called "${name}".` });
}

/** Only what `graphql-request` reads of a Response; Node's own would load another undici. */
const bodyTaken: unknown = {
  ok: true,
  status: 200,
  headers: { get: () => 'application/json' },
  text: () => Promise.resolve(''),
};

/** The answer's JSON, as it was parsed. */
async function send(
  calls: SiteCalls,
  body: string,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  try {
    const answer = await calls.answer(
      { method: 'POST', name: 'POST graphql', path, body, nature: 'repeat', metadata: true },
      signal,
    );
    const form = readBody(answer);
    if (form.form === 'json') return form.value;
    const code = codeOfBody(form);
    // A page instead of an answer: nobody is behind this path. Half an answer is a broken connection.
    throw new TableauError(code === 'TRUNCATED' ? 'notTableau' : 'metadataUnavailable', {
      code,
      httpStatus: answer.status,
    });
  } catch (error) {
    throw asUnavailable(error);
  }
}

/**
 * Which refusals may mean that the Metadata API is off: no HTTP status is documented (field guide §5.1). Which of them
 * stay so, `isMetadataOff` tells.
 */
function asUnavailable(error: unknown): unknown {
  // A status that comes with no answer is a proxy's, on the way there.
  if (!(error instanceof TableauError) || error.kind === 'network') return error;
  const status = error.httpStatus ?? 0;
  const off =
    status === 404 || status === 501 || status === 503 || (error.code === 'HTML' && status < 500);
  return off && error.kind !== 'tooManyRequests'
    ? new TableauError('metadataUnavailable', { ...error.details, cause: error })
    : error;
}

/** `extensions: null` is real; `graphql-request` would refuse the whole answer for it. */
function tolerant(parsed: unknown): unknown {
  if (typeof parsed !== 'object' || parsed === null) return parsed;
  const { errors, extensions, ...answer } = parsed as Record<string, unknown>;
  if (typeof errors === 'object' && errors !== null) answer['errors'] = errors;
  if (typeof extensions === 'object' && extensions !== null) answer['extensions'] = extensions;
  // An error form of REST or Spring with a 200.
  if (!('data' in answer) && !('errors' in answer))
    answer['errors'] = [{ message: saysWhat(answer) }];
  return answer;
}

function saysWhat(answer: Raw): string {
  const error = asObject(answer['error']);
  return (
    asText(error['detail']) ?? asText(error['summary']) ?? asText(answer['message']) ?? 'No data.'
  );
}

function warningOf(error: unknown): GraphqlWarning {
  const raw = asObject(error);
  const extensions = asObject(raw['extensions']);
  const code = asText(extensions['code']);
  const severity = asText(extensions['severity']);
  return {
    message: asText(raw['message']) ?? 'Error without a message',
    ...(code === undefined ? {} : { code }),
    ...(severity === undefined ? {} : { severity }),
  };
}

function failureOf(errors: readonly GraphqlWarning[]): TableauError {
  const off = errors.find(({ code }) => code !== undefined && unavailable.has(code));
  const rate = errors.find(({ code }) => code === 'RATE_EXCEEDED');
  const told = off ?? rate ?? errors[0];
  const kind =
    off !== undefined ? 'metadataUnavailable' : rate !== undefined ? 'tooManyRequests' : 'graphql';
  return new TableauError(kind, {
    ...(told?.code === undefined ? {} : { code: told.code }),
    summary: told?.message ?? 'The answer holds no data.',
  });
}

const unavailable = new Set(['FEATURE_DISABLED', 'SITE_DISABLED', 'ACCESS_DENIED']);
