/** Checks how a wait is read from a header or from the words of a refusal. */
import assert from 'node:assert/strict';
import { clockSkewMs, retryAfterMs } from '../../../../src/tableau/http/retryAfter';

const now = Date.parse('2026-01-01T12:00:00Z');
const of = (header: string | undefined, text = '', status = 429): number | undefined =>
  retryAfterMs(
    { status, headers: header === undefined ? {} : { 'retry-after': header }, text },
    now,
  );

describe('retryAfterMs', () => {
  it('reads seconds and dates', () => {
    assert.equal(of('7'), 7000);
    assert.equal(of('0'), 0);
    assert.equal(of('Thu, 01 Jan 2026 12:00:30 GMT'), 30_000);
    assert.equal(of('Thu, 01 Jan 2026 11:00:00 GMT'), 0);
  });

  it('reads the minutes from the text of a 429, in several languages', () => {
    const wanted = 29 * 60_000;
    assert.equal(
      of(
        undefined,
        "Too many requests for 'api.rest.refresh_extracts'. Please retry after 29 minutes.",
      ),
      wanted,
    );
    assert.equal(of(undefined, 'Bitte versuchen Sie es in 29 Minuten noch einmal.'), wanted);
    assert.equal(of(undefined, 'Réessayez dans 29 minutes.'), wanted);
    assert.equal(of(undefined, '29 分後に再試行してください。'), wanted);
    assert.equal(of(undefined, 'Please retry after 45 seconds.'), 45_000);
  });

  it('prefers the header to the words', () => {
    assert.equal(of('3', 'Please retry after 29 minutes.'), 3000);
  });

  it('knows nothing where nothing is said, or where the words belong to another refusal', () => {
    assert.equal(of(undefined, 'Too many requests'), undefined);
    assert.equal(of('soon'), undefined);
    assert.equal(of(undefined, 'It ran for 29 minutes.', 500), undefined);
  });
});

describe('clockSkewMs', () => {
  it('is positive when the server is ahead of us, and unknown without a date', () => {
    const at = (date?: string): number | undefined =>
      clockSkewMs({ status: 200, headers: date === undefined ? {} : { date }, text: '' }, now);
    assert.equal(at('Thu, 01 Jan 2026 12:06:00 GMT'), 360_000);
    assert.equal(at('Thu, 01 Jan 2026 11:58:00 GMT'), -120_000);
    assert.equal(at(), undefined);
    assert.equal(at('noon'), undefined);
  });
});
