/** Our client under every variant of every guess about the server: what rests on a guess is run in each way. */
import assert from 'node:assert/strict';
import { guesses, type GuessName } from '../../../fakeTableau/guesses';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { extractMeetings } from './extracts';
import type { Meeting, Meetings } from './meeting';
import { sessionMeetings } from './sessions';

/** A guess that is left out does not compile, nor does a variant without an expectation. */
const meetings: Meetings = { ...sessionMeetings, ...extractMeetings };

describe('a client that meets a guess', () => {
  let fake: FakeTableau | undefined;
  afterEach(async () => {
    await fake?.close();
    fake = undefined;
  });

  for (const name of Object.keys(guesses) as GuessName[]) {
    const meeting = meetings[name] as unknown as Meeting<GuessName> | string;
    if (typeof meeting === 'string') continue;
    const expected = meeting.expected as Readonly<Record<string, string>>;
    for (const variant of guesses[name]) {
      it(`${name} as ${variant}: ${expected[variant]}`, async () => {
        const { observe, profile } = meeting;
        fake = await startFakeTableau(profile === undefined ? {} : { profile });
        Object.assign(fake.knobs.guesses, { [name]: variant });
        assert.equal(await observe(fake), expected[variant]);
      });
    }
  }

  it('never meets only those for which a sentence says why', () => {
    const never = Object.entries(meetings).filter(([, meeting]) => typeof meeting === 'string');
    assert.deepEqual(never.map(([name]) => name).sort(), [
      'contentsCounted',
      'incrementalSince',
      'incrementalUnknown',
      'jwtReplayCode',
      'pageFaults',
      'refreshMoves',
    ]);
  });
});
