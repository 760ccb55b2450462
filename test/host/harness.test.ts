/** Proves that the in-host suites run where they say they run. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the in-host harness', () => {
  it('runs in an extension host of the engine that the manifest asks for, or a newer one', () => {
    const [major = 0, minor = 0] = vscode.version.split('.').map(Number);
    assert.ok(major > 1 || (major === 1 && minor >= 105), vscode.version);
  });

  it('has a clipboard that keeps what is written to it', async () => {
    await vscode.env.clipboard.writeText('a LUID');
    assert.equal(await vscode.env.clipboard.readText(), 'a LUID');
  });
});
