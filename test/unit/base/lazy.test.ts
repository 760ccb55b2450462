/** What is made when it is first asked for: once, and again after a failure. */
import assert from 'node:assert/strict';
import { disposeIfMade, lazy } from '../../../src/base/lazy';

describe('lazy', () => {
  it('makes it once for all who ask meanwhile', async () => {
    let made = 0;
    const get = lazy(() => Promise.resolve({ number: ++made }));
    assert.equal(get.made(), undefined);
    const [one, other] = await Promise.all([get(), get()]);
    assert.equal(one, other);
    assert.equal(made, 1);
    assert.equal(get.made(), one);
  });

  it('tries again after a failure, which those who waited are told', async () => {
    let tries = 0;
    const get = lazy(async () => {
      tries += 1;
      if (tries === 1) throw new Error('The disk is slow');
      return 'made';
    });
    await Promise.all([assert.rejects(get(), /slow/u), assert.rejects(get(), /slow/u)]);
    assert.equal(tries, 1);
    assert.equal(await get(), 'made');
  });

  it('disposes of what was made, and makes nothing for that', async () => {
    const disposed: string[] = [];
    let made = 0;
    const part = (name: string) =>
      lazy(() => {
        made += 1;
        return Promise.resolve({ dispose: () => void disposed.push(name) });
      });
    const [one, other] = [part('one'), part('other')];
    await one();
    disposeIfMade(one, other).dispose();
    assert.deepEqual(disposed, ['one']);
    assert.equal(made, 1);
  });
});
