/** Tells a proxy's refusal from a server's: whose answer it was, and which status the proxy gave. */
import { AttemptFailure, type RawAnswer } from './attempt';

/** Runs an attempt that goes through a proxy; its failures name the proxy. @throws AttemptFailure */
export async function throughProxy(
  proxy: string,
  send: () => Promise<RawAnswer>,
): Promise<RawAnswer> {
  const host = new URL(proxy).host;
  let answer: RawAnswer;
  try {
    answer = await send();
  } catch (error) {
    if (!(error instanceof AttemptFailure)) throw error;
    const status = tunnelStatus(error.cause);
    if (status === undefined)
      throw new AttemptFailure(error.code, error.started, error.cause, { host });
    throw new AttemptFailure(codeOf(status), false, error.cause, { host, status });
  }
  // Without a tunnel, for a server that is called with http, the proxy's refusal comes as an answer.
  if (answer.status === 407)
    throw new AttemptFailure('PROXY_LOGIN', false, undefined, { host, status: 407 });
  return answer;
}

function codeOf(status: number): string {
  return status === 407 ? 'PROXY_LOGIN' : 'PROXY_REFUSED';
}

/** undici and VS Code's fetch say it in words only. */
export function tunnelStatus(cause: unknown): number | undefined {
  if (!(cause instanceof Error)) return undefined;
  const said = /^Proxy (?:response|Authentication Required) \((\d{3})\)/u.exec(cause.message)?.[1];
  return said === undefined ? tunnelStatus(cause.cause) : Number(said);
}
