/** Checks that refusals are read in every form that Tableau and what stands before it use. */
import assert from 'node:assert/strict';
import { errorOf } from '../../../src/tableau/errorBodies';
import type { TableauError } from '../../../src/tableau/errors';

const now = Date.parse('2026-01-01T12:00:00Z');
const of = (status: number, text: string, headers: Record<string, string> = {}): TableauError =>
  errorOf({ status, headers, text }, 'tableau.example', now);

describe('errorOf', () => {
  it("reads Tableau's JSON", () => {
    const error = of(
      404,
      '{"error":{"summary":"Resource Not Found","detail":"No workbook.","code":"404006"}}',
    );
    assert.equal(error.kind, 'notFound');
    assert.deepEqual(error.details, {
      httpStatus: 404,
      host: 'tableau.example',
      code: '404006',
      summary: 'Resource Not Found',
      detail: 'No workbook.',
    });
  });

  it('reads a code that came as a number', () => {
    assert.equal(of(409, '{"error":{"code":409093}}').kind, 'alreadyQueued');
  });

  it("reads Tableau's XML, whatever the request asked for", () => {
    const error = of(
      403,
      '<?xml version="1.0"?><tsResponse xmlns="http://tableau.com/api"><error code="403104"><summary>Forbidden</summary><detail>Live &amp; well</detail></error></tsResponse>',
    );
    assert.deepEqual(
      [error.kind, error.code, error.details.detail],
      ['notRefreshable', '403104', 'Live & well'],
    );
  });

  it('reads a list of errors', () => {
    assert.deepEqual(
      of(400, '{"errors":[{"message":"Bad","code":"400800"}]}').details.summary,
      'Bad',
    );
  });

  it("reads Spring's form, which has no code of Tableau's", () => {
    const error = of(
      401,
      '{"timestamp":"2026-01-01","status":401,"error":"Unauthorized","path":"/x"}',
    );
    assert.deepEqual(
      [error.kind, error.code, error.details.summary],
      ['sessionExpired', undefined, 'Unauthorized'],
    );
  });

  it("reads the VizQL Data Service's form", () => {
    const error = of(404, '{"errorCode":"404934","message":"Unknown field"}');
    assert.deepEqual([error.code, error.details.summary], ['404934', 'Unknown field']);
  });

  it('takes the kind from the code, not from the HTTP status, where the two differ', () => {
    assert.equal(of(403, '{"error":{"code":"401002"}}').kind, 'sessionExpired');
    assert.equal(of(404, '{"error":{"code":"405000"}}').kind, 'server');
  });

  it("calls a page that is not Tableau's by its title", () => {
    const error = of(404, '<!doctype html><html><head><title>Nothing here</title></head></html>');
    assert.deepEqual(
      [error.kind, error.code, error.details.summary],
      ['notTableau', 'HTML', 'Nothing here'],
    );
  });

  it('still believes a proxy that says 429, 401 or 5xx', () => {
    assert.equal(of(429, 'slow down', { 'retry-after': '5' }).kind, 'tooManyRequests');
    assert.equal(of(429, 'slow down', { 'retry-after': '5' }).details.retryAfterMs, 5000);
    assert.equal(of(401, '').kind, 'sessionExpired');
    assert.equal(of(502, '<html></html>').kind, 'server');
    assert.equal(of(401, '<html><title>Proxy login</title></html>').kind, 'notTableau');
  });

  it('tells where a redirect leads', () => {
    const error = of(302, '', { location: 'https://login.example/sso' });
    assert.deepEqual([error.kind, error.details.redirectHost], ['notTableau', 'login.example']);
  });

  it('carries the minutes of a quota', () => {
    const error = of(429, '{"error":{"detail":"Please retry after 29 minutes.","code":"429000"}}');
    assert.deepEqual([error.kind, error.details.retryAfterMs], ['tooManyRequests', 29 * 60_000]);
  });
});
