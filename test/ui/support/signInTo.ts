/** Signs in through the quick pick, as a person with a personal access token does; journeys about something else begin with it. */
import type { FakeTableau } from '../../fakeTableau/server';
import type { Workbench } from './workbench';

export interface SignInAs {
  /** contentUrl of the site; `sales` unless given. */
  readonly site?: string;
  readonly token?: { readonly name: string; readonly secret: string };
}

/** Leaves the Tableau view open, with the site in the tree. */
export async function signInTo(
  workbench: Workbench,
  tableau: FakeTableau,
  { site = 'sales', token = tableau.credentials.personalAccessToken }: SignInAs = {},
): Promise<void> {
  await workbench.openView('Tableau');
  await workbench.run('Tableau: Sign In to a Site…');
  // The palette is still closing: what is typed now would go into it.
  await workbench.quickPick.sees({ title: 'Sign In to Tableau' });
  await workbench.quickPick.enter(`${tableau.url}/#/site/${site}/home`);
  await workbench.quickPick.sees({ labels: ['Personal access token'] });
  await workbench.quickPick.choose('Personal access token');
  await workbench.quickPick.sees({ message: 'Name of the token' });
  await workbench.quickPick.enter(token.name);
  await workbench.quickPick.sees({ message: 'Secret of the token' });
  await workbench.quickPick.enter(token.secret);
  await workbench.quickPick.closed();
}
