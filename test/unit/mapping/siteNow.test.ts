/** What a site holds now is read to its end, whoever else wants its lists anew meanwhile. */
import assert from 'node:assert/strict';
import { siteNow } from '../../../src/mapping/siteNow';
import { openFakeSite, type FakeSite } from '../content/fakeSite';

const kinds = new Set(['workbook', 'view'] as const);

describe('siteNow', () => {
  let site: FakeSite;
  beforeEach(async () => {
    site = await openFakeSite({ workbooks: 1_500 });
  });
  afterEach(() => site.close());

  it('is told to all who ask at the same time', async () => {
    const told = await Promise.all([1, 2, 3].map(() => siteNow(site.content, kinds)));
    assert.equal(told.length, 3);
  });

  it('ends when nobody wants it any more', async () => {
    const stop = new AbortController();
    const asked = siteNow(site.content, kinds, stop.signal);
    stop.abort(new DOMException('The task was terminated', 'AbortError'));
    await assert.rejects(asked, { message: 'The task was terminated' });
  });

  it('ends, too, when it is disturbed without end', async () => {
    const asked = siteNow(site.content, kinds);
    const disturbing = setInterval(() => site.content.forgetSiteList('workbook'), 1);
    try {
      await assert.rejects(asked, { name: 'AbortError' });
    } finally {
      clearInterval(disturbing);
    }
  });
});
