/** One expired session, one sign-in: counted by the server, over operating-system processes that are killed at random. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { ManyWindows, type Round } from '../bench/windows/manyWindows';

describe('windows as processes', function () {
  this.timeout(300_000);
  let many: ManyWindows | undefined;

  afterEach(() => many?.close());

  it('sign in once for an expired session, eight of them, over a store that tells late', async () => {
    many = await ManyWindows.open(8);
    for (let n = 0; n < 5; n++) {
      const { signIns, failures }: Round = await many.round({ kill: 0, requests: 4 });
      assert.equal(signIns, 1);
      assert.deepEqual(failures, []);
    }
  });

  it('sign in once more only for a session that died with its window', async () => {
    many = await ManyWindows.open(8);
    for (let n = 0; n < 5; n++) {
      const { signIns, lost, killed, failures }: Round = await many.round({ kill: 3, requests: 4 });
      assert.equal(signIns - lost, 1);
      assert.ok(lost <= killed);
      assert.deepEqual(failures, []);
    }
  });

  it('renew once for a thousand requests at the same moment, and none of them fails', async () => {
    many = await ManyWindows.open(1);
    const { signIns, failures }: Round = await many.round({ kill: 0, requests: 1_000 });
    assert.equal(signIns, 1);
    assert.deepEqual(failures, []);
  });
});
