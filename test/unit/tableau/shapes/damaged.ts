/** Ten thousand damaged bodies: each ends in an error of ours or in a value that the body says, never in a crash. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTableauError } from '../../../../src/tableau/errors';
import { library } from '../../../../src/tableau/library';
import type { Luid } from '../../../../src/tableau/model';
import { seeded, type Seeded } from '../../support/seeded';
import { clientOfAnswers, site, type Answers } from './answers';
import { write } from './encode';
import { readings, type Reading } from './readings';
import { scrambled, truncated, withOddMember } from './mutate';
import { assertWellFormed, saidBy } from './wellFormed';

interface Sample {
  readonly reading: Reading;
  readonly body: Buffer;
  /** The JSON that was written, where it is JSON. */
  readonly json?: unknown;
}

function samplesOf(chance: Seeded): readonly Sample[] {
  return readings.flatMap((reading) =>
    fc.sample(reading.values, { numRuns: 8, seed: chance.seed }).flatMap((value) => {
      const text = write(reading.wrap(value), { format: 'json', texts: chance.below(2) === 0 });
      const xml = write(reading.wrap(value), { format: 'xml' });
      return [
        { reading, body: Buffer.from(text), json: JSON.parse(text) as unknown },
        { reading, body: Buffer.from(xml) },
      ];
    }),
  );
}

/** About ten times as many as `counted`. */
export function damagedBodies(counted: number): void {
  describe('a damaged body', () => {
    const chance = seeded();
    let answers: Answers;
    let samples: readonly Sample[];
    before(() => {
      answers = clientOfAnswers();
      samples = samplesOf(chance);
    });
    after(() => answers.transport.dispose());

    /** The value, or undefined for an error of ours. */
    async function outcome(body: Buffer, read: () => Promise<unknown>): Promise<unknown> {
      answers.text = body;
      try {
        return { value: await read() };
      } catch (error) {
        const words = `seed ${chance.seed}: ${String(error)} of ${body.toString('utf8')}`;
        assert.ok(isTableauError(error), words);
        // Something to tell a person by.
        assert.ok(error.code ?? error.details.summary ?? error.httpStatus, words);
        return undefined;
      }
    }

    async function many(count: number, once: () => Promise<void>): Promise<void> {
      for (let times = 0; times < count; times++) {
        try {
          await once();
        } catch (error) {
          const last = answers.text.toString('utf8').slice(0, 2000);
          throw new Error(`VIZPORT_SEED=${chance.seed}, damage ${times}: ${last}`, {
            cause: error,
          });
        }
      }
    }

    it('that was cut off is never taken for a whole one', () =>
      many(3 * counted, async () => {
        const { reading, body } = chance.pick(samples);
        const found = await outcome(truncated(body, chance), () => reading.read(answers.client));
        assert.equal(found, undefined);
      }));

    it('with bytes that changed says what it says, or is refused', () =>
      many(3 * counted, async () => {
        const { reading, body } = chance.pick(samples);
        const damaged = scrambled(body, chance);
        const found = await outcome(damaged, () => reading.read(answers.client));
        if (found !== undefined)
          judge((found as { value: unknown }).value, damaged.toString('utf8'));
      }));

    it('with members that are something else loses these at most', () =>
      many(3 * counted, async () => {
        const { reading, json } = chance.pick(samples.filter((one) => one.json !== undefined));
        const damaged = Buffer.from(JSON.stringify(withOddMember(json, chance)));
        const found = await outcome(damaged, () => reading.read(answers.client));
        if (found !== undefined)
          judge((found as { value: unknown }).value, damaged.toString('utf8'));
      }));

    it('in a list does not touch the items beside it', () => {
      const lists = samples.filter(({ reading }) => reading.name === 'a list of workbooks');
      return many(counted / 2, async () => {
        const { reading, json } = chance.pick(lists.filter((one) => one.json !== undefined));
        answers.text = JSON.stringify(json);
        const whole = (await reading.read(answers.client)) as { luid: string }[];
        const content = structuredClone(json) as { workbooks: { workbook: unknown[] } };
        if (whole.length === 0) return;
        const at = chance.below(whole.length);
        const { workbook } = content.workbooks;
        workbook[at] = withOddMember(workbook[at], chance);
        answers.text = JSON.stringify(content);
        const found = (await reading.read(answers.client)) as { luid: string }[];
        const beside = whole.filter((_, index) => index !== at);
        assert.deepEqual(
          found.filter((_, index) => found.length < whole.length || index !== at),
          beside,
        );
      });
    });

    it('of an accepted change means that its answer is lost, not that nothing was done', () =>
      many(counted / 10, async () => {
        const job = '{"job":{"id":"j1","type":"RefreshExtract"}}';
        answers.text = truncated(Buffer.from(job), chance);
        const error = await answers.client.workbooks.refresh('w' as Luid).catch((e: unknown) => e);
        assert.ok(isTableauError(error, 'answerLost'), String(error));
      }));

    it('of a sign-in is no session', () =>
      many(counted / 5, async () => {
        const good =
          '{"credentials":{"site":{"id":"s1","contentUrl":"sales"},"user":{"id":"u1"},"token":"a|b|c"}}';
        const body = truncated(Buffer.from(good), chance);
        const credentials = { method: 'personalAccessToken', name: 'n', secret: 's' } as const;
        const found = await outcome(body, () =>
          library.signIn(answers.transport, site, credentials),
        );
        assert.equal(found, undefined);
      }));

    it('of a query is refused, or is what it says', () =>
      many(counted / 2, async () => {
        const good = {
          data: { workbooks: [{ luid: 'w', name: 'ä "b"' }] },
          errors: [{ message: 'm' }],
        };
        const body = Buffer.from(JSON.stringify(good));
        const damaged = chance.below(2) === 0 ? truncated(body, chance) : scrambled(body, chance);
        const found = await outcome(damaged, () =>
          answers.client.metadata.query({ query: '{ a }' }),
        );
        if (found === undefined) return;
        const { data } = (found as { value: { data: unknown } }).value;
        const text = damaged.toString('utf8').replace(/^\ufeff/u, '');
        assert.deepEqual(data, (JSON.parse(text) as { data: unknown }).data);
      }));

    it('of a refusal is still a refusal', () =>
      many(counted / 2, async () => {
        const refusal = '{"error":{"code":"403004","summary":"Forbidden","detail":"Not you."}}';
        answers.status = chance.pick([400, 403, 404, 409, 429, 500, 503]);
        const { reading } = chance.pick(samples);
        const body = Buffer.from(refusal);
        const damaged = chance.below(2) === 0 ? truncated(body, chance) : scrambled(body, chance);
        const found = await outcome(damaged, () => reading.read(answers.client));
        answers.status = 200;
        // The list of one's own tokens is nice to know: where it is refused it is not there, and nothing is read of it.
        assert.equal((found as { value: unknown } | undefined)?.value, undefined);
      }));

    function judge(value: unknown, body: string): void {
      // A schedule without an id is no schedule.
      if (value !== undefined) assertWellFormed(value, saidBy(body));
    }
  });
}
