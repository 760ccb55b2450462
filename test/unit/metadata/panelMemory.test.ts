/** One history for all panels and windows: none may undo what another wrote. */
import assert from 'node:assert/strict';
import { PanelMemory } from '../../../src/metadata/panelMemory';

describe('PanelMemory', () => {
  const key = 'graphiql:queries';
  const history = (...queries: readonly string[]): string =>
    JSON.stringify({ queries: queries.map((query) => ({ query })) });
  const open = (): { memory: PanelMemory; kept: Map<string, unknown> } => {
    const kept = new Map<string, unknown>();
    const memory = new PanelMemory({
      get: <T>(name: string) => kept.get(name) as T | undefined,
      update: async (name, value) => void kept.set(name, value),
    });
    return { memory, kept };
  };

  it('gives to a new page what an earlier one wrote', async () => {
    const { memory } = open();
    await memory.change({}, { [key]: history('{ a }'), 'graphiql:vizportSplit': '0.4' });
    assert.deepEqual(memory.read({ tabs: true }), {
      [key]: history('{ a }'),
      'graphiql:vizportSplit': '0.4',
    });
  });

  it('adds what two panels ran to one history', async () => {
    const { memory } = open();
    await memory.change({}, { [key]: history('{ a }') });
    const seen = memory.read({ tabs: true });
    await memory.change(seen, { [key]: history('{ a }', '{ one }') });
    await memory.change(seen, { [key]: history('{ a }', '{ two }') });
    assert.equal(memory.read({ tabs: true })[key], history('{ a }', '{ one }', '{ two }'));
  });

  it('takes out what one panel deleted, although another still has it', async () => {
    const { memory } = open();
    await memory.change({}, { [key]: history('{ a }', '{ b }') });
    const seen = memory.read({ tabs: true });
    await memory.change(seen, { [key]: history('{ b }') });
    await memory.change(seen, { [key]: history('{ a }', '{ b }', '{ c }') });
    assert.equal(memory.read({ tabs: true })[key], history('{ b }', '{ c }'));
  });

  it('takes over a label, and keeps the newest hundred', async () => {
    const { memory } = open();
    await memory.change({}, { [key]: history('{ a }') });
    const labelled = JSON.stringify({ queries: [{ query: '{ a }', label: 'Mine' }] });
    await memory.change(memory.read({ tabs: true }), { [key]: labelled });
    assert.equal(memory.read({ tabs: true })[key], labelled);
    const many = Array.from({ length: 120 }, (_, index) => `{ q${index} }`);
    await memory.change(memory.read({ tabs: true }), { [key]: history(...many) });
    const { queries } = JSON.parse(memory.read({ tabs: true })[key] ?? '') as {
      queries: unknown[];
    };
    assert.equal(queries.length, 100);
    assert.deepEqual(queries.at(-1), { query: '{ q119 }' });
  });

  it('gives the tabs of the last panel only to who wants them', async () => {
    const { memory } = open();
    await memory.change({}, { 'graphiql:tabState': '{"tabs":[]}' });
    assert.deepEqual(memory.read({ tabs: false }), {});
    assert.deepEqual(memory.read({ tabs: true }), { 'graphiql:tabState': '{"tabs":[]}' });
  });

  it('keeps nothing that GraphiQL does not name, and survives what was spoilt', async () => {
    const { memory, kept } = open();
    await memory.change({}, { token: 'x', 'graphiql:headers': '{}', [key]: 'no JSON' });
    assert.deepEqual(memory.read({ tabs: true }), { [key]: history() });
    for (const name of kept.keys()) kept.set(name, 'spoilt');
    assert.deepEqual(memory.read({ tabs: true }), {});
  });
});
