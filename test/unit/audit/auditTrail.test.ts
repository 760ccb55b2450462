/** What the audit trail says of what was done at a server, held against the server's own log. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { AuditEntry } from '../../../src/audit/auditEntry';
import { auditedLibrary } from '../../../src/audit/auditedLibrary';
import { AuditTrail } from '../../../src/audit/auditTrail';
import { accountOf } from '../../../src/session/signInOnce';
import type { TableauClient } from '../../../src/tableau/client';
import type { Credentials } from '../../../src/tableau/credentials';
import { isTableauError } from '../../../src/tableau/errors';
import type { Luid } from '../../../src/tableau/model';
import { World, type Window } from '../support/world';

describe('AuditTrail', function () {
  this.timeout(20_000);
  let world: World;
  let window: Window;
  let entries: AuditEntry[];
  let disk: { full: boolean };
  let trail: AuditTrail;

  const start = async (options: Parameters<typeof World.start>[0] = {}): Promise<void> => {
    world = await World.start(options);
    entries = [];
    disk = { full: false };
    window = world.window({
      around: (library) => auditedLibrary(library, (change) => trail.changed(change), accountOf),
    });
    trail = new AuditTrail({
      file: {
        append: (entry) => {
          if (disk.full) throw new Error('ENOSPC');
          entries.push(entry as AuditEntry);
        },
      },
      clock: world.clock,
      log: window.log,
      whoOn: (site) => window.sessions.find(site)?.profile.userName,
      itemOf: (site, luid) => {
        const item =
          world.tableau.model.workbooks.get(luid) ?? world.tableau.model.datasources.get(luid);
        return item && { ref: { site, kind: item.kind, luid: luid as Luid }, name: item.name };
      },
    });
  };
  beforeEach(() => start());
  afterEach(() => world.close());

  const client = async (): Promise<TableauClient> => {
    await world.done(window.sessions.signIn(world.site, world.administratorToken));
    return window.sessions.client(world.site);
  };
  const withExtract = (): { luid: string; name: string } => {
    const [found] = world.tableau.model.datasources
      .ofSite(world.tableau.company.main.site.luid)
      .filter(({ hasExtracts, useRemoteQueryAgent }) => hasExtracts && !useRemoteQueryAgent);
    assert.ok(found);
    return found;
  };
  const changesAtServer = (): number =>
    world.tableau.log.filter(
      ({ method, path }) => method !== 'GET' && !/graphql|signin|signout/u.test(path),
    ).length;

  it('tells of a sign-in by the name of its credentials, accepted or refused', async () => {
    await client();
    const wrong = { ...world.administratorToken, secret: 'wrong-secret' } as const;
    await assert.rejects(world.done(window.sessions.signIn(world.secondSite, wrong)), (error) =>
      isTableauError(error, 'signIn'),
    );
    assert.deepEqual(
      entries.map(({ action, who, site, outcome, code }) => [action, who, site, outcome, code]),
      [
        [
          'signIn',
          accountOf(world.administratorToken),
          world.site.contentUrl,
          'accepted',
          undefined,
        ],
        ['signIn', accountOf(wrong), world.secondSite.contentUrl, 'refused', '401001'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(entries), /wrong-secret/u);
  });

  it('tells of an administrator who looks a user up, and of the sign-in as that user', async () => {
    await world.close();
    await start({ profile: '2025.1' });
    world.tableau.knobs.patImpersonation = true;
    const as = { username: 'tom.becker@fernweh.example' };
    const token = world.administratorToken as Extract<
      Credentials,
      { method: 'personalAccessToken' }
    >;
    await world.done(window.sessions.signIn(world.site, { ...token, as }));
    assert.equal(world.signIns(), 2);
    assert.deepEqual(
      entries.map(({ action, who, as: other, outcome }) => [action, who, other, outcome]),
      [
        ['signIn', token.name, undefined, 'accepted'],
        ['signIn', token.name, as.username, 'accepted'],
      ],
    );
  });

  it('says that nobody knows what became of a sign-in whose answer was lost', async () => {
    world.tableau.knobs.dropNext(1, /signin$/, { afterProcessing: true });
    await assert.rejects(world.done(window.sessions.signIn(world.site, world.token)), (error) =>
      isTableauError(error, 'network'),
    );
    assert.deepEqual(
      entries.map(({ action, outcome }) => [action, outcome]),
      [['signIn', 'unknown']],
    );
  });

  it('has no line for a sign-in that sent nothing: offline, or without a JWT', async () => {
    await client();
    entries.length = 0;
    const jwt = { from: 'command', name: 'nowhere' } as const;
    await assert.rejects(
      world.done(window.sessions.signIn(world.secondSite, { method: 'oauthTrust', jwt })),
      (error) => isTableauError(error, 'jwtNeeded'),
    );
    await world.tableau.close();
    await assert.rejects(
      world.done(window.sessions.signIn(world.secondSite, world.token)),
      (error) => isTableauError(error, 'network') && error.code === 'ECONNREFUSED',
    );
    assert.deepEqual(entries, []);
  });

  it('tells that a refresh was not sent to a server that is out of reach', async () => {
    const site = await client();
    const { luid } = withExtract();
    entries.length = 0;
    await world.tableau.close();
    await assert.rejects(world.done(site.datasources.refresh(luid as Luid)));
    assert.deepEqual(
      entries.map(({ action, outcome, code }) => [action, outcome, code]),
      [['refresh', 'notSent', 'ECONNREFUSED']],
    );
  });

  it('tells of a refresh with item and user, of its cancellation, and of its end', async () => {
    const site = await client();
    const item = withExtract();
    entries.length = 0;
    const job = await world.done(site.datasources.refresh(item.luid as Luid));
    await world.done(site.jobs.cancel(job.luid));
    const ref = { site: world.site, kind: 'datasource', luid: item.luid as Luid } as const;
    trail.ended({
      target: { ref, name: item.name, action: 'refresh' },
      outcome: { status: 'cancelled' },
    });
    const who = window.sessions.find(world.site)?.profile.userName;
    assert.ok(who);
    const about = { who, server: world.tableau.url, site: world.site.contentUrl };
    const named = { kind: 'datasource', luid: item.luid, name: item.name };
    assert.deepEqual(
      entries.map(({ at, ...entry }) => {
        assert.equal(new Date(at).toISOString(), at);
        return entry;
      }),
      [
        {
          ...about,
          action: 'refresh',
          item: named,
          outcome: 'accepted',
          method: 'POST datasources/{id}/refresh',
        },
        {
          ...about,
          action: 'cancel',
          item: { luid: job.luid },
          outcome: 'accepted',
          method: 'PUT jobs/{id}',
        },
        { ...about, action: 'refresh', item: named, outcome: 'cancelled' },
      ],
    );
    assert.equal(changesAtServer(), 2);
  });

  it('tells why a change was refused, and that a lost answer leaves it unknown', async () => {
    const site = await client();
    const { luid } = withExtract();
    await world.done(site.datasources.refresh(luid as Luid));
    entries.length = 0;
    await assert.rejects(world.done(site.datasources.refresh(luid as Luid)));
    world.tableau.knobs.dropNext(1, /refresh$/, { afterProcessing: true });
    const other = world.tableau.model.datasources
      .ofSite(world.tableau.company.main.site.luid)
      .find((one) => one.hasExtracts && one.luid !== luid);
    await assert.rejects(world.done(site.datasources.refresh(other?.luid as Luid)));
    assert.deepEqual(
      entries.map(({ outcome, code }) => [outcome, code]),
      [
        ['refused', '409093'],
        ['unknown', entries[1]?.code],
      ],
    );
  });

  it('names the item of a schedule that is added, changed or removed, whatever the path of the call names', async () => {
    const site = await client();
    const { luid, name } = withExtract();
    entries.length = 0;
    const item = { kind: 'datasource', luid: luid as Luid, name } as const;
    const recurrence = {
      frequency: 'Daily',
      start: '06:00:00',
      everyHours: 24,
      weekDays: ['Monday'],
      monthDays: [],
    } as const;
    const plan = { incremental: false, recurrence };
    const made = await world.done(site.extracts.createTask(item, plan));
    const task = { ...made, item };
    await world.done(site.extracts.changeTask(task, plan));
    await world.done(site.extracts.removeTask(task));
    assert.deepEqual(
      entries.map((entry) => [entry.action, entry.item]),
      [
        ['addSchedule', item],
        ['changeSchedule', item],
        ['removeSchedule', item],
      ],
    );
  });

  it('names who asked for a refresh at its end, although somebody else is signed in by then', async () => {
    const { luid, name } = withExtract();
    const ref = { site: world.site, kind: 'datasource', luid: luid as Luid } as const;
    const outcome = { status: 'succeeded' } as const;
    trail.ended({ target: { ref, name, action: 'refresh' }, outcome, by: 'max.adler' });
    assert.equal(entries[0]?.who, 'max.adler');
  });

  it('writes nothing of what only reads', async () => {
    const site = await client();
    entries.length = 0;
    await world.done(site.workbooks.page({}, 1));
    await world.done(site.metadata.query({ query: '{ workbooks { luid } }' }));
    assert.deepEqual(entries, []);
  });

  it('does not stand in the way of the work when it cannot be written, and says so once', async () => {
    const site = await client();
    disk.full = true;
    const { luid } = withExtract();
    const job = await world.done(site.datasources.refresh(luid as Luid));
    await world.done(site.jobs.cancel(job.luid));
    const said = window.log.lines.filter((line) => /audit trail cannot be written/u.test(line));
    assert.equal(said.length, 1);
  });

  it('keeps the lines of a file that is locked, in their order, until it can be written again', async () => {
    const site = await client();
    entries.length = 0;
    disk.full = true;
    const { luid } = withExtract();
    const job = await world.done(site.datasources.refresh(luid as Luid));
    await world.done(site.jobs.cancel(job.luid));
    assert.equal(trail.waiting, 2);
    disk.full = false;
    await assert.rejects(world.done(site.jobs.cancel(luid as Luid)));
    assert.deepEqual(
      entries.map(({ action, outcome }) => `${action} ${outcome}`),
      ['refresh accepted', 'cancel accepted', 'cancel refused'],
    );
    assert.equal(trail.waiting, 0);
  });

  it('writes what waits once somebody wants to read it, without anything new to tell', () => {
    disk.full = true;
    const { site } = world;
    trail.changed({ method: 'PUT jobs/{id}', site, outcome: 'accepted' });
    trail.tryAgain();
    assert.equal(trail.waiting, 1);
    disk.full = false;
    trail.tryAgain();
    assert.deepEqual([entries.length, trail.waiting], [1, 0]);
  });

  it('holds no more lines than it may while the file stays locked', () => {
    disk.full = true;
    const site = world.site;
    for (let n = 0; n < 600; n++)
      trail.changed({
        method: 'PUT jobs/{id}',
        site,
        luid: String(n) as Luid,
        outcome: 'accepted',
      });
    assert.equal(trail.waiting, 500);
    disk.full = false;
    trail.changed({ method: 'PUT jobs/{id}', site, luid: '600' as Luid, outcome: 'accepted' });
    assert.equal(entries.at(0)?.item?.luid, '101');
    assert.equal(entries.at(-1)?.item?.luid, '600');
  });
});
