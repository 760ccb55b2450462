/** What a refusal says, in the order of field guide §4.1: JSON, Spring's JSON, XML, then HTML and plain text. */
import type { HttpAnswer } from './http/attempt';
import { codeOfBody, readBody, type Body } from './http/bodies';
import { retryAfterMs } from './http/retryAfter';
import { kindOfError } from './errorCodes';
import { TableauError, type TableauErrorDetails } from './errors';
import { asArray, asObject, asText } from './wire/decode';

export interface ErrorBody {
  /** Tableau's own code; absent in Spring-style answers. */
  readonly code?: string;
  readonly summary?: string;
  readonly detail?: string;
}

/** Undefined when the body is not one of Tableau's error forms. */
export function readErrorBody(body: Body): ErrorBody | undefined {
  if (body.form === 'json') {
    const value = asObject(body.value);
    if (typeof value['error'] === 'object' && value['error'] !== null)
      return fields(value['error']);
    const first = asArray(value['errors'])[0];
    if (first !== undefined) return fields(first);
    if (typeof value['error'] === 'string' && value['status'] !== undefined) {
      return said(undefined, value['error'], value['message']);
    }
    return value['errorCode'] === undefined
      ? undefined
      : said(value['errorCode'], value['message'], undefined);
  }
  if (body.form === 'xml') {
    const error = asObject(body.value)['error'];
    return typeof error === 'object' && error !== null ? fields(error) : undefined;
  }
  return undefined;
}

function fields(value: unknown): ErrorBody {
  const error = asObject(value);
  return said(error['code'], error['summary'] ?? error['message'], error['detail']);
}

function said(code: unknown, summary: unknown, detail: unknown): ErrorBody {
  const said: { code?: string; summary?: string; detail?: string } = {};
  const [codeText, summaryText, detailText] = [asText(code), asText(summary), asText(detail)];
  if (codeText !== undefined) said.code = codeText;
  if (summaryText !== undefined) said.summary = summaryText;
  if (detailText !== undefined) said.detail = detailText;
  return said;
}

/** The error that an answer outside 2xx stands for. */
export function errorOf(
  answer: HttpAnswer,
  host: string,
  nowMs: number,
  body: Body = readBody(answer),
): TableauError {
  const said = readErrorBody(body);
  const wait = retryAfterMs(answer, nowMs);
  const details: Mutable<TableauErrorDetails> = { httpStatus: answer.status, host, ...said };
  if (wait !== undefined) details.retryAfterMs = wait;
  if (said !== undefined) return new TableauError(kindOfError(said.code, answer.status), details);

  // Not Tableau's words. Some statuses still mean what they say, whoever says them.
  if (body.form === 'html' && body.title !== undefined) details.summary = body.title;
  if (body.form === 'text') details.summary = body.text;
  details.code = codeOfBody(body);
  if (answer.status === 429) return new TableauError('tooManyRequests', details);
  if (answer.status === 401 && body.form !== 'html')
    return new TableauError('sessionExpired', details);
  if (answer.status >= 500) return new TableauError('server', details);
  const redirectHost = locationHost(answer, host);
  if (redirectHost !== undefined) details.redirectHost = redirectHost;
  return new TableauError('notTableau', details);
}

function locationHost(answer: HttpAnswer, host: string): string | undefined {
  const location = answer.headers['location'];
  if (answer.status < 300 || answer.status > 399 || typeof location !== 'string') return undefined;
  return URL.canParse(location, `http://${host}`)
    ? new URL(location, `http://${host}`).host
    : undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
