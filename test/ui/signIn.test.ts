/** Journey 2: sign in by every method, go back, be refused, sign out, replace credentials, remove, reload, be offline. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from './support/journey';
import { signInTo } from './support/signInTo';

journey('2-sign-in', { theme: 'light' }, (opened) => {
  let tableau: FakeTableau;
  let port: number;

  before(async () => {
    tableau = await startFakeTableau();
    port = Number(new URL(tableau.url).port);
  });
  after(() => tableau.close());

  it('begins with words and a button where nobody is signed in', async () => {
    const { workbench } = opened;
    await workbench.openView('Tableau');
    await workbench.step('welcome', { sees: ['Sign In to Tableau', 'secret storage'] });
    await workbench.tree.pressWelcome('Sign In to Tableau');
    await workbench.quickPick.sees({ title: 'Sign In to Tableau', step: '1/4' });
    await workbench.step('address', { sees: ['Paste any address of your Tableau site'] });
  });

  it('says what is wrong with an address, and keeps it', async () => {
    const { workbench } = opened;
    await workbench.quickPick.type('what is this');
    await workbench.quickPick.sees({ message: 'not the address of a Tableau server' });
    await workbench.quickPick.enter('http://127.0.0.1:9');
    await workbench.quickPick.sees({ message: 'refuses the connection' });
    await workbench.step('nobody-there', { sees: [/127\.0\.0\.1:9 refuses the connection/u] });
    assert.equal((await workbench.quickPick.state()).value, 'http://127.0.0.1:9');
  });

  it('names a host that is not Tableau', async () => {
    const { workbench } = opened;
    tableau.knobs.htmlNext(4, undefined, 200);
    await workbench.quickPick.enter(tableau.url);
    await workbench.quickPick.sees({ message: 'did not answer like Tableau' });
    await workbench.step('not-tableau', { sees: ['did not answer like Tableau'] });
    tableau.knobs.faults.clear();
  });

  it('asks for the site where the address names none, and goes back', async () => {
    const { workbench } = opened;
    await workbench.quickPick.enter(tableau.url);
    await workbench.quickPick.sees({ step: '2/5', message: 'Name of the site' });
    await workbench.step('site', { sees: ['Name of the site as it stands in its address'] });
    await workbench.quickPick.back();
    await workbench.quickPick.sees({ step: '1/5', value: tableau.url });
  });

  it('reads server and site from a pasted address, and offers the ways to sign in', async () => {
    const { workbench } = opened;
    await workbench.quickPick.enter(`${tableau.url}/#/site/sales/workbooks/123?:origin=card`);
    await workbench.quickPick.sees({
      step: '2/4',
      labels: ['Personal access token', 'Connected app (direct trust)', 'User name and password'],
    });
    await workbench.step('methods', {
      sees: ['a token holds one session at a time', 'Many sessions at once', 'Server without'],
    });
  });

  it('keeps the box open when the token is refused, says what to do, and is not sent twice', async () => {
    const { workbench } = opened;
    const { name } = tableau.credentials.personalAccessToken;
    await workbench.quickPick.choose('Personal access token');
    await workbench.quickPick.sees({ step: '3/4' });
    await workbench.quickPick.enter(name);
    await workbench.quickPick.sees({ step: '4/4' });
    const before = signIns(tableau);
    await workbench.quickPick.enter('wrong');
    await workbench.quickPick.sees({ message: 'Tableau refused the sign-in' });
    await workbench.step('refused', { sees: ['Tableau refused the sign-in', '401001'] });
    assert.equal(signIns(tableau) - before, 1);
  });

  it('signs in, and shows the site with its content', async () => {
    const { workbench } = opened;
    const { secret } = tableau.credentials.personalAccessToken;
    await workbench.quickPick.enter(secret);
    await workbench.quickPick.closed();
    await workbench.tree.sees('Marketing');
    await workbench.step('signed-in', { sees: ['Marketing'] });
  });

  it('remembers the site after a reload, and signs nobody in again for it', async () => {
    const { workbench } = opened;
    const before = signIns(tableau);
    await workbench.reload();
    await workbench.openView('Tableau');
    await workbench.tree.sees('Marketing');
    assert.equal(signIns(tableau), before);
    await workbench.step('after-reload', { sees: ['Marketing'] });
  });

  it('signs in to a second site with a password', async () => {
    const { workbench } = opened;
    const { username, password } = tableau.credentials.password;
    await workbench.run('Tableau: Sign In to a Site…');
    await workbench.quickPick.sees({ title: 'Sign In to Tableau' });
    await workbench.quickPick.enter(`${tableau.url}/#/site/PeopleHub/home`);
    await workbench.quickPick.choose('User name and password');
    await workbench.quickPick.sees({ step: '3/4', message: 'User name' });
    await workbench.quickPick.enter(username);
    await workbench.quickPick.sees({ message: 'Password' });
    await workbench.quickPick.enter(password);
    await workbench.quickPick.closed();
    await workbench.tree.sees(/People Hub/u, { level: 1 });
    assert.equal((await workbench.tree.rows()).filter(({ level }) => level === 1).length, 2);
    await workbench.step('two-sites', { sees: ['People Hub', 'Sales & Retail'] });
  });

  it('signs out, and says so in the tree', async () => {
    const { workbench } = opened;
    await workbench.tree.openMenu(/Sales & Retail/u, { level: 1 });
    await workbench.menu('Sign Out');
    await workbench.tree.sees('Signed out');
    await workbench.step('signed-out', { sees: ['signed out', 'Click to sign in again.'] });
  });

  it('signs in again with what is stored, without asking', async () => {
    const { workbench } = opened;
    await workbench.tree.openMenu('Sales & Retail');
    await workbench.menu('Sign In Again');
    await workbench.tree.sees('Marketing');
  });

  it('says that a remembered site is offline, and comes back with Retry', async () => {
    const { workbench } = opened;
    await tableau.close();
    await workbench.run('Tableau: Refresh View');
    await workbench.tree.sees(/cannot be reached/u);
    await workbench.step('offline', { sees: ['offline', 'cannot be reached', 'Retry'] });
    tableau = await startFakeTableau({ port });
    await workbench.tree.select(/cannot be reached/u);
    await workbench.tree.sees('Marketing');
    await workbench.step('online-again', { sees: ['Marketing'], seesNot: ['offline'] });
  });

  it('says that credentials were refused, and takes a connected app in their place', async () => {
    const { workbench } = opened;
    const app = tableau.credentials.connectedApp;
    tableau.knobs.revokePat(tableau.credentials.personalAccessToken.name);
    tableau.knobs.expireSessions();
    await workbench.run('Tableau: Refresh View');
    await workbench.tree.sees('Credentials refused');
    await workbench.step('credentials-refused', { sees: ['credentials refused', 'Replace'] });
    const before = signIns(tableau);
    await workbench.run('Tableau: Refresh View');
    await workbench.tree.openMenu(/Sales & Retail/u, { level: 1 });
    await workbench.menu('Replace Credentials…');
    await workbench.quickPick.sees({ title: 'Replace Credentials for', step: '1/3' });
    assert.equal(signIns(tableau), before, 'a refused token is not sent again by machine');
    await workbench.quickPick.choose('Connected app (direct trust)');
    await workbench.quickPick.sees({ step: '2/5', message: 'Client ID' });
    await workbench.quickPick.enter(app.clientId);
    await workbench.quickPick.sees({ message: 'Secret ID' });
    await workbench.quickPick.enter(app.secretId);
    await workbench.quickPick.sees({ message: 'Secret value' });
    await workbench.quickPick.enter(app.secretValue);
    await workbench.quickPick.sees({ message: 'User name' });
    await workbench.quickPick.enter(app.username);
    await workbench.quickPick.closed();
    await workbench.tree.sees('Marketing');
    await workbench.step('connected-app', { sees: ['Marketing'] });
  });

  it('removes a site after a question', async () => {
    const { workbench } = opened;
    await workbench.tree.openMenu(/Sales & Retail/u, { level: 1 });
    await workbench.menu('Remove Site…');
    await workbench.step('remove', { sees: ['Nothing changes on Tableau'] });
    await workbench.pressInDialog('Remove');
    await workbench.tree.seesNot('Marketing');
    await workbench.tree.sees(/People Hub/u, { level: 1 });
    await workbench.tree.seesNot(/Sales & Retail/u);
    // What was said of its refused credentials may still be there.
    await workbench.notifications.clear();
    await workbench.step('removed');
  });
});

/** A token's secret is gone from the secret storage, as on a Linux without a keyring after a restart. */
journey('2-sign-in-secrets', { theme: 'highContrast' }, (opened) => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  it('says that the secret is gone, and asks for it on a click', async () => {
    const { workbench } = opened;
    await signInTo(workbench, tableau);
    await workbench.tree.sees('Marketing');
    await workbench.step('signed-in');
    // Where the browser build of VS Code keeps its encrypted secrets.
    await workbench.page.evaluate(() => localStorage.removeItem('secrets.provider'));
    await workbench.reload();
    await workbench.openView('Tableau');
    await workbench.tree.sees('No secret stored');
    await workbench.step('secret-gone', { sees: ['no secret stored', 'Enter it'] });
  });
});

function signIns(tableau: FakeTableau): number {
  return tableau.log.filter(({ path }) => path.endsWith('/auth/signin')).length;
}
