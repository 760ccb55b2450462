/** When an answer may be asked for again, and when the answer to a change is lost. */
import { readErrorBody, errorOf } from '../errorBodies';
import { TableauError } from '../errors';
import type { AttemptFailure, HttpAnswer } from './attempt';
import { readBody } from './bodies';
import type { HttpRequest } from './transport';

/** A gateway's "later": the request can be repeated if it only reads. */
export function isGateway(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

const dropped = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'BAD_GZIP',
]);

/** A connection that stood and broke. A host that cannot be reached, or a time limit, is told at once instead. */
export function isDropped(failure: AttemptFailure): boolean {
  return dropped.has(failure.code) || failure.code.startsWith('HPE_');
}

/** For a change that met a gateway: only an error in Tableau's own words proves that nothing happened. */
export function lostAnswer(
  request: { readonly server: string },
  answer: HttpAnswer,
  nowMs: number,
): TableauError {
  const host = new URL(request.server).host;
  const body = readBody(answer);
  const error = errorOf(answer, host, nowMs, body);
  return readErrorBody(body)?.code === undefined
    ? new TableauError('answerLost', error.details)
    : error;
}

/** No answer came at all; for a change that was sent, it may have happened. */
export function failureOf(request: HttpRequest, failure: AttemptFailure): TableauError {
  const { code, cause, proxy } = failure;
  const details = {
    code,
    host: new URL(request.server).host,
    ...(proxy.host === undefined ? {} : { proxyHost: proxy.host }),
    ...(proxy.status === undefined ? {} : { httpStatus: proxy.status }),
    ...(failure.started ? { mayHaveArrived: true as const } : {}),
    cause,
  };
  const lost = request.nature === 'change' && failure.started;
  return new TableauError(lost ? 'answerLost' : 'network', details);
}
