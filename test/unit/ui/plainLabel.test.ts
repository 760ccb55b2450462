/** Names in which VS Code would see icons, links and commands. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainLabel, plainMessage, singleLine } from '../../../src/ui/plainLabel';

/** How VS Code 1.105 and newer find what they draw as icons, and as links in messages. */
const icons = /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/gu;
const links = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/giu;

/** What a person reads of a label. */
const drawn = (label: string): string =>
  label.replace(icons, (whole, escaped?: string) =>
    escaped === undefined ? 'ICON' : whole.slice(1),
  );

describe('plainLabel', () => {
  for (const name of [
    'Profit $(k)',
    '$(gear) $(sync~spin)',
    'Cost $(in millions)',
    '$()',
    '\\$(x)',
  ])
    it(`shows ${name} as it is`, () => assert.equal(drawn(plainLabel(name)), name));

  it('keeps a label in one line', () => {
    assert.equal(plainLabel('a\r\n\tb'), 'a b');
    assert.equal(singleLine('Profit\n$(k)'), 'Profit $(k)');
  });
});

describe('plainMessage', () => {
  for (const text of [
    'The refresh of "[Retry](command:workbench.action.terminal.new)" failed.',
    '[a](https://elsewhere.example "Tableau") [b](FILE:///etc/passwd)',
  ])
    it(`leaves no link in ${text}`, () => {
      assert.ok(text.search(links) >= 0);
      assert.equal(plainMessage(text).search(links), -1);
      assert.equal(plainMessage(text).replaceAll('\u2060', ''), text);
    });

  it('leaves other text alone', () => {
    const text = 'Margin [2024] (draft) https://tableau.example.com/#/views';
    assert.equal(plainMessage(text), text);
  });
});
