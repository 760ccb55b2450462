/** Checks in a real VS Code that programs which print JWTs are named by this computer's settings alone. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { jwtCommands } from '../../src/ui/jwtCommands';

describe('jwtCommands', () => {
  const key = 'vizport.jwtCommands';
  const { Global, Workspace } = vscode.ConfigurationTarget;
  afterEach(() => vscode.workspace.getConfiguration().update(key, undefined, Global));

  it('come from the settings of this computer; a workspace may not name one', async () => {
    const settings = vscode.workspace.getConfiguration();
    await settings.update(key, { work: ['/bin/true', 'x'], wrong: 'text', empty: [] }, Global);
    assert.deepEqual([...jwtCommands()], [['work', ['/bin/true', 'x']]]);
    await assert.rejects(async () => settings.update(key, { evil: ['/bin/false'] }, Workspace));
    assert.deepEqual([...jwtCommands().keys()], ['work']);
  });
});
