/** Checks which kind of error each of Tableau's codes is. */
import assert from 'node:assert/strict';
import { kindOfError } from '../../../src/tableau/errorCodes';

describe('kindOfError', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['signIn', ['401000', '401001', '401003', '401009']],
    ['sessionExpired', ['401002']],
    ['notPermitted', ['403004', '403076', '403077', '403032', '403018', '403133', '403079']],
    ['notFound', ['404004', '404005', '404006', '404011', '404027', '404018', '404036', '400031']],
    ['alreadyQueued', ['409093', '409094', '403102']],
    ['notRefreshable', ['403104', '409090', '409082']],
    ['tooManyRequests', ['429000']],
    [
      'server',
      ['400065', '400006', '404001', '404003', '403014', '403157', '409004', '500000', '405000'],
    ],
  ];
  for (const [kind, codes] of table) {
    it(`knows ${codes.join(', ')} as ${kind}`, () => {
      for (const code of codes) {
        assert.equal(kindOfError(code, Number(code.slice(0, 3))), kind, code);
      }
    });
  }

  it('falls back to the family of the code, and without a code to the HTTP status', () => {
    assert.equal(kindOfError('403999', 403), 'notPermitted');
    assert.equal(kindOfError('404999', 404), 'notFound');
    assert.equal(kindOfError('409999', 409), 'server');
    assert.equal(kindOfError(undefined, 403), 'notPermitted');
    assert.equal(kindOfError(undefined, 500), 'server');
    assert.equal(kindOfError('toString', 400), 'server');
  });
});
