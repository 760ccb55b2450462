/** One request through the host's own `fetch`: for networks that need what only the program around us has. */
import type { HostFetch } from '../route';
import {
  AttemptFailure,
  codeOf,
  maxAnswerBytes,
  type AttemptRequest,
  type RawAnswer,
} from './attempt';
import { tunnelStatus } from './proxyFailure';

/** Failures before a byte can have reached the server. */
const beforeSending =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_TLS|CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/u;

/** @throws AttemptFailure, or the signal's reason. */
export async function fetchAttempt(
  fetch: HostFetch,
  request: AttemptRequest,
  signal: AbortSignal | undefined,
): Promise<RawAnswer> {
  signal?.throwIfAborted();
  const limit = AbortSignal.timeout(request.timeoutMs);
  const stop = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  try {
    const response = await fetch(`${request.origin}${request.path}`, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: stop,
    });
    const body = await bodyOf(response);
    // Without a tunnel, for a server that is called with http, the proxy's refusal comes as an answer.
    if (response.status === 407)
      throw new AttemptFailure('PROXY_LOGIN', false, undefined, { status: 407 });
    return { status: response.status, headers: headersOf(response), body };
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (error instanceof AttemptFailure) throw error;
    if (limit.aborted) throw new AttemptFailure('TIMEOUT', true, error);
    const status = tunnelStatus(error);
    if (status !== undefined) {
      const code = status === 407 ? 'PROXY_LOGIN' : 'PROXY_REFUSED';
      throw new AttemptFailure(code, false, error, { status });
    }
    const code = error instanceof Error ? codeOf(error) : 'NO_ANSWER';
    throw new AttemptFailure(code, !beforeSending.test(code), error);
  }
}

/** Without the encoding: `fetch` has unpacked the body. */
function headersOf(response: Response): RawAnswer['headers'] {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => (headers[name.toLowerCase()] = value));
  const { 'content-encoding': _, ...rest } = headers;
  return rest;
}

/** As the types of Node and of browsers both have it: this file is read with either. */
interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

async function bodyOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: BodyReader | undefined = response.body?.getReader();
  if (reader === undefined) return Buffer.alloc(0);
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk = part.value ?? new Uint8Array();
    size += chunk.length;
    if (size > maxAnswerBytes) {
      await reader.cancel();
      throw new AttemptFailure('TOO_LARGE', true, undefined);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
