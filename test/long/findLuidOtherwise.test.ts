/** Journey 6, where there is nothing to find, or nobody is signed in: a sentence that says why, and what to do. */
import assert from 'node:assert/strict';
import {
  copiesLuid,
  findAddress,
  findLuidJourney,
  findLuidTitle,
  mayBeCut,
  named,
  nothingIsLeft,
  openFindLuid,
} from '../ui/support/findLuid';
import { signInTo } from '../ui/support/signInTo';

findLuidJourney('6-find-luid-otherwise', {}, (opened) => {
  const inMain = <T extends { readonly siteLuid: string; readonly name: string }>(
    items: { all(): Iterable<T> },
    name: string,
  ): T => named(items, name, opened.tableau.company.main.site.luid);

  it('says in place what is no address of an item', async () => {
    const { workbench, site } = opened;
    await openFindLuid(workbench, 'some words, no address', '');
    const wrong = [
      ['what is this', 'This is not a web address.'],
      [`${site}/home`, 'This address is a page of the site, not of an item.'],
      ['https://github.com/tableau/tabcmd', 'This address of github.com is not one of Tableau’s.'],
      [`${site}/collections/7`, 'Addresses with "collections" cannot be resolved.'],
    ] as const;
    for (const [text, sentence] of wrong) {
      await workbench.quickPick.enter(text);
      await workbench.quickPick.sees({ title: findLuidTitle, message: sentence, value: text });
      await workbench.step(`wrong-${wrong.findIndex(([one]) => one === text) + 1}`, { mayBeCut });
    }
    await workbench.quickPick.cancel();
    await nothingIsLeft(workbench);
  });

  it('says what cannot be found, and what to do instead', async () => {
    const { workbench, tableau, site } = opened;
    await findAddress(workbench, `${site}/workbooks/999999`);
    await workbench.notifications.sees(/999999|this number/u);
    await workbench.step('no-such-number', { mayBeCut, sees: ['Sales & Retail'] });
    await workbench.notifications.clear();

    const { luid } = inMain(tableau.model.workbooks, 'Quarterly Margin');
    await findAddress(workbench, `${site}/views/QuarterlyMargin/NoSuchSheet`);
    await workbench.notifications.sees('shows no such sheet');
    await workbench.step('no-such-sheet', { mayBeCut, sees: ['Use "Quarterly Margin"'] });
    await workbench.notifications.press('shows no such sheet', 'Use "Quarterly Margin"');
    await copiesLuid(workbench, 'Quarterly Margin', luid);

    const empty = named(tableau.model.projects, 'Archive 2019', tableau.company.main.site.luid);
    await findAddress(workbench, `${site}/projects/${empty.vizportalUrlId}`);
    await workbench.notifications.sees('Tableau tells the number of a project only for what is in');
    await workbench.step('empty-project', { mayBeCut, sees: ['Find by Name'] });
    await workbench.notifications.press('number of a project', 'Find by Name');
    await workbench.quickPick.sees({ title: 'Find Content' });
    await workbench.quickPick.cancel();
    await nothingIsLeft(workbench);
  });

  it('leaves nothing behind when it is left at any stage', async () => {
    const { workbench, tableau, site } = opened;
    const { vizportalUrlId } = inMain(tableau.model.workbooks, 'Cash Flow');
    const address = `${site}/workbooks/${vizportalUrlId}`;
    tableau.log.clear();
    await openFindLuid(workbench, address);
    await workbench.quickPick.cancel();
    await nothingIsLeft(workbench);
    assert.equal(tableau.log.length, 0);

    tableau.knobs.delay(60_000, '/graphql');
    await findAddress(workbench, address);
    await workbench.notifications.sees('Looking for the LUID…');
    await workbench.step('looking', { mayBeCut, sees: ['Cancel'] });
    await workbench.notifications.press('Looking', 'Cancel');
    await nothingIsLeft(workbench);
    tableau.knobs.delay(0, '/graphql');

    await findAddress(workbench, address);
    await workbench.quickPick.sees({ title: 'Cash Flow' });
    await workbench.quickPick.cancel();
    await nothingIsLeft(workbench);
    await workbench.clipboardHolds(address);
  });

  it('offers to sign in to the site of the address, and goes on to the item', async () => {
    const { workbench, tableau } = opened;
    const { username, password } = tableau.credentials.password;
    const hiring = named(
      tableau.model.workbooks,
      'Hiring Funnel',
      tableau.company.second.site.luid,
    );
    await findAddress(
      workbench,
      `${tableau.url}/#/site/PeopleHub/workbooks/${hiring.vizportalUrlId}/views`,
    );
    await workbench.notifications.sees('You are not signed in to the site "PeopleHub"');
    await workbench.step('not-signed-in', { mayBeCut, sees: ['sign in there to find the item'] });
    await workbench.notifications.press('You are not signed in', 'Sign In');
    await workbench.quickPick.sees({
      title: 'Sign In to Tableau',
      value: `${tableau.url}/#/site/PeopleHub/home`,
    });
    await workbench.step('sign-in-there', { mayBeCut });
    await workbench.quickPick.accept();
    await workbench.quickPick.choose('User name and password');
    await workbench.quickPick.sees({ message: 'User name' });
    await workbench.quickPick.enter(username);
    await workbench.quickPick.sees({ message: 'Password' });
    await workbench.quickPick.enter(password);
    await workbench.quickPick.sees({ title: 'Workbook "Recruiting/Hiring Funnel"' });
    await workbench.step('signed-in-and-found', { mayBeCut, sees: [hiring.luid] });
    await copiesLuid(workbench, 'Hiring Funnel', hiring.luid);
  });

  it('offers to sign in again where the user signed out, and goes on to the item', async () => {
    const { workbench, tableau, site } = opened;
    const { luid, vizportalUrlId } = inMain(tableau.model.workbooks, 'Influencers');
    const row = /Sales & Retail/u;
    await workbench.tree.openMenu(row, { level: 1 });
    await workbench.menu('Sign Out');
    await workbench.tree.sees(/signed out/iu);
    await findAddress(workbench, `${site}/workbooks/${vizportalUrlId}`);
    await workbench.notifications.sees('You are not signed in to Sales & Retail now');
    await workbench.step('signed-out', { mayBeCut, sees: ['sign in again to find the item'] });
    await workbench.notifications.press('You are not signed in', 'Sign In Again');
    await copiesLuid(workbench, 'Marketing/Campaigns 🚀/Influencers', luid);
    await nothingIsLeft(workbench);
  });

  it('finds nothing of what the user may not see, and all of it for an administrator', async () => {
    const { workbench, tableau, site } = opened;
    const { administrator } = tableau.credentials;
    const board = inMain(tableau.model.workbooks, 'Board Summary');
    const address = `${site}/workbooks/${board.vizportalUrlId}`;
    await findAddress(workbench, address);
    await workbench.notifications.sees('you may not be permitted to see it');
    await workbench.notifications.clear();

    await signInTo(workbench, tableau, { token: administrator.personalAccessToken });
    await workbench.tree.sees('Executive');
    await findAddress(workbench, address);
    await workbench.quickPick.sees({ title: 'Workbook "Executive/Board Summary"' });
    await workbench.step('administrator', { mayBeCut, sees: [board.luid] });
    await copiesLuid(workbench, 'Board Summary', board.luid);
    await nothingIsLeft(workbench);
  });
});
