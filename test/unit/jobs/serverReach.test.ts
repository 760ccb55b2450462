/** Many who wait for a server that does not answer: one tries, the others hear of it, and nobody waits for ever. */
import assert from 'node:assert/strict';
import { ServerReach } from '../../../src/jobs/serverReach';
import { TableauError } from '../../../src/tableau/errors';
import { TestClock } from '../support/testClock';

const server = 'https://tableau.acme.com';
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('ServerReach', () => {
  const open = async () => {
    const clock = new TestClock(() => 0);
    const reach = new ServerReach(clock);
    const never = new AbortController().signal;
    const down = (): Promise<never> => Promise.reject(new TableauError('network'));
    await assert.rejects(reach.look(server, down, never), { kind: 'network' });
    assert.ok(reach.isClosed(server));
    return { clock, reach, never };
  };

  it('lets one of many try again, after a while, and the others with its success', async () => {
    const { clock, reach, never } = await open();
    let looks = 0;
    const look = (): Promise<number> => Promise.resolve(++looks);
    const all = Promise.all([1, 2, 3].map(() => reach.look(server, look, never)));
    await turn();
    assert.equal(looks, 0, 'the gate is closed');
    assert.equal(clock.waiting, 1, 'one waits for the clock, the others for it');
    await clock.advance(5_000);
    assert.deepEqual(
      (await all).toSorted((one, next) => one - next),
      [1, 2, 3],
    );
    assert.equal(reach.isClosed(server), false);
  });

  it('tries at once when somebody else has reached the server', async () => {
    const { reach, never } = await open();
    const looked = reach.look(server, () => Promise.resolve('seen'), never);
    await turn();
    reach.reached(server);
    assert.equal(await looked, 'seen');
  });

  it('lets go of one who waits for another’s try and gives up, and of the rest when that one gives up', async () => {
    const { clock, reach, never } = await open();
    const [first, second] = [new AbortController(), new AbortController()];
    const look = (): Promise<string> => Promise.resolve('seen');
    const tries = reach.look(server, look, first.signal);
    const waits = reach.look(server, look, second.signal);
    const stays = reach.look(server, look, never);
    await turn();
    second.abort(new DOMException('enough', 'AbortError'));
    await assert.rejects(waits, { name: 'AbortError' });
    first.abort(new DOMException('enough', 'AbortError'));
    await assert.rejects(tries, { name: 'AbortError' });
    await turn();
    await clock.advance(5_000);
    assert.equal(await stays, 'seen');
  });
});
