/** Windows of one computer over one fake Tableau: they share secrets, a folder of watches, and leases. */
import type { WatchTarget } from '../../../src/jobs/jobsContract';
import { countedLibrary } from '../../../src/jobs/countedLibrary';
import { openJobs, type Jobs } from '../../../src/jobs/openJobs';
import type { TableauClient } from '../../../src/tableau/client';
import type { Luid } from '../../../src/tableau/model';
import type { OwnJobs } from '../../fakeTableau/knobs';
import type { Datasource, Flow, Workbook } from '../../fakeTableau/modelTypes';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { MemoryFolder } from './memoryFolder';
import { LeaseTable, MemoryLeases } from './memoryLeases';
import { TestMemory, TestSecrets, World, type Window } from './world';

export type Who = OwnJobs | 'administrator';

export interface JobsWindow extends Jobs {
  readonly window: Window;
  /** As a process that dies: nothing is written any more, and its leases are free. */
  close(): void;
}

export class JobsWorld {
  readonly folder = new MemoryFolder();
  readonly #table = new LeaseTable();
  readonly #shared = { memory: new TestMemory(), secrets: new TestSecrets() };
  readonly #open = new Set<JobsWindow>();
  /** So that no window takes the pseudo-random steps of another. */
  random: () => number = () => 0.5;

  constructor(
    readonly world: World,
    readonly who: Who,
  ) {}

  static async start(who: Who, options: FakeTableauOptions = {}): Promise<JobsWorld> {
    const own = who === 'administrator' ? {} : { ownJobs: who };
    const world = await World.start({ ...options, ...own });
    const made = new JobsWorld(world, who);
    const { sessions } = world.window(made.#shared);
    const credentials = who === 'administrator' ? world.administratorToken : world.token;
    await world.done(sessions.signIn(world.site, credentials));
    world.tableau.log.clear();
    return made;
  }

  /** `id` stays the same over a reload. `wrap` stands between the window and its clients. */
  open(
    id: string,
    wrap: (client: TableauClient) => TableauClient = (client) => client,
  ): JobsWindow {
    const { world, folder } = this;
    const window = world.window({
      ...this.#shared,
      around: (library) => countedLibrary(library, (site) => jobs.budget.count(site)),
    });
    const leases = new MemoryLeases(this.#table, world.clock);
    const jobs = openJobs({
      client: async (site) => wrap(await window.sessions.client(site)),
      account: (site) => window.sessions.find(site)?.profile.account,
      folder,
      leases,
      clock: world.clock,
      log: window.log,
      window: id,
      random: () => this.random(),
    });
    const made: JobsWindow = {
      ...jobs,
      window,
      close: () => {
        this.#open.delete(made);
        jobs.dispose();
        leases.dispose();
      },
    };
    this.#open.add(made);
    return made;
  }

  get siteLuid(): string {
    return this.world.tableau.company.main.site.luid;
  }

  /** What the person who is signed in may refresh. */
  refreshable(): readonly (Workbook | Datasource)[] {
    const { model } = this.world.tableau;
    const owner = model.userByName(this.siteLuid, 'ana.ruiz@fernweh.example')?.luid;
    const isTheirs = (item: { ownerLuid: string | undefined }): boolean =>
      this.who === 'administrator' || item.ownerLuid === owner;
    return [
      ...model.workbooks
        .ofSite(this.siteLuid)
        .filter((item) => isTheirs(item) && item.embeddedDatasources.some(isRefreshed)),
      ...model.datasources
        .ofSite(this.siteLuid)
        .filter((item) => isTheirs(item) && item.hasExtracts && !item.useRemoteQueryAgent),
    ];
  }

  target(item: Workbook | Datasource | Flow): WatchTarget {
    return {
      ref: { site: this.world.site, kind: item.kind, luid: item.luid as Luid },
      name: item.name,
      action: item.kind === 'flow' ? 'run' : 'refresh',
    };
  }

  /** Starts that the server has accepted. */
  accepted(): number {
    return this.world.tableau.log.filter(
      ({ method, path, status }) =>
        method === 'POST' && /\/(refresh|run)$/u.test(path) && status >= 200 && status < 300,
    ).length;
  }

  /** Requests for jobs: what a site counts. */
  jobCalls(): number {
    return this.world.tableau.log.filter(
      ({ method, path }) => method === 'GET' && /\/jobs(\/[^/]+)?$/u.test(path.split('?')[0] ?? ''),
    ).length;
  }

  async close(): Promise<void> {
    for (const window of [...this.#open]) window.close();
    await this.world.close();
  }
}

function isRefreshed(one: {
  hasExtracts: boolean;
  parentPublishedDatasourceLuids: readonly string[];
}): boolean {
  return one.hasExtracts && one.parentPublishedDatasourceLuids.length === 0;
}
