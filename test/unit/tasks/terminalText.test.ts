/** Nothing that a server sends moves the cursor of a terminal, or writes its title. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { terminalText } from '../../../src/tasks/terminalText';

describe('terminalText', () => {
  it('shows what would be a command of the terminal, and does not run it', () => {
    assert.equal(
      terminalText('a\u001b]0;title\u0007b\u009b2Jc'),
      'a\uFFFD]0;title\uFFFDb\uFFFD2Jc',
    );
    assert.equal(terminalText('\u202Etxt.exe\u2066'), '\uFFFDtxt.exe\uFFFD');
  });

  it('keeps lines, tabs and all letters', () => {
    assert.equal(terminalText('one\r\ntwo\rthree\n\tמכירות 🚀'), 'one\ntwo\nthree\n\tמכירות 🚀');
  });
});
