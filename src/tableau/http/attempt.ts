/** One request over one connection: sent once, read to its last byte, within a time limit. */
import { promisify } from 'node:util';
import { gunzip, type ZlibOptions } from 'node:zlib';
import type { Turns } from '../../base/turns';
import type { Dispatcher } from './undici';

export interface AttemptRequest {
  readonly origin: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** No whole answer came. `started`: something may have reached the server. */
export class AttemptFailure extends Error {
  constructor(
    readonly code: string,
    readonly started: boolean,
    cause: unknown,
    /** The proxy it was sent through; with a status where the proxy itself refused. */
    readonly proxy: { readonly host?: string; readonly status?: number } = {},
  ) {
    super(code, { cause });
    this.name = 'AttemptFailure';
  }
}

/** Larger answers are refused: a site's list page has about 2 MB, and a runaway one would take the editor down. */
export const maxAnswerBytes = 256 * 1024 * 1024;
const longAnswerBytes = 64 * 1024;

const unzip = promisify<Buffer, ZlibOptions, Buffer>(gunzip);

export interface RawAnswer {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  readonly body: Buffer;
}

/**
 * The body as text. Reading a long answer blocks: it waits for its turn, so that what else is coming in, and the next
 * request, go first, and no two long answers are read in one go.
 * @throws AttemptFailure, or the signal's reason.
 */
export async function textOf(
  raw: RawAnswer,
  turns: Turns,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { status, headers } = raw;
  const body = await unpacked(raw);
  if (body.length > longAnswerBytes) await turns.next(signal);
  return { status, headers, text: body.toString('utf8') };
}

async function unpacked({ headers, body }: RawAnswer): Promise<Buffer> {
  if (headers['content-encoding'] !== 'gzip') return body;
  try {
    return await unzip(body, { maxOutputLength: maxAnswerBytes });
  } catch (error) {
    const isTooLong = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new AttemptFailure(isTooLong ? 'TOO_LARGE' : 'BAD_GZIP', true, error);
  }
}

/**
 * Sends, and reads to the last byte.
 * @throws AttemptFailure, or the signal's reason.
 */
// `dispatch` rather than `request`: it tells whether anything was sent, and spares a stream per answer.
export async function attempt(
  dispatcher: Dispatcher,
  request: AttemptRequest,
  signal: AbortSignal | undefined,
): Promise<RawAnswer> {
  signal?.throwIfAborted();
  return new Promise<RawAnswer>((resolve, reject) => {
    const timedOut = new Error(`No whole answer within ${request.timeoutMs} ms`);
    const chunks: Buffer[] = [];
    let status = 0;
    let headers: HttpAnswer['headers'] = {};
    let size = 0;
    let started = false;
    let controller: Dispatcher.DispatchController | undefined;
    let stop: Error | undefined;

    const abort = (reason: Error): void => {
      stop = reason;
      controller?.abort(reason);
      // Before the connection stands there is no controller, and nobody would tell us of the end.
      if (controller === undefined) fail(reason);
    };
    const onAbort = (): void => abort(signal?.reason as Error);
    const timer = setTimeout(() => abort(timedOut), request.timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    const letGo = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (error: Error): void => {
      letGo();
      if (signal?.aborted) reject(signal.reason as Error);
      else
        reject(new AttemptFailure(error === timedOut ? 'TIMEOUT' : codeOf(error), started, error));
    };

    dispatcher.dispatch(
      {
        origin: request.origin,
        method: request.method,
        path: request.path,
        headers: request.headers,
        body: request.body ?? null,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(given) {
          controller = given;
          if (stop === undefined) started = true;
          else given.abort(stop);
        },
        onResponseStart(_, statusCode, given) {
          status = statusCode;
          headers = given;
        },
        onResponseData(given, chunk) {
          size += chunk.length;
          if (size > maxAnswerBytes) given.abort(tooLarge());
          else chunks.push(chunk);
        },
        onResponseEnd() {
          letGo();
          resolve({ status, headers, body: Buffer.concat(chunks, size) });
        },
        onResponseError(_, error) {
          fail(error);
        },
      },
    );
  });
}

function tooLarge(): Error {
  return Object.assign(new Error('The answer is too large'), { code: 'TOO_LARGE' });
}

export function codeOf(error: Error): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  if (typeof code === 'string') return code;
  if (typeof cause?.code === 'string') return cause.code;
  return 'NO_ANSWER';
}
