/** What is made right after activation: not before it, once, and never for an extension that is gone. */
import assert from 'node:assert/strict';
import { afterActivation } from '../../../src/ui/afterActivation';

describe('afterActivation', () => {
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
  const told: string[] = [];
  const thing = (name: string) => {
    told.push(`${name} made`);
    return { dispose: () => void told.push(`${name} gone`) };
  };
  const report = (error: unknown) => void told.push(String(error));
  beforeEach(() => told.splice(0));

  it('makes what is wanted in the next turn, and disposes it in reverse', async () => {
    const owned = afterActivation(
      report,
      () => thing('one'),
      () => thing('two'),
    );
    assert.deepEqual(told, []);
    await nextTurn();
    assert.deepEqual(told, ['one made', 'two made']);
    owned.dispose();
    assert.deepEqual(told.slice(2), ['two gone', 'one gone']);
  });

  it('makes nothing when the extension is deactivated at once', async () => {
    afterActivation(report, () => thing('one')).dispose();
    await nextTurn();
    assert.deepEqual(told, []);
  });

  it('reports what could not be made, makes the others, and disposes them', async () => {
    const broken = () => {
      throw new Error('no');
    };
    const nothing = () => undefined;
    const one = () => thing('one');
    const two = () => thing('two');
    const owned = afterActivation(report, one, broken, nothing, two);
    await nextTurn();
    assert.deepEqual(told, ['one made', 'Error: no', 'two made']);
    owned.dispose();
    assert.deepEqual(told.slice(3), ['two gone', 'one gone']);
  });
});
