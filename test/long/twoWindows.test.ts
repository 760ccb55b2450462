/** Two real windows on one server: one expired session is renewed by one sign-in, and nobody is asked twice. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import type { Workbench } from '../ui/support/workbench';

journey('two-windows', {}, (opened) => {
  let tableau: FakeTableau;
  let second: Workbench;

  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  const signIns = (): number =>
    tableau.log.filter(({ path }) => path.endsWith('/auth/signin')).length;

  const reloadTree = async (window: Workbench): Promise<void> => {
    await window.run('Tableau: Refresh View');
    await window.tree.sees(/Sales & Retail/u);
  };

  it('signs in in the first, and finds the site in the second without another sign-in', async () => {
    const { workbench } = opened;
    await signInTo(workbench, tableau);
    await workbench.tree.sees(/Sales & Retail/u);
    second = await workbench.secondWindow();
    await second.openView('Tableau');
    await second.tree.sees(/Sales & Retail/u);
    await second.tree.expand(/Sales & Retail/u);
    await second.step('second-window', { sees: ['Sales & Retail'] });
    assert.equal(signIns(), 1);
  });

  it('renews an expired session once for both', async () => {
    const { workbench } = opened;
    tableau.log.clear();
    tableau.knobs.expireSessions();
    await Promise.all([reloadTree(workbench), reloadTree(second)]);
    await workbench.tree.expand(/Sales & Retail/u);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await workbench.step('renewed-first', { sees: ['Sales & Retail'] });
    await second.step('renewed-second', { sees: ['Sales & Retail'] });
    assert.equal(signIns(), 1);
  });
});
