// Every guess about the server has at least two variants, a row in the documentation, and a request that tells them apart.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateKeyOf } from '../../../fakeTableau/auth/issuers';
import { firstGuesses, guesses, type GuessName } from '../../../fakeTableau/guesses';
import { Servers } from '../restTalk';
import { type Exercise, type Exercises } from './exercise';
import { listExercises } from './lists';
import { otherExercises } from './others';
import { refreshExercises } from './refreshes';
import { signInExercises } from './signIn';

/** A guess without an exercise does not compile. */
const exercises: Exercises = {
  ...signInExercises,
  ...listExercises,
  ...refreshExercises,
  ...otherExercises,
};

const documentation = readFileSync(join(__dirname, '../../../../docs/fake-tableau.md'), 'utf8');
const rows = documentation.split('\n').filter((line) => line.startsWith('|'));

describe('guesses', () => {
  const servers = new Servers();
  before(async function () {
    // An RSA key takes its time on a busy machine; it is made once.
    this.timeout(30_000);
    await privateKeyOf('trust');
  });
  afterEach(() => servers.closeAll());

  for (const name of Object.keys(guesses) as GuessName[]) {
    const variants: readonly string[] = guesses[name];
    // The record of one guess, for any of them.
    const { expected, observe, profile } = exercises[name] as unknown as Exercise<GuessName>;
    const wanted = expected as Readonly<Record<string, string>>;

    it(`${name} begins with its first variant and has different ones`, () => {
      assert.equal(firstGuesses()[name], variants[0]);
      assert.ok(variants.length >= 2);
      assert.deepEqual(Object.keys(wanted).sort(), [...variants].sort());
      assert.equal(new Set(Object.values(wanted)).size, variants.length, 'no two look alike');
    });

    for (const variant of variants) {
      it(`${name} as ${variant}`, async () => {
        const fake = await servers.start(profile === undefined ? {} : { profile });
        Object.assign(fake.knobs.guesses, { [name]: variant });
        assert.equal(await observe(fake), wanted[variant]);
      });
    }

    it(`${name} is told in the documentation, which says that all variants are tried`, () => {
      const family = name.replace(/^(search)[A-Z].*$/, '$1…');
      const own = rows.filter((row) =>
        [name, family].some((word) => row.includes(`\`guesses.${word}\``)),
      );
      assert.ok(own.length > 0, 'no row');
      for (const row of own) assert.match(row, /(both|all) variants \|$/);
    });
  }

  it('are the only ones: what else is marked as guessed says that nothing rests on it', () => {
    const open = rows.filter((row) => /\bguessed\b/.test(row.split('|').at(-2) ?? ''));
    const wrong = open.filter((row) => !/(both|all) variants|nothing rests on/.test(row));
    assert.deepEqual(wrong, []);
  });
});
