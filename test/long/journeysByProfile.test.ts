/** The whole journey with mouse and keyboard under every release, first as a Creator who is no administrator, then as one. */
import assert from 'node:assert/strict';
import { profiles, type Profile } from '../fakeTableau/profiles';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { copiesLuid, findAddress, named } from '../ui/support/findLuid';
import { journey, type Opened } from '../ui/support/journey';
import { MetadataPanelPage } from '../ui/support/metadataPanel';
import { signInTo } from '../ui/support/signInTo';
import type { Workbench } from '../ui/support/workbench';

type Who = 'creator' | 'administrator';

/** A side bar is narrow, and VS Code cuts the descriptions of rows first; their tooltips have all of it. */
const mayBeCut = [
  / · /u,
  /\d+ (projects?|workbooks?|data sources?)/u,
  /^(Workbook|Datasource)Luid$/u,
];
const notKnown = 'but how it ends is not known: Tableau does not let you read its job';

for (const profile of Object.values(profiles))
  journey(`long-profile-${profile.name}`, {}, (opened) => {
    const server: { tableau?: FakeTableau } = {};
    const tableau = (): FakeTableau => {
      assert.ok(server.tableau);
      return server.tableau;
    };
    before(async () => {
      server.tableau = await startFakeTableau({ profile: profile.name });
    });
    after(() => server.tableau?.close());

    for (const who of ['creator', 'administrator'] as const)
      describe(`as ${who}`, () => {
        walk(profile, who, opened, tableau);
      });
  });

function walk(profile: Profile, who: Who, opened: Opened, tableau: () => FakeTableau): void {
  const isAdministrator = who === 'administrator';
  const step = (name: string, sees: readonly (string | RegExp)[]): Promise<void> =>
    opened.workbench.step(`${who}-${name}`, { mayBeCut, sees });
  const workbook = () =>
    named(tableau().model.workbooks, 'Channel Mix', tableau().company.main.site.luid);
  const act = async (item: string, entry: string): Promise<void> => {
    await opened.workbench.tree.openMenu(item);
    await opened.workbench.menu(entry);
  };
  /** Waits for the one message at the end. */
  const ends = async (name: string, words: string): Promise<void> => {
    const { notifications } = opened.workbench;
    const text = await notifications.sees(words, 60_000);
    await step(name, [words]);
    assert.deepEqual(await notifications.texts(), [text]);
    await notifications.clear();
  };

  it('signs in, and sees what this user may see', async () => {
    const { workbench } = opened;
    const { administrator, password, personalAccessToken } = tableau().credentials;
    // Personal access tokens came with API 3.6.
    if (profile.minor < 6)
      await signInByPassword(workbench, tableau().url, isAdministrator ? administrator : password);
    else
      await signInTo(workbench, tableau(), {
        token: isAdministrator ? administrator.personalAccessToken : personalAccessToken,
      });
    // "Board Pack" is in "Executive", which a Creator may not see: it is a root then.
    await workbench.tree.sees(isAdministrator ? 'Executive' : 'Board Pack', { level: 2 });
    await workbench.tree.seesNot(isAdministrator ? 'Board Pack' : 'Executive', { level: 2 });
    await workbench.notifications.clear();
    await step('signed-in', [isAdministrator ? 'max.adler' : 'ana.ruiz', 'Marketing']);
  });

  it('browses to a workbook and its views, and copies its LUID', async () => {
    const { workbench } = opened;
    await workbench.tree.expand('Marketing');
    await workbench.tree.expand('Channel Mix');
    const shown = workbook()
      .viewLuids.map((luid) => tableau().model.views.get(luid))
      .find((view) => view !== undefined && !view.hiddenSheet);
    assert.ok(shown);
    await workbench.tree.sees(shown.name, { level: 4 });
    await workbench.setClipboard('as it was');
    await act('Channel Mix', 'Copy LUID');
    await workbench.clipboardHolds(workbook().luid);
    await step('browsed', ['Channel Mix', shown.name, 'LUID copied']);
    await workbench.tree.collapse('Channel Mix');
  });

  it('refreshes an extract, and is told its end as far as this user may know it', async () => {
    tableau().knobs.scriptNextJob({ queuedMs: 0, runMs: 5000 });
    await act('Channel Mix', 'Refresh Extract');
    if (isAdministrator) await ends('refreshed', '"Channel Mix" was refreshed.');
    else if (profile.metadata === 'on')
      await ends('refreshed', '"Channel Mix" was refreshed: its extract has a new time.');
    else await ends('refresh-accepted', `The refresh of "Channel Mix" was accepted, ${notKnown}`);
  });

  it('runs a flow, and is told its end as far as this user may know it', async () => {
    tableau().knobs.scriptNextJob({ queuedMs: 0, runMs: 2000 });
    await act('Campaign Prep', 'Run Flow');
    // From API 3.10 on who started a run may read it, although not its job.
    if (isAdministrator || profile.minor >= 10)
      await ends('flow-run', 'The flow "Campaign Prep" was run.');
    else await ends('flow-accepted', `The run of "Campaign Prep" was accepted, ${notKnown}.`);
  });

  it('finds the LUID behind an address of the browser', async () => {
    const { workbench } = opened;
    const { vizportalUrlId, luid } = workbook();
    await findAddress(
      workbench,
      `${tableau().url}/#/site/sales/workbooks/${vizportalUrlId}/views?:origin=card_share_link`,
    );
    await workbench.quickPick.sees({ title: 'Workbook "Marketing/Channel Mix"' });
    await step('found', [luid]);
    await copiesLuid(workbench, 'Workbook "Marketing/Channel Mix"', luid);
  });

  it('asks the Metadata API, or is told that it is off and who can switch it on', async () => {
    const { workbench } = opened;
    const panel = new MetadataPanelPage(workbench);
    await workbench.run('Tableau: Open Metadata Panel');
    if (profile.metadata === 'on') {
      await panel.opened();
      await panel.button('Run').click();
      const [luid] = await panel.copyLuids('Copy LUID');
      const found = tableau().model.workbooks.get(luid ?? '');
      assert.ok(found, luid);
      await step('metadata', [found.name, 'LUID copied']);
    } else {
      await step('metadata-off', ['tsm maintenance metadata-services enable', 'Retry']);
    }
    await workbench.run('View: Close All Editors');
  });
}

async function signInByPassword(
  workbench: Workbench,
  url: string,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<void> {
  await workbench.openView('Tableau');
  await workbench.run('Tableau: Sign In to a Site…');
  await workbench.quickPick.sees({ title: 'Sign In to Tableau' });
  await workbench.quickPick.enter(`${url}/#/site/sales/home`);
  await workbench.quickPick.choose('User name and password');
  await workbench.quickPick.sees({ message: 'User name' });
  await workbench.quickPick.enter(username);
  await workbench.quickPick.sees({ message: 'Password' });
  await workbench.quickPick.enter(password);
  await workbench.quickPick.closed();
}
