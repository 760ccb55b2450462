/** Each end that is not known has a sentence of its own, which is true and says what to do where something can be done. */
import assert from 'node:assert/strict';
import type { Outcome, WatchTarget } from '../../src/jobs/jobsContract';
import type { ContentUrl, Luid } from '../../src/tableau/model';
import { outcomeText } from '../../src/ui/outcomeText';

const site = { server: 'https://tableau.example', contentUrl: 'sales' as ContentUrl };
const target: WatchTarget = {
  ref: { site, kind: 'workbook', luid: 'w1' as Luid },
  name: 'Margin',
  action: 'refresh',
};

describe('outcomeText', () => {
  const text = (reason: Extract<Outcome, { status: 'unknown' }>['reason']): string =>
    outcomeText(target, { status: 'unknown', reason });

  it('tells why a session is over, and what brings it back', () => {
    const expected = {
      signedOut: /signed out.*Sign in,/u,
      refused: /refuses the credentials.*Replace them,/u,
      contested: /same token.*a token of its own.*take this one back/u,
      secretMissing: /secret.*is gone from this computer.*Replace the credentials,/u,
    } as const;
    for (const [reason, words] of Object.entries(expected)) {
      const sentence = text(reason as keyof typeof expected);
      assert.match(sentence, words);
      assert.match(sentence, /^The refresh of "Margin" is no longer watched/u);
      assert.match(sentence, /Check Again\.$/u);
    }
    assert.equal(new Set(Object.keys(expected).map((one) => text(one as 'refused'))).size, 4);
  });

  it('claims nothing of an extract whose time nobody tells', () => {
    assert.match(text('notReadable'), /no new time of its extract is to be seen\.$/u);
  });
});
