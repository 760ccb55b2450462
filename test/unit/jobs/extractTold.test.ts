/** Where jobs may not be read and the Metadata API has a bad day, or is off: the extract's time is told in the end, or by the search. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { Outcome, Watch } from '../../../src/jobs/jobsContract';
import type { Datasource, Workbook } from '../../fakeTableau/modelTypes';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { JobsWorld, type JobsWindow } from '../support/jobsWorld';

const minute = 60_000;
const hour = 60 * minute;
const proved: Outcome = { status: 'succeeded', by: 'extractTime' };

for (const who of ['forbidden', '401002'] as const)
  describe(`the extract's time where jobs are answered with ${who}`, function () {
    this.timeout(30_000);
    let all: JobsWorld;
    let window: JobsWindow;

    const open = async (options: FakeTableauOptions = {}): Promise<void> => {
      all = await JobsWorld.start(who, options);
      window = all.open('one');
    };
    afterEach(() => all.close());

    const some = (kind: 'workbook' | 'datasource'): Workbook | Datasource => {
      const item = all.refreshable().find((one) => one.kind === kind);
      assert.ok(item);
      return item;
    };
    const start = async (kind: 'workbook' | 'datasource'): Promise<Watch> =>
      all.world.done(window.tracker.start(all.target(some(kind))));
    const end = async ({ id }: Watch): Promise<Outcome | undefined> =>
      (await all.world.done(window.tracker.ended(id))).outcome;
    const knobs = () => all.world.tableau.knobs;
    const asked = (what: string): number =>
      all.world.tableau.log.filter(({ path }) => path.includes(what)).length;

    it('lives through two hours, and a session that expires in them', async () => {
      await open();
      knobs().scriptNextJob({ runMs: 2 * hour });
      const watch = await start('workbook');
      await all.world.clock.advance(hour);
      knobs().expireSessions();
      const before = asked('graphql');
      assert.deepEqual(await end(watch), proved);
      const looks = asked('graphql') - before;
      assert.ok(looks >= 25 && looks <= 35, `${looks} looks in the second hour`);
    });

    for (const [what, order] of [
      ['503', () => knobs().failNext({ status: 503, count: 40, match: /graphql/u })],
      ['a page', () => knobs().htmlNext(40, /graphql/u, 200)],
      ['its hard time limit', () => void (knobs().metadata.timeLimit = 'hard')],
    ] as const)
      it(`goes on watching when the Metadata API answers with ${what} for a while`, async () => {
        await open();
        knobs().scriptNextJob({ runMs: 20 * minute });
        const watch = await start('workbook');
        order();
        const before = asked('graphql');
        await all.world.clock.advance(3 * minute);
        assert.ok(asked('graphql') - before > 4, 'it is asked in vain');
        assert.equal(window.tracker.list()[0]?.outcome, undefined);
        knobs().faults.clear();
        delete knobs().metadata.timeLimit;
        assert.deepEqual(await end(watch), proved);
      });

    it('gives a page that stays no more time than a watch has, and claims nothing of the extract', async () => {
      await open();
      knobs().metadataMode = 'html';
      const from = all.world.clock.now();
      assert.deepEqual(await end(await start('workbook')), {
        status: 'unknown',
        reason: 'timeout',
      });
      assert.ok(all.world.clock.now() - from < 6 * hour);
    });

    // What follows asks for jobs once, whatever is answered.
    if (who !== 'forbidden') return;

    for (const mode of ['featureDisabled', 'accessDenied', '404', 'html'] as const)
      it(`proves a success by the search where the Metadata API is off: ${mode}`, async () => {
        await open();
        knobs().metadataMode = mode;
        knobs().guesses.searchWorkbookExtracts = 'told';
        for (const kind of ['workbook', 'datasource'] as const) {
          knobs().scriptNextJob({ runMs: 20 * minute });
          const from = all.world.clock.now();
          assert.deepEqual(await end(await start(kind)), proved, kind);
          assert.ok(all.world.clock.now() - from >= 20 * minute, kind);
        }
      });

    it('waits for a search that is late, and takes no old time for a refusal', async () => {
      await open({ metadata: 'featureDisabled' });
      knobs().guesses.searchTimes = 'milliseconds';
      knobs().guesses.searchDatasourceType = 'unifieddatasource';
      knobs().lag.extractTimeMs = 15 * minute;
      assert.deepEqual(await end(await start('datasource')), proved);
    });

    it('knows by the search what the time was before, where the start tells nothing of its job', async () => {
      await open({ metadata: 'featureDisabled' });
      knobs().scriptNextJob({ runMs: 5 * minute });
      knobs().dropNext(1, '/refresh', { afterProcessing: true });
      assert.deepEqual(await end(await start('datasource')), proved);
    });

    it('never guesses: a failure leaves the time that the search tells as it was', async () => {
      await open({ metadata: 'featureDisabled' });
      knobs().scriptNextJob({ end: 'failure' });
      assert.deepEqual(await end(await start('datasource')), {
        status: 'unknown',
        reason: 'notReadable',
      });
    });

    it('waits some minutes for an item that the search does not list yet, and no longer', async () => {
      await open({ metadata: 'featureDisabled' });
      const hide = (listedFrom: number): void => {
        const item = some('datasource') as Datasource;
        all.world.tableau.model.datasources.update(item, { listedFrom });
      };
      // Until nothing is late any more the fake server makes its lists anew.
      knobs().lag.listMs = 1;
      hide(all.world.clock.now() + 4 * minute);
      assert.deepEqual(await end(await start('datasource')), proved);
      hide(Infinity);
      const from = all.world.clock.now();
      assert.deepEqual(await end(await start('datasource')), {
        status: 'unknown',
        reason: 'notReadable',
      });
      assert.ok(all.world.clock.now() - from < 15 * minute);
    });

    it('says unknown at once where the search tells no time either', async () => {
      for (const options of [{}, { profile: '2021.4' }] as const) {
        await open({ ...options, metadata: 'featureDisabled' });
        const from = all.world.clock.now();
        // Of a workbook this search tells no time; before API 3.16 there is none.
        assert.deepEqual(await end(await start('workbook')), {
          status: 'unknown',
          reason: 'notReadable',
        });
        assert.ok(all.world.clock.now() - from < minute);
        assert.equal(asked('/api/-/search') > 0, true);
        if (options.profile === undefined) await all.close();
      }
    });

    it('asks the search for one item, not for the site', async () => {
      await open({ metadata: 'featureDisabled' });
      knobs().scriptNextJob({ runMs: 20 * minute });
      await end(await start('datasource'));
      const searches = all.world.tableau.log.filter(({ path }) => path.includes('/api/-/search'));
      assert.ok(searches.length > 10 && searches.length < 60, `${searches.length} searches`);
    });
  });
