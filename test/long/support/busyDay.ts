/** What a person does on a busy day with Vizport: signs in in every way, is refused, refreshes, asks, and reports an issue. */
import { mintToken } from '../../fakeTableau/auth/issuers';
import type { JwtProgram } from '../../fakeTableau/printJwt';
import { MetadataPanelPage } from '../../ui/support/metadataPanel';
import { signInTo } from '../../ui/support/signInTo';
import type { Workbench } from '../../ui/support/workbench';
import type { RecordedTableau } from './recordedTableau';

export const tokens = {
  first: { name: 'leak-check', secret: 'PAT-secret+leak/check==:b3RoZXI=' },
  second: { name: 'leak-check-2', secret: 'PAT-second+leak/check==:dHdv' },
  /** Of the second one. */
  wrong: 'wrong-PAT+leak/check==:d3Jvbmc=',
};
const ana = 'ana.ruiz@fernweh.example';
const tom = 'tom.becker@fernweh.example';

/** As the first step of a sign-in leads to it. */
export async function enterProxyLogin(
  workbench: Workbench,
  server: string,
  login: { readonly username: string; readonly password: string },
): Promise<void> {
  const { quickPick } = workbench;
  await workbench.openView('Tableau');
  await workbench.run('Tableau: Sign In to a Site…');
  await quickPick.sees({ title: 'Sign In to Tableau' });
  await quickPick.enter(`${server}/#/site/sales/home`);
  await quickPick.sees({ message: 'wants a login' });
  await quickPick.press('Connection Settings (proxy, certificates)');
  await quickPick.choose('Enter Proxy Login…');
  await quickPick.sees({ title: 'Proxy Login: ' });
  await quickPick.enter(login.username);
  await quickPick.sees({ message: 'Password' });
  await quickPick.enter(login.password);
  await quickPick.sees({ labels: ['Forget Proxy Login'] });
  await workbench.page.keyboard.press('Escape');
  await quickPick.sees({ title: 'Sign In to Tableau' });
  await quickPick.cancel();
}

export class BusyDay {
  readonly #workbench: Workbench;
  readonly #server: RecordedTableau;
  readonly #program: JwtProgram;

  constructor(workbench: Workbench, server: RecordedTableau, program: JwtProgram) {
    this.#workbench = workbench;
    this.#server = server;
    this.#program = program;
  }

  async signInFirst(): Promise<void> {
    await signInTo(this.#workbench, this.#server.tableau, { token: tokens.first });
    await this.#workbench.tree.sees('Marketing');
  }

  async useEverything(password: string): Promise<void> {
    await this.#asSomebodyElse();
    await this.#byConnectedApp();
    await this.#byJwt();
    await this.#byToken();
    await this.#byPassword(password);
    await this.#refreshThroughFailures();
    await this.#ask();
    await this.#reports();
  }

  async #replaceBy(way: string): Promise<void> {
    const { notifications, quickPick, tree } = this.#workbench;
    await notifications.clear();
    await tree.openMenu(/Sales & Retail/u, { level: 1 });
    await this.#workbench.menu('Replace Credentials…');
    await quickPick.sees({ title: 'Replace Credentials for' });
    await this.#workbench.page.mouse.move(1_000, 700); // the row's hover would come and lie over the box
    // Where a token was used up it begins with the next one: the ways are some steps back.
    while (!(await quickPick.state()).labels.includes('User name and password'))
      await quickPick.back();
    await quickPick.choose(way);
  }

  /** Step by step: what the box asks, and what is typed. */
  async #fill(...steps: readonly (readonly [string, string])[]): Promise<void> {
    const { quickPick } = this.#workbench;
    for (const [message, text] of steps) {
      await quickPick.sees({ message });
      await quickPick.enter(text);
    }
  }

  /** Signed in, and signed in once more when the session has ended. */
  async #signedIn(): Promise<void> {
    const { quickPick, tree } = this.#workbench;
    await quickPick.closed();
    await tree.sees('Marketing');
    this.#server.tableau.knobs.expireSessions();
    await this.#workbench.run('Tableau: Refresh View');
  }

  async #asSomebodyElse(): Promise<void> {
    const { personalAccessToken } = this.#server.tableau.credentials.administrator;
    await this.#replaceBy('Personal access token, as another user');
    await this.#fill(
      ['Name of the token', personalAccessToken.name],
      ['Secret of the token', personalAccessToken.secret],
      ['sign in as', tom],
    );
    await this.#signedIn();
    await this.#workbench.tree.sees('Marketing');
  }

  async #byConnectedApp(): Promise<void> {
    const { connectedApp, secondSecret } = this.#server.tableau.credentials;
    const { notifications, tree } = this.#workbench;
    await this.#replaceBy('Connected app (direct trust)');
    await this.#fill(
      ['Client ID', connectedApp.clientId],
      ['Secret ID', connectedApp.secretId],
      ['Secret value', connectedApp.secretValue],
      ['User name', connectedApp.username],
    );
    await this.#workbench.quickPick.closed();
    await tree.openMenu(/Sales & Retail/u, { level: 1 });
    await this.#workbench.menu('Add Second Secret…');
    await this.#fill(
      ['ID of the other secret', secondSecret.secretId],
      ['Value of the other secret', secondSecret.secretValue],
    );
    await notifications.sees('The second secret works and is kept');
    await notifications.clear();
    this.#server.tableau.knobs.enableSecret(connectedApp.secretId, false);
    await this.#signedIn();
    await notifications.sees('has switched to the second one');
    await tree.sees('Marketing');
  }

  async #byJwt(): Promise<void> {
    const { notifications, quickPick, tree } = this.#workbench;
    await this.#program.fail('Please run "idp login" first.');
    await this.#replaceBy('Connected app (OAuth 2.0 trust)');
    await quickPick.choose('work');
    await quickPick.sees({ message: 'Enter runs' });
    await quickPick.accept();
    await quickPick.sees({ message: 'Please run "idp login" first.' });
    await this.#program.fail(undefined);
    await quickPick.accept();
    await this.#signedIn();
    await tree.sees('Marketing');
    await this.#replaceBy('Connected app (OAuth 2.0 trust)');
    await quickPick.choose('Paste it for one session');
    const { model } = this.#server.tableau;
    await quickPick.enter(await mintToken(model, 'trust', { userName: 'nobody@fernweh.example' }));
    await quickPick.sees({ message: 'does not know the user that the token names' });
    await quickPick.enter(await mintToken(model, 'trust', { userName: ana }));
    await this.#signedIn();
    await notifications.sees('pasted for it is used up');
  }

  async #byToken(): Promise<void> {
    await this.#replaceBy('Personal access token');
    await this.#fill(
      ['Name of the token', tokens.second.name],
      ['Secret of the token', tokens.wrong],
      ['Tableau refused the sign-in', tokens.second.secret],
    );
    await this.#signedIn();
    await this.#workbench.tree.sees('Marketing');
  }

  async #byPassword(password: string): Promise<void> {
    const { tableau } = this.#server;
    const { quickPick, tree } = this.#workbench;
    await this.#workbench.run('Tableau: Sign In to a Site…');
    await quickPick.sees({ title: 'Sign In to Tableau' });
    await quickPick.enter(`${tableau.url}/#/site/PeopleHub/home`);
    await quickPick.choose('User name and password');
    await this.#fill(
      ['User name', tableau.credentials.password.username],
      ['Password', `${password}?`],
      ['Tableau refused the sign-in', password],
    );
    await quickPick.closed();
    await tree.sees(/People Hub/u, { level: 1 });
  }

  async #refreshThroughFailures(): Promise<void> {
    const { notifications, tree } = this.#workbench;
    const { knobs } = this.#server.tableau;
    await tree.expand('Marketing');
    knobs.failNext({ status: 403, code: 403_004, match: /\/refresh/u });
    await tree.openMenu('Channel Mix');
    await this.#workbench.menu('Refresh Extract');
    await notifications.sees(/does not permit/u, 40_000);
    await this.#clearAll();
    knobs.expireSessions();
    await tree.openMenu('Channel Mix');
    await this.#workbench.menu('Refresh Extract');
    await notifications.sees(/refreshed|is done|finished/u, 60_000);
    await this.#clearAll();
    knobs.failNext({ count: 2, status: 500, code: 500_000 });
    knobs.htmlNext(2);
    await this.#workbench.run('Tableau: Refresh View');
    await this.#workbench.page.waitForTimeout(2_000); // whatever the tree says of it is shown
    knobs.faults.clear();
    await this.#workbench.run('Tableau: Refresh View');
    await tree.sees('Marketing');
  }

  /** Also what shows progress, which has no ×. */
  async #clearAll(): Promise<void> {
    await this.#workbench.run('Notifications: Clear All Notifications');
  }

  async #ask(): Promise<void> {
    await this.#workbench.run('Tableau: Open Metadata Panel');
    const panel = new MetadataPanelPage(this.#workbench);
    await panel.opened();
    await panel.runByKeyboard();
    await this.#workbench.page.waitForTimeout(3_000); // the answer arrives, by messages that are kept
  }

  async #reports(): Promise<void> {
    const { notifications, tree } = this.#workbench;
    await tree.openMenu(/Sales & Retail/u, { level: 1 });
    await this.#workbench.menu('Test Connection');
    await notifications.sees(/checks passed|check failed/u, 40_000);
    await notifications.press(/checks passed|check failed/u, 'Copy Report');
    await notifications.clear();
    await this.#workbench.run('Tableau: Report Issue…');
    await this.#workbench.page.waitForTimeout(3_000); // an editor, or VS Code's own form
    await this.#workbench.run('Tableau: Show Log');
    await this.#workbench.page.waitForTimeout(2_000);
  }
}
