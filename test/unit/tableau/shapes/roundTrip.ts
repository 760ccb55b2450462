/** decode(encode(x)) = x for every kind of the model, over JSON and XML, through the whole client. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clientOfAnswers, type Answers } from './answers';
import { write, type Style } from './encode';
import { readings } from './readings';

const styles: readonly Style[] = [
  { format: 'json' },
  { format: 'json', texts: true },
  { format: 'json', texts: true, single: true },
  { format: 'xml' },
  { format: 'prefixedXml' },
];
/** `VIZPORT_SEED` repeats a run; fast-check prints the seed of a failure. */
const seed = process.env['VIZPORT_SEED'];

export function roundTrips(numRuns: number): void {
  const options = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };
  describe('decode(encode(x)) = x', () => {
    let answers: Answers;
    before(() => (answers = clientOfAnswers()));
    after(() => answers.transport.dispose());

    for (const { name, values, wrap, read } of readings)
      it(`for ${name}`, () => {
        const property = fc.asyncProperty(values, async (value) => {
          for (const style of styles) {
            answers.text = write(wrap(value), style);
            const message = `${JSON.stringify(style)} ${answers.text}`;
            assert.deepEqual(await read(answers.client), value, message);
          }
        });
        return fc.assert(property, options);
      });
  });
}
