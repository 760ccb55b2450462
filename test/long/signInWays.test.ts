/** Every way to sign in, form by form, as a person fills them in; what is refused, and what happens when a token is used up. */
import assert from 'node:assert/strict';
import { mintToken } from '../fakeTableau/auth/issuers';
import { jwtProgram, type JwtProgram } from '../fakeTableau/printJwt';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import type { Workbench } from '../ui/support/workbench';

const ana = 'ana.ruiz@fernweh.example';
const tom = 'tom.becker@fernweh.example';
const signIns = (tableau: FakeTableau): number =>
  tableau.log.filter(({ path }) => path.endsWith('/auth/signin')).length;

/** Leaves the quick pick at the choice of the way. */
async function beginAt(workbench: Workbench, tableau: FakeTableau, site = 'sales'): Promise<void> {
  await workbench.run('Tableau: Sign In to a Site…');
  await workbench.quickPick.sees({ title: 'Sign In to Tableau', step: '1/4' });
  await workbench.quickPick.enter(`${tableau.url}/#/site/${site}/home`);
  await workbench.quickPick.sees({ labels: ['Personal access token'] });
}

describe('signing in to a Tableau Server', () => {
  let server: FakeTableau;
  let program: JwtProgram;
  before(async () => {
    server = await startFakeTableau({ profile: '2025.1' });
    program = await jwtProgram(server.model, 'trust', ana);
  });
  after(async () => {
    await server.close();
    await program.dispose();
  });

  journey(
    'long-sign-in-ways',
    () => ({
      machineSettings: {
        'vizport.jwtCommands': { work: program.command, broken: ['/nowhere/jwt', '--x'] },
      },
    }),
    (opened) => {
      it('counts its steps from what is typed and what is chosen', async () => {
        const { workbench } = opened;
        await workbench.openView('Tableau');
        await workbench.run('Tableau: Sign In to a Site…');
        await workbench.quickPick.sees({ step: '1/4' });
        await workbench.quickPick.type(server.url);
        await workbench.quickPick.sees({ step: '1/5' });
        await workbench.quickPick.type(`${server.url}/#/site/sales/home`);
        await workbench.quickPick.sees({ step: '1/4' });
        await workbench.quickPick.accept();
        await workbench.quickPick.sees({ step: '2/4' });
        await workbench.page.keyboard.press('ArrowDown');
        await workbench.quickPick.sees({ step: '2/6' });
      });

      it('offers the ways with a line each, and says which do not fit a Tableau Server', async () => {
        const { workbench } = opened;
        await workbench.quickPick.sees({
          labels: [
            'Personal access token',
            'Connected app (direct trust)',
            'Connected app (OAuth 2.0 trust)',
            'User name and password',
            'Personal access token, as another user',
            'User name and password, as another user',
            'Unified access token',
          ],
        });
        await workbench.step('ways', {
          sees: [
            'a token holds one session at a time',
            'Your identity provider signs a JWT',
            'Not for this server',
            'Tableau Cloud only',
          ],
        });
      });

      it('says what must be enabled when a token may not be somebody else', async () => {
        const { workbench } = opened;
        const { name, secret } = server.credentials.administrator.personalAccessToken;
        await workbench.quickPick.choose('Personal access token, as another user');
        await workbench.quickPick.sees({ step: '3/5', message: 'Name of the token' });
        await workbench.quickPick.enter(name);
        await workbench.quickPick.sees({ message: 'Secret of the token' });
        await workbench.quickPick.enter(secret);
        await workbench.quickPick.sees({ step: '5/5', message: 'sign in as' });
        await workbench.step('as-whom', { sees: ['User name of the person to sign in as'] });
        await workbench.quickPick.enter('nobody@fernweh.example');
        await workbench.quickPick.sees({ message: 'There is no user nobody@fernweh.example' });
        await workbench.quickPick.enter(tom);
        await workbench.quickPick.sees({ message: 'pat-impersonation enable' });
        await workbench.step('as-refused', { sees: ['Tableau refused to sign you in as'] });
      });

      it('signs in as somebody else, and marks the site with that', async () => {
        const { workbench } = opened;
        server.knobs.patImpersonation = true;
        await workbench.quickPick.accept();
        await workbench.quickPick.closed();
        const row = await workbench.tree.sees(/Sales & Retail/u, { level: 1 });
        assert.ok(row.includes(`as ${tom}`), row);
        await workbench.tree.sees('Marketing');
        await workbench.step('as-row', { sees: [`as ${tom}`] });
      });

      it('takes the credentials of a connected app in its place, and a second secret beside the first', async () => {
        const { workbench } = opened;
        const { connectedApp, secondSecret } = server.credentials;
        await workbench.tree.openMenu(/Sales & Retail/u, { level: 1 });
        await workbench.menu('Replace Credentials…');
        await workbench.quickPick.sees({ title: 'Replace Credentials for', step: '1/4' });
        await workbench.quickPick.choose('Connected app (direct trust)');
        await workbench.quickPick.sees({ message: 'Client ID' });
        await workbench.quickPick.enter(connectedApp.clientId);
        await workbench.quickPick.sees({ message: 'Secret ID' });
        await workbench.quickPick.enter(connectedApp.secretId);
        await workbench.quickPick.sees({ message: 'Secret value' });
        await workbench.quickPick.enter(connectedApp.secretValue);
        await workbench.quickPick.sees({ message: 'User name' });
        await workbench.quickPick.enter(connectedApp.username);
        await workbench.quickPick.closed();
        await workbench.tree.openMenu(/Sales & Retail/u, { level: 1 });
        await workbench.menu('Add Second Secret…');
        await workbench.quickPick.sees({ title: 'Second Secret for', step: '1/2' });
        await workbench.step('second-id', { sees: ['ID of the other secret'] });
        await workbench.quickPick.enter(secondSecret.secretId);
        await workbench.quickPick.sees({ step: '2/2' });
        await workbench.quickPick.enter('wrong');
        await workbench.quickPick.sees({ message: 'Tableau refused the sign-in' });
        await workbench.step('second-refused', { sees: ['Tableau refused the sign-in'] });
        await workbench.quickPick.enter(secondSecret.secretValue);
        await workbench.notifications.sees('The second secret works and is kept');
        await workbench.step('second-kept', { sees: ['Switch Now'] });
      });

      it('switches to the second secret by itself when Tableau refuses the first, and says so', async () => {
        const { workbench } = opened;
        await workbench.notifications.clear();
        server.knobs.enableSecret(server.credentials.connectedApp.secretId, false);
        server.knobs.expireSessions();
        await workbench.run('Tableau: Refresh View');
        await workbench.notifications.sees('has switched to the second one');
        await workbench.tree.sees('Marketing');
        await workbench.step('second-in-use', { sees: ['forgotten the first', 'Marketing'] });
        await workbench.notifications.clear();
      });

      it('asks where a JWT comes from, and says which program cannot be found', async () => {
        const { workbench } = opened;
        await beginAt(workbench, server, 'PeopleHub');
        await workbench.quickPick.choose('Connected app (OAuth 2.0 trust)');
        await workbench.quickPick.sees({
          step: '3/4',
          labels: ['work', 'broken', 'Paste it for one session', 'Add a command to the settings…'],
        });
        await workbench.step('jwt-source', { sees: ['Where does the JWT come from?'] });
        await workbench.quickPick.choose('broken');
        await workbench.quickPick.sees({ step: '4/4', message: 'Enter runs /nowhere/jwt --x' });
        await workbench.quickPick.accept();
        await workbench.quickPick.sees({ message: 'is not found' });
        await workbench.step('jwt-no-program', { sees: ['Give its whole path'] });
        await workbench.quickPick.back();
        await workbench.quickPick.sees({ step: '3/4', labels: ['broken'] });
        await workbench.quickPick.cancel();
      });

      it('shows what a failing command says, and signs in when it works', async () => {
        const { workbench } = opened;
        await program.fail('Please run "idp login" first.');
        await workbench.tree.openMenu(/Sales & Retail/u, { level: 1 });
        await workbench.menu('Replace Credentials…');
        await workbench.quickPick.sees({ title: 'Replace Credentials for' });
        await workbench.quickPick.choose('Connected app (OAuth 2.0 trust)');
        await workbench.quickPick.sees({ labels: ['work'] });
        await workbench.quickPick.choose('work');
        await workbench.quickPick.sees({ message: 'Enter runs' });
        await workbench.step('jwt-command', { sees: ['signs in with the JWT that it prints'] });
        await workbench.quickPick.accept();
        await workbench.quickPick.sees({ message: 'Please run "idp login" first.' });
        await workbench.step('jwt-command-failed', { sees: ['The command "work" failed (3)'] });
        await program.fail(undefined);
        await workbench.quickPick.accept();
        await workbench.quickPick.closed();
        await workbench.tree.sees('Marketing');
      });

      it('tells by one message that the command fails at a renewal, and runs it no more by itself', async () => {
        const { workbench } = opened;
        await program.fail('Please run "idp login" first.');
        const before = (await program.calls()).length;
        server.knobs.expireSessions();
        await workbench.run('Tableau: Refresh View');
        await workbench.notifications.sees('Please run "idp login" first.');
        await workbench.tree.sees('Token needed');
        await workbench.step('command-failed-later', { sees: ['token needed', 'Try Again'] });
        await workbench.run('Tableau: Refresh View');
        assert.equal((await program.calls()).length, before + 1);
        await program.fail(undefined);
        await workbench.notifications.press('idp login', 'Try Again');
        await workbench.tree.sees('Marketing');
      });
    },
  );
});

/** Tableau Cloud, where the fake server's address does not give it away. */
journey('long-sign-in-pasted', { theme: 'light' }, (opened) => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  it('tells what is wrong with a pasted token before it is sent', async () => {
    const { workbench } = opened;
    await workbench.openView('Tableau');
    await beginAt(workbench, tableau);
    await workbench.quickPick.choose('Unified access token');
    await workbench.quickPick.sees({ labels: ['Paste it for one session'] });
    await workbench.step('source-without-commands', { sees: ['Add a command to the settings'] });
    await workbench.quickPick.choose('Paste it for one session');
    await workbench.quickPick.sees({ message: 'Paste the JWT' });
    await workbench.quickPick.type('no such thing');
    await workbench.quickPick.sees({ message: 'This is no JWT' });
    await workbench.step('no-jwt', { sees: ['three parts with dots between them'] });
    const expired = await mintToken(tableau.model, 'unified', { userName: ana, lifetime: -60 });
    await workbench.quickPick.type(expired);
    await workbench.quickPick.sees({ message: 'The token has expired' });
    const odd = { claims: { iss: undefined }, header: { kid: undefined } };
    await workbench.quickPick.type(
      await mintToken(tableau.model, 'unified', { userName: ana, ...odd }),
    );
    await workbench.quickPick.sees({ message: 'Enter sends it all the same' });
    await workbench.step('odd-jwt', { sees: ['has no key ID', 'who issued it'] });
    assert.equal(signIns(tableau), 0);
  });

  it('explains the number of a token that Tableau refuses', async () => {
    const { workbench } = opened;
    const wrong = await mintToken(tableau.model, 'unified', { userName: 'nobody@fernweh.example' });
    await workbench.quickPick.enter(wrong);
    await workbench.quickPick.sees({ message: 'does not know the user that the token names' });
    await workbench.step('jwt-refused', { sees: ['(5)'] });
  });

  it('signs in for one session, and asks for another token by one message when that ends', async () => {
    const { workbench } = opened;
    const token = () => mintToken(tableau.model, 'unified', { userName: ana });
    await workbench.quickPick.enter(await token());
    await workbench.quickPick.closed();
    await workbench.tree.sees('Marketing');
    tableau.knobs.expireSessions();
    await workbench.run('Tableau: Refresh View');
    await workbench.notifications.sees('pasted for it is used up');
    await workbench.step('used-up', { sees: ['token needed', 'Paste New Token'] });
    await workbench.notifications.press('is used up', 'Paste New Token');
    await workbench.quickPick.sees({ title: 'Replace Credentials for', step: '3/3' });
    await workbench.step('paste-again', { sees: ['when the session ends, Vizport asks'] });
    await workbench.quickPick.enter(await token());
    await workbench.quickPick.closed();
    await workbench.tree.sees('Marketing');
  });
});
