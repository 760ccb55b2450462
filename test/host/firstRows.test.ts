/** What the content view does before its first rows are asked for, and when it says that they are others. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionsContract } from '../../src/session/sessionsContract';
import type { SiteState } from '../../src/session/siteProfile';
import { TableauError } from '../../src/tableau/errors';
import type { ContentUrl, SiteRef } from '../../src/tableau/model';
import { SessionChanges } from '../../src/views/sessionChanges';
import { openTreeBed, type TreeBed } from './support/treeBed';

describe('the first rows of the content view', () => {
  let bed: TreeBed;
  const asked = (): readonly string[] => bed.fake.log.map(({ kind }) => kind);

  beforeEach(async () => {
    bed = await openTreeBed();
    await bed.signIn();
    bed.fake.log.clear();
  });
  afterEach(() => bed.close());

  it('are loaded while VS Code draws the row of the first site, once', async () => {
    const [site] = await bed.children();
    assert.deepEqual(asked(), [], 'the sites themselves are answered first');
    for (let wait = 0; asked().length === 0 && wait < 100; wait++) await sleep(20);
    assert.deepEqual(asked(), ['projects']);
    assert.ok((await bed.labels(site)).includes('Marketing'));
    await bed.children();
    await sleep(50);
    assert.deepEqual(asked(), ['projects'], 'nothing is asked twice');
  });

  it('are not loaded of a site that is signed out meanwhile', async () => {
    await bed.sessions.signOut(bed.site);
    bed.fake.log.clear();
    await bed.children();
    await sleep(100);
    assert.deepEqual(asked(), []);
  });
});

describe('SessionChanges', () => {
  it('tells a change that the row of the site does not show from one that it shows', () => {
    const site: SiteRef = { server: 'https://tableau.example', contentUrl: 'sales' as ContentUrl };
    const profile = { site, method: 'personalAccessToken', account: 'token' } as const;
    let state: SiteState = { status: 'idle' };
    const sessions = { list: () => [{ profile, state }], find: () => ({ profile, state }) };
    const changes = new SessionChanges(sessions as unknown as SessionsContract);
    const become = (next: SiteState) => {
      state = next;
      return changes.take(site).map(({ change, looks }) => [change, looks]);
    };
    assert.deepEqual(become({ status: 'signedIn' }), [['retry', false]], 'it is used at last');
    assert.deepEqual(become({ status: 'signedIn' }), [[undefined, false]]);
    const away = (code: string): SiteState => ({
      status: 'offline',
      error: new TableauError('network', { code }),
    });
    assert.deepEqual(become(away('ECONNREFUSED')), [[undefined, true]]);
    assert.deepEqual(become(away('ECONNREFUSED')), [[undefined, false]]);
    assert.deepEqual(become(away('ENOTFOUND')), [[undefined, true]], 'the tooltip has the reason');
    assert.deepEqual(become({ status: 'signedIn' }), [['retry', true]]);
    assert.deepEqual(become({ status: 'signedOut' }), [['forget', true]]);
  });
});
