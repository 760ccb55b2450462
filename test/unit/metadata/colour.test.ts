/** Themes reach Monaco and GraphiQL in the forms that each of them takes. */
import assert from 'node:assert/strict';
import { parseColour, toHex, toHsl } from '../../../src/webview/colour';

describe('parseColour', () => {
  for (const [text, hex] of [
    ['#1e1e1e', '#1e1e1eff'],
    [' #FFF ', '#ffffffff'],
    ['#0078d480', '#0078d480'],
    ['rgba(255, 255, 255, 0.5)', '#ffffff80'],
    ['rgb(1, 2, 3)', '#010203ff'],
  ] as const) {
    it(`reads ${text.trim()}`, () => {
      const colour = parseColour(text);
      assert.equal(colour && toHex(colour), hex);
    });
  }

  for (const text of ['', 'inherit', '#12345', '12px', 'rgb(a, b, c)', 'rgb(1, 2)']) {
    it(`takes ${JSON.stringify(text)} for no colour`, () => {
      assert.equal(parseColour(text), undefined);
    });
  }
});

describe('toHsl', () => {
  for (const [text, hsl] of [
    ['#000000', '0, 0%, 0%'],
    ['#ffffff', '0, 0%, 100%'],
    ['#ff0000', '0, 100%, 50%'],
    ['#00ff00', '120, 100%, 50%'],
    ['#0000ff', '240, 100%, 50%'],
    ['#ff00ff', '300, 100%, 50%'],
    ['#0078d4', '206, 100%, 41.6%'],
  ] as const) {
    it(`gives the parts of ${text}`, () => {
      const colour = parseColour(text);
      assert.equal(colour && toHsl(colour), hsl);
    });
  }
});
