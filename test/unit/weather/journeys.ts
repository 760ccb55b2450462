/** Every journey of the product below the `vscode` line, in bad weather: each ends well or in a clear sentence, and nothing is done twice. */
import assert from 'node:assert/strict';
import type { FindResult } from '../../../src/content/findResult';
import { findByAddress } from '../../../src/content/findByAddress';
import { SiteContent } from '../../../src/content/siteContent';
import { parseWebAddress } from '../../../src/content/webAddress';
import { SiteFreshness } from '../../../src/freshness/siteFreshness';
import type { Credentials } from '../../../src/tableau/credentials';
import type { Luid } from '../../../src/tableau/model';
import { mintToken } from '../../fakeTableau/auth/issuers';
import { seedOfRun } from '../support/seeded';
import type { Window } from '../support/world';
import { jobJourneys } from './jobJourneys';
import { tableJourneys } from './tableJourneys';
import { Weather, type SentenceOf } from './weather';

const ana = 'ana.ruiz@fernweh.example';

export function journeysInWeather(percent: number, rounds: number, sentenceOf?: SentenceOf): void {
  describe(`at ${percent} % faults`, function () {
    this.timeout(120_000);
    let weather: Weather;
    let window: Window;
    beforeEach(async () => {
      weather = await Weather.start(seedOfRun(), sentenceOf);
      window = weather.window();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed' || rounds > 1)
        console.log(`      ${weather.report()}`);
      await weather.close();
    });

    const signedIn = async (): Promise<void> => {
      const { world } = weather;
      await world.done(window.sessions.signIn(world.site, world.administratorToken));
      world.tableau.log.clear();
    };
    const content = (): SiteContent =>
      new SiteContent(weather.world.site, () => window.sessions.client(weather.world.site));
    /** The same in good weather and then, each time from the beginning, in bad. */
    const asInGoodWeather = async <T>(work: () => Promise<T>): Promise<void> => {
      const wanted = await weather.eventually(work);
      weather.proxy.percent = percent;
      for (let round = 0; round < rounds; round++)
        assert.deepEqual(await weather.eventually(work), wanted, `seed ${weather.seed}`);
    };

    it('signs in by each method, never with one request twice, and never calls good credentials bad', async () => {
      const { world } = weather;
      const ways: readonly (() => Promise<Credentials>)[] = [
        () => Promise.resolve(world.token),
        () => Promise.resolve(world.password),
        () => Promise.resolve(world.connectedApp),
        ...(['trust', 'unified'] as const).map((kind) => async (): Promise<Credentials> => {
          const token = await mintToken(world.tableau.model, kind, { userName: ana });
          const method = kind === 'trust' ? 'oauthTrust' : 'unifiedAccessToken';
          return { method, jwt: { from: 'pasted', token } };
        }),
      ];
      weather.proxy.percent = percent;
      for (let round = 0; round < rounds; round++)
        for (const way of ways) {
          const own = weather.window();
          await weather.eventually(async () => {
            const credentials = await way();
            const before = world.signIns();
            try {
              await own.sessions.signIn(world.site, credentials);
            } finally {
              assert.ok(world.signIns() - before <= 1, `${credentials.method} was sent twice`);
            }
          });
          // Names are read behind a sign-in: it stands where these answers are lost, and the next that comes says so.
          if (own.sessions.find(world.site)?.state.status === 'offline')
            await weather.eventually(async () => (await own.sessions.client(world.site)).whoAmI());
          assert.equal(own.sessions.find(world.site)?.state.status, 'signedIn');
          assert.equal(own.sessions.list().length, 1);
        }
    });

    it('signs in again when the session has ended, and says who one is', async () => {
      await signedIn();
      weather.proxy.percent = percent;
      for (let round = 0; round < 3 * rounds; round++) {
        weather.world.tableau.knobs.expireSessions();
        const who = await weather.eventually(async () =>
          (await window.sessions.client(weather.world.site)).whoAmI(),
        );
        assert.equal(who.siteRole, 'SiteAdministratorCreator');
      }
    });

    it('browses projects, what is in them, views, the personal space and what is outside, and loses nothing', async () => {
      await signedIn();
      await asInGoodWeather(async () => {
        const site = content();
        const tree = await site.projects();
        const found: Record<string, readonly string[]> = {
          projects: tree.roots.map(({ name }) => name),
        };
        for (const kind of ['workbook', 'datasource', 'flow'] as const) {
          for (const place of [...tree.roots.slice(0, 2), 'outsideProjects'] as const)
            found[`${kind} in ${typeof place === 'string' ? place : place.luid}`] = (
              await site.list(kind, place).all()
            ).map(({ luid }) => luid);
        }
        const [workbook] = await site.list('workbook', 'personalSpace').all();
        if (workbook)
          found['views'] = (await site.list('view', workbook).all()).map(({ luid }) => luid);
        return found;
      });
    });

    it('finds by name over the whole site, and tells what could not be listed', async () => {
      await signedIn();
      await asInGoodWeather(async () => {
        const { search } = content();
        await search.load();
        const { failures, done, loaded } = search.progress;
        for (const error of failures.values()) throw error;
        assert.ok(done);
        return { loaded, overview: search.find('overview', 50).items.map(({ luid }) => luid) };
      });
    });

    /** That the one API that knows cannot be asked is told as such, and is no "there is none": somebody asks once more. */
    const asked = async (find: () => Promise<FindResult>): Promise<FindResult> => {
      let result = await find();
      for (let tries = 1; tries < 20; tries++) {
        if (result.status !== 'notFound' || result.why !== 'projectNeedsMetadata') break;
        result = await find();
      }
      return result;
    };

    it('finds LUIDs of addresses, and never says that there is none', async () => {
      await signedIn();
      const { model, company } = weather.world.tableau;
      const { luid, contentUrl } = company.main.site;
      const routes = [
        ...model.workbooks
          .ofSite(luid)
          .slice(0, 2)
          .map((one) => `workbooks/${one.vizportalUrlId}`),
        ...model.datasources
          .ofSite(luid)
          .slice(0, 2)
          .map((one) => `datasources/${one.vizportalUrlId}`),
        ...model.flows
          .ofSite(luid)
          .slice(0, 1)
          .map((one) => `flows/${one.vizportalUrlId}`),
        ...model.projects
          .ofSite(luid)
          .slice(0, 1)
          .map((one) => `projects/${one.vizportalUrlId}`),
        ...model.views
          .ofSite(luid)
          .slice(0, 2)
          .map((one) => `views/${one.contentUrl.replace('/sheets/', '/')}`),
      ];
      await asInGoodWeather(async () => {
        const site = content();
        const found: unknown[] = [];
        for (const route of routes) {
          const address = parseWebAddress(
            `${weather.world.site.server}/#/site/${contentUrl}/${route}`,
          );
          assert.ok(!('reason' in address));
          const result = await asked(() => findByAddress(address, () => site));
          found.push(
            result.status === 'found' ? result.matches.map((one) => one.luid) : result.status,
          );
        }
        return found;
      });
    });

    it('reads extract times and refresh tasks, and never takes bad weather for a no', async () => {
      await signedIn();
      await asInGoodWeather(async () => {
        const freshness = new SiteFreshness(
          () => window.sessions.client(weather.world.site),
          weather.world.clock,
        );
        await freshness.load();
        const tasks = await freshness.tasks();
        const { times } = freshness;
        return [
          times?.state === 'told' ? { ...times.value, at: 0 } : times?.state,
          tasks.state === 'told' ? tasks.value : tasks.state,
        ];
      });
    });

    it('answers queries of the Metadata API as they are, or says that it could not', async () => {
      await signedIn();
      await asInGoodWeather(async () => {
        const client = await window.sessions.client(weather.world.site);
        return client.metadata.query({
          query: '{ workbooks { luid name embeddedDatasources { name } } }',
        });
      });
    });

    tableJourneys({
      weather: () => weather,
      client: () => window.sessions.client(weather.world.site),
      content,
      signedIn,
      asInGoodWeather,
    });

    it('makes, changes, runs and removes schedules once each, and writes down what it did or may have done', async () => {
      await signedIn();
      const { world } = weather;
      const recurrence = {
        frequency: 'Daily',
        start: '06:00:00',
        everyHours: 24,
        weekDays: ['Monday'],
        monthDays: [],
      } as const;
      const client = await window.sessions.client(world.site);
      const site = world.tableau.company.main.site.luid;
      const taken = new Set(world.tableau.model.tasks.ofSite(site).map((one) => one.workbookLuid));
      const item = world.tableau.model.workbooks
        .ofSite(site)
        .find((one) => world.tableau.model.hasExtracts(one) && !taken.has(one.luid));
      assert.ok(item);
      weather.audit.length = 0;
      weather.proxy.percent = percent;
      let sent = 0;
      const change = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
        sent += 1;
        const before = weather.changes().length;
        const done = await weather.attempt(work);
        assert.ok(weather.changes().length - before <= 1, `seed ${weather.seed}: sent twice`);
        return done?.value;
      };
      const ref = { kind: 'workbook', luid: item.luid as Luid } as const;
      for (let round = 0; round < 2 * rounds; round++) {
        await change(() => client.extracts.createTask(ref, { incremental: false, recurrence }));
        const tasks = await weather.eventually(() => client.extracts.tasks());
        for (const task of tasks.filter((one) => one.item.luid === ref.luid)) {
          await change(() => client.extracts.changeTask(task, { incremental: true, recurrence }));
          await change(() => client.extracts.removeTask(task));
        }
        await weather.world.clock.advance(3_600_000);
      }
      assertAudited(sent);
    });

    /** Every change that the server accepted is in the audit trail as accepted or as unknown, and nothing else is there as accepted. */
    const assertAudited = (sent: number): void => {
      const lines = weather.audit.filter(({ method }) => method !== 'POST auth/signin');
      assert.equal(lines.length, sent, `seed ${weather.seed}: one line for each change`);
      const accepted = weather.changes().filter((change) => change.accepted).length;
      const told = lines.filter(({ outcome }) => outcome === 'accepted').length;
      const unknown = lines.filter(({ outcome }) => outcome === 'unknown').length;
      assert.ok(
        told <= accepted,
        `seed ${weather.seed}: ${told} accepted, ${accepted} by the server`,
      );
      assert.ok(
        told + unknown >= accepted,
        `seed ${weather.seed}: ${accepted} accepted, not all written`,
      );
    };
  });
  jobJourneys(percent, rounds, sentenceOf);
}
