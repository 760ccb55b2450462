/** One expired session, one sign-in: counted by the server, over operating-system processes that are killed at random. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { ManyWindows } from '../bench/windows/manyWindows';

describe('windows as processes', function () {
  this.timeout(300_000);
  let many: ManyWindows | undefined;

  afterEach(() => many?.close());

  const open = async (count: number): Promise<ManyWindows> =>
    (many = await ManyWindows.open(count));

  it('sign in once for an expired session, eight of them, over a store that tells late', async () => {
    const windows = await open(8);
    for (let n = 0; n < 5; n++) {
      const { signIns, failures } = await windows.round({ kill: 0, requests: 4 });
      assert.equal(signIns, 1);
      assert.deepEqual(failures, []);
    }
  });

  it('sign in once more only for a session that died with its window', async () => {
    const windows = await open(8);
    for (let n = 0; n < 5; n++) {
      const { signIns, lost, killed, failures } = await windows.round({ kill: 3, requests: 4 });
      assert.equal(signIns - lost, 1);
      assert.ok(lost <= killed);
      assert.deepEqual(failures, []);
    }
  });

  it('renew once for a thousand requests at the same moment, and none of them fails', async () => {
    const windows = await open(1);
    const { signIns, failures } = await windows.round({ kill: 0, requests: 1_000 });
    assert.equal(signIns, 1);
    assert.deepEqual(failures, []);
  });
});
