/** One person's day at one Tableau release: a tree bed, the job trackers of two windows, and what only the server knows. */
import assert from 'node:assert/strict';
import { systemClock, type Clock } from '../../../src/base/clock';
import { findByAddress } from '../../../src/content/findByAddress';
import type { FindResult } from '../../../src/content/findResult';
import { parseWebAddress } from '../../../src/content/webAddress';
import type { Watch, WatchTarget } from '../../../src/jobs/jobsContract';
import { openJobs } from '../../../src/jobs/openJobs';
import type { WatchRecord } from '../../../src/jobs/watchRecord';
import type { Credentials, ExternalJwt, SignInMethod } from '../../../src/tableau/credentials';
import type { Content, ContentUrl, SignedIn } from '../../../src/tableau/model';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { MemoryFolder } from '../../unit/support/memoryFolder';
import { LeaseTable, MemoryLeases } from '../../unit/support/memoryLeases';
import { openTreeBed, type TreeBed } from './treeBed';

export type Who = 'administrator' | 'creator';
/** Those for which one holds the secret oneself. */
export type OwnMethod = Exclude<SignInMethod, ExternalJwt['method']>;
export type Refreshable = Extract<Content, { kind: 'workbook' | 'datasource' | 'flow' }>;

export interface JourneyBed extends TreeBed {
  readonly here: JourneyWindow;
  /** Another window of the same person. */
  readonly there: JourneyWindow;
  enter(who: Who, method: OwnMethod, contentUrl?: string): Promise<SignedIn>;
  /** What stands in the row at the end of the path. */
  item(...labels: readonly string[]): Promise<Content>;
  refreshable(...labels: readonly string[]): Promise<Refreshable>;
  /** From an address in the browser, as "Find LUID from URL" does. */
  find(route: string): Promise<FindResult>;
  /** The refresh or run that is under way ends well on the server. */
  finish(item: Refreshable): void;
}

export interface JourneyWindow {
  start(item: Refreshable): Promise<Watch>;
  end(watch: Watch): Promise<Watch>;
  /** Resolves when the extract's time before the start is known, by which alone the end can be proved. */
  knowsTimeBefore(watch: Watch): Promise<void>;
  /** Resolves when somebody else's job is found. */
  knowsJob(watch: Watch): Promise<void>;
  dispose(): void;
}

/** The looks at a job come as they come in life, but twenty times as fast. */
const hurriedClock: Clock = {
  now: systemClock.now,
  delay: (milliseconds, signal) => systemClock.delay(milliseconds / 20, signal),
};

export async function openJourney(options: FakeTableauOptions): Promise<JourneyBed> {
  const bed = await openTreeBed(options);
  const { fake, sessions, contents } = bed;
  const here = openWindow(bed);
  const there = openWindow(bed);
  const item = async (...labels: readonly string[]): Promise<Content> => {
    const row = await bed.walk(...labels);
    assert.ok(row.type === 'content', `${labels.join('/')} is a row of content`);
    return row.content;
  };
  return {
    ...bed,
    here,
    there,
    item,
    enter: (who, method, contentUrl = bed.site.contentUrl) =>
      sessions.signIn(
        { server: fake.url, contentUrl: contentUrl as ContentUrl },
        credentialsOf(bed, who, method),
      ),
    async refreshable(...labels) {
      const found = await item(...labels);
      const { kind } = found;
      assert.ok(kind === 'workbook' || kind === 'datasource' || kind === 'flow', kind);
      return found;
    },
    find(route) {
      const address = parseWebAddress(`${fake.url}/#/${route}`);
      assert.ok(!('reason' in address), route);
      return findByAddress(address, (origin, contentUrl) => {
        const entry = sessions.findByAddress(origin, contentUrl);
        return entry && contents.of(entry.profile.site);
      });
    },
    finish({ luid }) {
      const job = fake.model.jobs.activeFor(luid);
      assert.ok(job, 'a job is under way');
      fake.knobs.advanceJob(job.luid, 'success');
    },
    async close() {
      here.dispose();
      there.dispose();
      await bed.close();
    },
  };
}

function credentialsOf({ fake }: TreeBed, who: Who, method: OwnMethod): Credentials {
  const { administrator, connectedApp, password, personalAccessToken } = fake.credentials;
  const isAdministrator = who === 'administrator';
  switch (method) {
    case 'personalAccessToken': {
      const token = isAdministrator ? administrator.personalAccessToken : personalAccessToken;
      return { method, ...token };
    }
    case 'password': {
      const { username, password: secret } = isAdministrator ? administrator : password;
      return { method, username, password: secret };
    }
    case 'connectedApp': {
      const { username } = isAdministrator ? administrator : connectedApp;
      return { method, ...connectedApp, username };
    }
    default:
      return method satisfies never;
  }
}

/** A window on a computer of its own: what it starts the other one finds at the server only. */
function openWindow({ sessions }: TreeBed): JourneyWindow {
  const folder = new MemoryFolder();
  const leases = new MemoryLeases(new LeaseTable(), hurriedClock);
  const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const opened = openJobs({
    client: (site) => sessions.client(site),
    account: () => undefined,
    folder,
    leases,
    clock: hurriedClock,
    log,
    window: 'window',
  });
  const jobs = opened.tracker;
  const remembers = async ({ id }: Watch, fits: (record: WatchRecord) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        const text = folder.files.get(`${id}.watch.json`);
        if (text === undefined || !fits(JSON.parse(text) as WatchRecord)) return;
        heard.dispose();
        resolve();
      };
      const heard = folder.onDidChange(look);
      look();
    });
  return {
    start: (item) => jobs.start(targetOf(item)),
    end: ({ id }) => jobs.ended(id),
    knowsTimeBefore: (watch) => remembers(watch, ({ before }) => before !== undefined),
    knowsJob: (watch) => remembers(watch, ({ jobLuid }) => jobLuid !== undefined),
    dispose: () => {
      opened.dispose();
      leases.dispose();
    },
  };
}

function targetOf({ site, kind, luid, name }: Refreshable): WatchTarget {
  return { ref: { site, kind, luid }, name, action: kind === 'flow' ? 'run' : 'refresh' };
}
