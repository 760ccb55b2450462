/** The whole journey under every release that the fake server can be, for an administrator and for a Creator who is none. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { copyLuid } from '../../src/commands/copyLuid';
import type { Outcome } from '../../src/jobs/jobsContract';
import { isTableauError } from '../../src/tableau/errors';
import type { Luid } from '../../src/tableau/model';
import type { MetadataMode } from '../fakeTableau/metadataRequest';
import { profiles, type Profile } from '../fakeTableau/profiles';
import { openJourney, type JourneyBed, type Refreshable } from './support/journeyBed';
import { partsOf, titleOf, type Part } from './support/journeyParts';

const byJob: Outcome = { status: 'succeeded', by: 'job' };
const byExtractTime: Outcome = { status: 'succeeded', by: 'extractTime' };
const notReadable: Outcome = { status: 'unknown', reason: 'notReadable' };

for (const profile of Object.values(profiles))
  describe(`the journey on ${profile.name}`, () => {
    for (const part of partsOf(profile))
      describe(titleOf(part), () => {
        walk(profile, part);
      });
  });

function walk(profile: Profile, part: Part): void {
  const { who, method, readsJobs, readsRuns } = part;
  const isAdministrator = who === 'administrator';
  const hasFlows = method !== 'connectedApp' || profile.minor >= 27;
  /** What does not ask for jobs is the same whatever those who ask are answered. */
  const asksJobsOnly = part.ownJobs !== 'forbidden';
  let bed: JourneyBed;

  before(async () => {
    bed = await openJourney({ profile: profile.name, ownJobs: part.ownJobs, metadata: 'on' });
  });
  after(() => bed.close());

  /** With a session of its own: one that has found the Metadata API to be off does not ask it for a while. */
  const turnMetadata = async (mode: MetadataMode): Promise<void> => {
    bed.fake.knobs.metadataMode = mode;
    await bed.enter(who, method);
    bed.contents.of(bed.site).refresh();
    bed.fake.log.clear();
  };
  const askedMetadata = (): boolean => bed.fake.log.some(({ kind }) => kind === 'graphql');
  /** The page goes when it was met some times: before the start was answered, and by looks after it. */
  const passesPages = async (): Promise<void> => {
    const asked = (): number => bed.fake.log.filter(({ kind }) => kind === 'graphql').length;
    const from = asked();
    while (asked() < from + 3) await setTimeout(20);
    bed.fake.knobs.metadataMode = 'on';
  };
  const endWith = (metadata: MetadataMode, { kind }: Refreshable): Outcome => {
    if (readsJobs) return byJob;
    if (metadata === 'on' && part.readsMetadata) return byExtractTime;
    // The search came with API 3.16; of workbooks this one tells no time.
    return profile.minor >= 16 && kind === 'datasource' ? byExtractTime : notReadable;
  };
  const start = async (item: Refreshable): ReturnType<JourneyBed['here']['start']> => {
    bed.fake.knobs.scriptNextJob({ queuedMs: 0, end: 'stayRunning' });
    return bed.here.start(item);
  };

  it('signs in', async () => {
    if (method === 'password' && profile.minor < 6)
      await assert.rejects(bed.enter(who, 'personalAccessToken'), (error) =>
        isTableauError(error, 'signIn'),
      );
    const signedIn = await bed.enter(who, method);
    assert.equal(signedIn.apiVersion, profile.apiVersion);
    const name = isAdministrator ? 'max.adler@fernweh.example' : 'ana.ruiz@fernweh.example';
    const { luid } = bed.fake.company.main.site;
    assert.equal(signedIn.userLuid, bed.fake.model.userByName(luid, name)?.luid);
    assert.equal(bed.sessions.find(bed.site)?.state.status, 'signedIn');
  });

  part.metadata.forEach((mode, turn) => {
    it(`follows a refresh to its end, with the Metadata API ${mode}`, async () => {
      await turnMetadata(mode);
      const items = [
        await bed.refreshable('Marketing', turn === 0 ? 'Channel Mix' : 'Campaign Performance'),
        await bed.refreshable('Marketing', turn === 0 ? 'Web Sessions' : 'Newsletter'),
      ];
      for (const item of items) {
        const expected = endWith(mode, item);
        // Times are told in whole seconds: a second refresh within one would prove nothing, and once is enough.
        if (turn > 1 && expected === byExtractTime) continue;
        bed.fake.knobs.metadataMode = mode;
        const watch = await start(item);
        assert.equal(watch.adopted, false);
        if (expected === byExtractTime) await bed.here.knowsTimeBefore(watch);
        bed.finish(item);
        // A page may be a gateway's, so it ends nothing: what comes after it tells.
        const isPage = mode === 'html' && !readsJobs;
        if (isPage) await passesPages();
        const outcome = isPage ? byExtractTime : expected;
        assert.deepEqual((await bed.here.end(watch)).outcome, outcome, item.kind);
      }
      assert.ok(askedMetadata(), 'it was tried, whatever it answered');
    });

    // Every way to be off, and every session that may not ask, has ended a refresh above: one of them is enough here.
    if (turn > 1 || !part.readsMetadata) return;
    it(`takes a second start for news, with the Metadata API ${mode}`, async () => {
      await turnMetadata(mode);
      const name = turn === 0 ? 'Überblick Österreich' : 'Web Funnel';
      const item = await bed.refreshable('Marketing', name);
      const expected = endWith(mode, item);
      bed.fake.log.clear();
      const watch = await start(item);
      // What cannot be known is told at once, so this window has nothing left to come back to.
      if (expected === notReadable) await bed.here.end(watch);
      const again = await bed.here.start(item);
      assert.equal(again.id === watch.id, expected !== notReadable);
      const elsewhere = await bed.there.start(item);
      assert.equal(elsewhere.adopted, true);
      const answers = bed.fake.log.filter(({ path }) => path.endsWith('/refresh'));
      assert.deepEqual(
        answers.map(({ status, code }) => code ?? String(status)),
        ['202', '409093', '409093'],
      );
      if (expected === byExtractTime) {
        await bed.here.knowsTimeBefore(watch);
        await bed.there.knowsTimeBefore(elsewhere);
      }
      // Once it is found while it runs, once it is over before anybody looks for it.
      if (expected === byJob && turn === 0) await bed.there.knowsJob(elsewhere);
      bed.finish(item);
      for (const end of [bed.here.end(again), bed.there.end(elsewhere)])
        assert.deepEqual((await end).outcome, expected);
    });
  });

  it('runs a flow to its end, or says that this session may not', async () => {
    await turnMetadata('on');
    if (!hasFlows) {
      const { luid } = bed.fake.company.main.site;
      const hidden = bed.fake.model.flows.ofSite(luid)[0];
      assert.ok(hidden);
      const flow = { site: bed.site, kind: 'flow', luid: hidden.luid as Luid, name: hidden.name };
      await assert.rejects(start(flow as Refreshable), (error) =>
        isTableauError(error, 'notAllowedWithSession'),
      );
      return;
    }
    const shown = await bed.refreshable('Marketing', 'Campaign Prep');
    const watch = await start(shown);
    const elsewhere = await bed.there.start(shown);
    assert.equal(elsewhere.adopted, true);
    bed.finish(shown);
    for (const end of [bed.here.end(watch), bed.there.end(elsewhere)])
      assert.deepEqual((await end).outcome, readsJobs || readsRuns ? byJob : notReadable);
  });

  if (asksJobsOnly) return;

  it('browses down to the views, data sources and flows, and copies a LUID', async () => {
    const top = await bed.labels(await bed.walk());
    assert.equal(top.includes('Executive'), isAdministrator);
    assert.equal(
      top.includes('Board Pack'),
      !isAdministrator,
      'a root, where its parent is hidden',
    );

    const workbook = await bed.item('Marketing', 'Reports', 'Overview');
    const real = bed.fake.model.workbooks.get(workbook.luid);
    assert.ok(real);
    assert.equal(bed.fake.model.projects.get(real.projectLuid)?.name, 'Reports');
    const views = await bed.children(await bed.walk('Marketing', 'Reports', 'Overview'));
    const shown = real.viewLuids.filter((view) => !bed.fake.model.views.get(view)?.hiddenSheet);
    assert.ok(shown.length > 0);
    assert.deepEqual(
      views.map((row) => (row.type === 'content' ? row.content.luid : row.type)).sort(),
      [...shown].sort(),
    );
    assert.equal((await bed.item('Marketing', 'Web Sessions')).kind, 'datasource');
    assert.equal(
      (await bed.item('Finance', 'Budget, Actuals & Forecast', 'Budget 2026')).kind,
      'datasource',
    );
    const below = await bed.labels(await bed.walk('Marketing'));
    assert.equal(below.includes('Campaign Prep'), hasFlows, below.join(' | '));
    assert.equal(
      below.at(-1),
      hasFlows ? 'Web Sessions & Bots 🤖' : 'You may not see the flows here',
    );

    await vscode.env.clipboard.writeText('as it was');
    await copyLuid({ pickContent: async () => undefined })([workbook]);
    assert.equal(await vscode.env.clipboard.readText(), workbook.luid);
  });

  for (const mode of part.metadata)
    it(`finds the LUIDs of browser addresses, with the Metadata API ${mode}`, async () => {
      await turnMetadata(mode);
      const site = `site/${bed.site.contentUrl}`;
      const via = mode === 'on' && part.readsMetadata ? 'metadata' : 'list';
      const { workbooks, datasources, flows } = bed.fake.model;
      for (const [segment, store, name] of [
        ['workbooks', workbooks, 'Channel Mix'],
        ['datasources', datasources, 'Web Sessions'],
        ['flows', flows, 'Campaign Prep'],
      ] as const) {
        if (segment === 'flows' && !hasFlows) continue;
        // The first schema tells no LUID of a flow.
        const wanted = segment === 'flows' && profile.minor < 6 ? 'list' : via;
        const item = await bed.item('Marketing', name);
        const number = store.get(item.luid)?.vizportalUrlId;
        const found = await bed.find(`${site}/${segment}/${number}/views?:origin=card_share_link`);
        assert.ok(found.status === 'found', `${segment}: ${found.status}`);
        assert.deepEqual([found.via, found.matches.map(({ luid }) => luid)], [wanted, [item.luid]]);
      }
      assert.ok(askedMetadata(), 'it was tried, whatever it answered');
    });

  it('finds the LUIDs of a view and of a custom view', async () => {
    const own = bed.fake.model.customViews
      .ofSite(bed.fake.company.main.site.luid)
      .find(({ ownerLuid }) => bed.fake.model.users.get(ownerLuid)?.name.startsWith('ana.ruiz'));
    const view = bed.fake.model.views.get(own?.viewLuid);
    assert.ok(own && view);
    const names = view.contentUrl.replace('/sheets/', '/');
    const route = `site/${bed.site.contentUrl}/views/${names}`;
    const found = await bed.find(`${route}?:iid=1`);
    assert.ok(found.status === 'found');
    assert.deepEqual(
      found.matches.map(({ luid }) => luid),
      [view.luid],
    );
    const custom = await bed.find(`${route}/${own.luid}/MyRegion`);
    if (profile.minor >= 18) {
      assert.ok(custom.status === 'found');
      assert.deepEqual(
        custom.matches.map(({ kind, luid }) => [kind, luid]),
        [
          ['customView', own.luid],
          ['view', view.luid],
        ],
      );
    } else {
      assert.ok(custom.status === 'notFound', 'REST has custom views since API 3.18');
      assert.deepEqual([custom.why, custom.near?.luid], ['noSuchCustomView', view.luid]);
    }
  });

  if (!profile.cloud && method !== 'connectedApp')
    it('knows the default site, which has no name in addresses', async () => {
      await bed.enter(who, method, '');
      const [, site] = await bed.children();
      const regional = await bed.row('Regional', await bed.row('Samples', site));
      assert.ok(regional.type === 'content');
      const number = bed.fake.model.workbooks.get(regional.content.luid)?.vizportalUrlId;
      const found = await bed.find(`workbooks/${number}/views`);
      assert.ok(found.status === 'found');
      assert.deepEqual(
        found.matches.map(({ luid, site: { contentUrl } }) => [contentUrl, luid]),
        [['', regional.content.luid]],
      );
      // The first site goes on, although the same token has just signed in elsewhere.
      bed.contents.of(bed.site).refresh();
      assert.equal((await bed.item('Marketing', 'Channel Mix')).kind, 'workbook');
    });
}
