/** Journey 0: the packaged extension is there, and asks nothing of anybody before it is used. */
import assert from 'node:assert/strict';
import { journey } from './support/journey';

journey('0-smoke', {}, (opened) => {
  it('has its own place in the activity bar, with words for who is not signed in', async () => {
    const { workbench } = opened;
    await workbench.openView('Tableau');
    await workbench.step('view', { sees: ['Sign In to Tableau'] });
  });

  it('offers its commands under the category Tableau', async () => {
    const titles = await opened.workbench.paletteOffers('Tableau:');
    assert.ok(
      titles.some((title) => title.startsWith('Tableau: Sign In')),
      titles.join(' | '),
    );
  });

  it('says nothing by itself', async () => {
    assert.deepEqual(await opened.workbench.notifications.texts(), []);
  });
});
