/** "Tableau: Find LUID from URL…" as a person uses it: an address on the clipboard, the icon of the view, Enter. */
import assert from 'node:assert/strict';
import {
  startFakeTableau,
  type FakeTableau,
  type FakeTableauOptions,
} from '../../fakeTableau/server';
import { journey, type Opened } from './journey';
import { signInTo } from './signInTo';
import { waitFor } from './waitFor';
import type { Workbench } from './workbench';

/** A side bar is narrow, and VS Code cuts the descriptions of rows first; their tooltips have all of it. */
export const mayBeCut = [/ · /u, /\d+ (projects?|workbooks?|data sources?)/u];

export interface Finding extends Opened {
  readonly tableau: FakeTableau;
  /** The beginning of every address of the site that one is signed in to. */
  readonly site: string;
}

/** A journey of somebody who is signed in, and has addresses of that site. */
export function findLuidJourney(
  name: string,
  options: FakeTableauOptions,
  describeSteps: (finding: Finding) => void,
): void {
  journey(name, { theme: 'light' }, (opened) => {
    const slot: { tableau?: FakeTableau } = {};
    const tableau = (): FakeTableau => {
      assert.ok(slot.tableau, 'Tableau has started: ask inside a test');
      return slot.tableau;
    };
    before(async () => {
      slot.tableau = await startFakeTableau(options);
    });
    after(() => tableau().close());

    it('is signed in', async () => {
      const { workbench } = opened;
      await signInTo(workbench, tableau());
      await workbench.tree.sees('Marketing');
    });
    describeSteps({
      get workbench() {
        return opened.workbench;
      },
      get tableau() {
        return tableau();
      },
      get site() {
        return `${tableau().url}/#/site/sales`;
      },
    });
  });
}

export const findLuidTitle = 'Find LUID from URL';

/** Presses the icon in the view's title with the text on the clipboard: that is filled in when it is the address of an item. */
export async function openFindLuid(
  workbench: Workbench,
  clipboard: string,
  filledIn = clipboard,
): Promise<void> {
  await workbench.setClipboard(clipboard);
  await workbench.tree.pressInTitle('Find LUID from URL…');
  await workbench.quickPick.sees({ title: findLuidTitle, value: filledIn });
  // No tooltip of what lies under the mouse in the pictures.
  await workbench.page.mouse.move(800, 600);
}

/** Looks the address up; ends when the box or the message is there that `until` waits for. */
export async function findAddress(workbench: Workbench, address: string): Promise<void> {
  await openFindLuid(workbench, address);
  await workbench.quickPick.accept();
}

/** Waits for the item by its name and place, has its LUID copied with Enter, and compares. */
export async function copiesLuid(workbench: Workbench, item: string, luid: string): Promise<void> {
  await workbench.quickPick.sees({ title: item, labels: ['Copy LUID'] });
  await workbench.quickPick.accept();
  await workbench.quickPick.closed();
  await workbench.clipboardHolds(luid);
}

/** No box, no message, and nothing under way. */
export async function nothingIsLeft(workbench: Workbench): Promise<void> {
  await workbench.quickPick.closed();
  await waitFor('no message to be left', async () => {
    assert.deepEqual(await workbench.notifications.texts(), []);
  });
}

/** What the company has under this name on this site. */
export function named<T extends { readonly siteLuid: string; readonly name: string }>(
  items: { all(): Iterable<T> },
  name: string,
  siteLuid: string,
): T {
  const found = [...items.all()].find((one) => one.name === name && one.siteLuid === siteLuid);
  assert.ok(found, `the company has no "${name}"`);
  return found;
}
