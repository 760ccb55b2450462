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

  for (const personalSpaceListed of ['listed', 'leftOut'] as const)
    it(`holds the caller’s personal space, which lists have ${personalSpaceListed}`, async () => {
      Object.assign(site.fake.knobs.guesses, { personalSpaceListed });
      const { workbooks, views } = site.fake.model;
      const draft = [...workbooks.all()].find(({ name }) => name === 'My First Draft');
      const sheet = [...views.all()].find(({ workbookLuid }) => workbookLuid === draft?.luid);
      assert.ok(draft && sheet);
      const now = await siteNow(site.content, kinds);
      const there = now.byLuid('workbook', draft.luid);
      assert.equal(there?.name, 'My First Draft');
      // One item is at its path, however often it was told of.
      assert.equal(now.byPath('workbook', there.projectPath, there.name), there);
      const view = now.byLuid('view', sheet.luid);
      assert.equal(view?.projectPath, `${there.projectPath}/My First Draft`);
      // Who wants neither workbooks nor views asks for no space of anybody.
      site.fake.log.clear();
      await siteNow(site.content, new Set(['flow'] as const));
      assert.equal(site.fake.log.filter(({ path }) => path.includes('/users/')).length, 0);
    });

  it('is told what the site lists to those who may not ask for their own', async () => {
    site.fake.knobs.failNext({ status: 403, code: 403004, count: 1, match: '/users/' });
    const now = await siteNow(site.content, kinds);
    const tax = [...site.fake.model.workbooks.all()].find(({ name }) => name === 'Tax');
    assert.equal(now.byLuid('workbook', tax?.luid ?? '')?.name, 'Tax');
  });

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
