/** Which resource types a mapping table holds, as they are remembered. */
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { pickKinds } from '../../src/commands/mapping/pickKinds';
import type { TableKind } from '../../src/mapping/gather';
import { pressingEnter } from './support/pressing';

describe('pickKinds', () => {
  let stored: unknown;
  const memory: vscode.Memento = {
    keys: () => [],
    get: <T>() => stored as T | undefined,
    update: async (_: string, value: unknown) => {
      stored = value;
    },
  };
  const picked = (fits?: (kind: TableKind) => boolean): Promise<readonly TableKind[] | undefined> =>
    pressingEnter(pickKinds(memory, fits));

  it('proposes what was chosen last, and keeps of it what is not offered this time', async () => {
    stored = ['workbook', 'project'];
    assert.deepEqual(await picked((kind) => kind !== 'project'), ['workbook']);
    assert.deepEqual(await picked(), ['workbook', 'project']);
  });
});
