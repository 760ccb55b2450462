/** What is read of the list of one's own personal access tokens, in each form that it may come in. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decodeOwnToken } from '../../../../src/tableau/rest/ownTokens';

describe('decodeOwnToken', () => {
  it('takes the names of the REST help, and those that other methods of REST use', () => {
    const wanted = {
      name: 'vizport',
      endsAt: '2026-12-01T10:00:00Z',
      usedAt: '2026-11-20T10:00:00Z',
    };
    const { name, endsAt, usedAt } = wanted;
    assert.deepEqual(
      decodeOwnToken({ tokenName: name, expiresAt: endsAt, lastUsedAt: usedAt, tokenGuid: 'x' }),
      wanted,
    );
    assert.deepEqual(
      decodeOwnToken({ name, expirationTime: endsAt, lastUsedTime: usedAt }),
      wanted,
    );
  });

  it('leaves out what is no date, and a token without a name', () => {
    assert.deepEqual(decodeOwnToken({ tokenName: 'vizport', expiresAt: 'never', lastUsedAt: '' }), {
      name: 'vizport',
    });
    assert.equal(decodeOwnToken({ expiresAt: '2026-12-01T10:00:00Z' }), undefined);
  });
});
