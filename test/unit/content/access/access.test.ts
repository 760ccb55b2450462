/** Who may refresh: the answer against the fake server's own judgement, and what it costs. */
import assert from 'node:assert/strict';
import {
  isStartable,
  type AccessFacts,
  type StartableItem,
} from '../../../../src/content/access/accessFacts';
import { gatherAccess } from '../../../../src/content/access/gatherAccess';
import { verdictFor } from '../../../../src/content/access/verdict';
import { SiteContent } from '../../../../src/content/siteContent';
import type { Luid } from '../../../../src/tableau/model';
import type { User } from '../../../fakeTableau/model';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { clientFor, patOf, siteOf } from '../../tableau/support/harness';

describe('gatherAccess and verdictFor', () => {
  let fake: FakeTableau;
  let dispose: () => void;
  let administrator: Ask;
  let ana: Ask;

  before(async () => {
    fake = await startFakeTableau({ profile: '2025.1' });
    const open = (asAdministrator: boolean): Ask & { readonly dispose: () => void } => {
      const { client, transport } = clientFor(fake, patOf(fake, asAdministrator));
      const content = new SiteContent(siteOf(fake.url), async () => client);
      return {
        ask: (items, withNames = true) =>
          gatherAccess(items, {
            access: client.access,
            projects: () => content.projects(),
            withNames,
          }),
        groupsOf: async (user) =>
          new Set((await client.access.groupsOf(user)).map(({ luid }) => luid)),
        all: async () => {
          const lists = await Promise.all([
            content.siteList('workbook', 'full').all(),
            content.siteList('datasource', 'full').all(),
            content.siteList('flow', 'full').all(),
          ]);
          return lists.flat().filter(isStartable);
        },
        dispose: () => transport.dispose(),
      };
    };
    const [one, other] = [open(true), open(false)];
    administrator = one;
    ana = other;
    dispose = () => {
      one.dispose();
      other.dispose();
    };
  });
  after(async () => {
    dispose();
    await fake.close();
  });
  beforeEach(() => fake.log.clear());

  interface Ask {
    ask(items: readonly StartableItem[], withNames?: boolean): Promise<AccessFacts>;
    groupsOf(user: Luid): Promise<ReadonlySet<Luid>>;
    all(): Promise<readonly StartableItem[]>;
  }

  const user = (name: string): User => {
    const found = fake.model.userByName(fake.company.main.site.luid, `${name}@fernweh.example`);
    assert.ok(found);
    return found;
  };
  const called = (items: readonly StartableItem[], name: string, place: string): StartableItem => {
    const found = items.find((item) => item.name === name && item.location?.name === place);
    assert.ok(found, name);
    return found;
  };
  const person = ({ luid, name, siteRole }: User) => ({ luid: luid as Luid, name, siteRole });

  it('say of every user and every item what the server itself would answer', async () => {
    // An item that is in no project may be in one that is hidden: that is a test of its own.
    const items = (await administrator.all()).filter(({ location }) => location !== undefined);
    const facts = await administrator.ask(items);
    assert.deepEqual(facts.gaps, []);
    const { workbooks, datasources, flows } = fake.model;
    let told = 0;
    for (const one of fake.model.users.ofSite(fake.company.main.site.luid)) {
      const groups = await administrator.groupsOf(one.luid as Luid);
      for (const about of facts.items) {
        const { luid, name } = about.item;
        const row = workbooks.get(luid) ?? datasources.get(luid) ?? flows.get(luid);
        assert.ok(row);
        const may = one.siteRole !== 'Unlicensed' && fake.model.mayRefresh(one, row);
        const { answer, reasons } = verdictFor(facts, about, { person: person(one), groups });
        const looking = reasons.some(({ why }) => why === 'roleMayLimit');
        // What a Viewer's role leaves of a permission is not known: neither yes nor no.
        assert.equal(looking ? 'yes' : answer, may ? 'yes' : 'no', `${one.name}: ${name}`);
        told += 1;
      }
    }
    assert.ok(told > 500, String(told));
  });

  it('comes to the same by the members of groups when the groups of a user may not be asked for', async () => {
    const items = await administrator.all();
    const facts = await administrator.ask(items);
    for (const one of fake.model.users.ofSite(fake.company.main.site.luid)) {
      const groups = await administrator.groupsOf(one.luid as Luid);
      for (const about of facts.items) {
        const asked = { person: person(one) };
        assert.deepEqual(
          verdictFor(facts, about, { ...asked, groups: undefined }),
          verdictFor(facts, about, { ...asked, groups }),
        );
      }
    }
  });

  it('gives the reasons, and the group or project through which', async () => {
    const items = await administrator.all();
    const margin = called(items, 'Quarterly Margin', 'Reports');
    const facts = await administrator.ask([margin]);
    const [about] = facts.items;
    assert.ok(about);
    const why = (name: string): string => {
      const verdict = verdictFor(facts, about, { person: person(user(name)), groups: undefined });
      const words = verdict.reasons.map((reason) => {
        const via = 'via' in reason && reason.via ? facts.groups.get(reason.via.luid)?.name : '';
        return [reason.why, 'project' in reason ? reason.project.name : '', via ?? '']
          .join(' ')
          .trim();
      });
      return `${verdict.answer}: ${words.join(', ')}`;
    };
    assert.equal(why('max.adler'), 'yes: administrator');
    assert.equal(why('niamh.obrien'), 'yes: owner');
    assert.equal(why('zoe.dubois'), 'yes: leads Finance Finance Leaders');
    assert.equal(why('yuki.tanaka'), 'yes: leads Finance Finance Leaders');
    assert.equal(why('etl.robot'), 'yes: allowed  Data Engineers');
    // Her own rule beats that of her group.
    assert.equal(why('priya.nair'), 'no: denied');
    assert.equal(why('sam.carter'), 'no: denied  Café "Südstadt" & Co');
    assert.equal(why('ana.ruiz'), 'no: noRule');
    assert.equal(why('old.hand'), 'no: unlicensed');
  });

  it('asks once for each item, project and group, and never for a user', async () => {
    const items = await administrator.all();
    const some = items.filter((item) => item.location?.name === 'Reports');
    assert.ok(some.length >= 5);
    fake.log.clear();
    const facts = await administrator.ask(some);
    assert.equal(fake.log.count('user'), 0);
    assert.equal(fake.log.count('groups'), 1);
    assert.equal(fake.log.count('group members'), facts.groups.size);
    const projects = new Set(facts.items.flatMap((one) => one.projects.map(({ luid }) => luid)));
    assert.equal(fake.log.count('project permissions'), projects.size);
    // The administrators, and the names of all the others at once.
    assert.equal(fake.log.count('users'), 2);
    const rules = fake.log.filter(({ kind }) => /^(workbook|datasource|flow) perm/u.test(kind));
    assert.equal(rules.length, some.length);
  });

  it('tells somebody who may not look what it could not look at, and does not guess', async () => {
    const items = await ana.all();
    const margin = called(items, 'Quarterly Margin', 'Reports');
    const facts = await ana.ask([margin]);
    const [about] = facts.items;
    assert.ok(about);
    assert.deepEqual(
      new Set(facts.gaps.map(({ of }) => of)),
      new Set(['itemRules', 'projectRules', 'administrators', 'people']),
    );
    const asked = (name: string) => ({ person: person(user(name)), groups: undefined });
    // Ownership is told with the item itself.
    assert.equal(verdictFor(facts, about, asked('niamh.obrien')).answer, 'yes');
    assert.deepEqual(verdictFor(facts, about, asked('ana.ruiz')), {
      answer: 'maybe',
      reasons: [{ why: 'unseen' }],
    });
  });

  it('answers for what one leads oneself', async () => {
    const items = await ana.all();
    const mine = called(items, 'Channel Mix', 'Marketing');
    const facts = await ana.ask([mine], false);
    assert.deepEqual(facts.gaps, []);
    const [about] = facts.items;
    assert.ok(about);
    const verdict = verdictFor(facts, about, {
      person: person(user('ana.ruiz')),
      groups: new Set(),
    });
    assert.equal(verdict.answer, 'yes');
  });

  it('is unsure about a group set, and about a project above that may not be seen', async () => {
    const items = await ana.all();
    const mine = called(items, 'Channel Mix', 'Marketing');
    const rule = { ExtractRefresh: 'Allow' } as const;
    fake.model.access.addRule(mine.luid, {
      type: 'groupSet',
      luid: 'some-set',
      capabilities: rule,
    });
    const withSet = await ana.ask([mine], false);
    const sam = { person: person(user('sam.carter')), groups: new Set<Luid>() };
    assert.ok(withSet.items[0]);
    assert.equal(verdictFor(withSet, withSet.items[0], sam).answer, 'maybe');
    assert.ok(withSet.gaps.some(({ of }) => of === 'groupSet'));

    const hidden = items.find((item) => item.location?.name === 'Board Pack');
    assert.ok(hidden);
    const facts = await ana.ask([hidden], false);
    assert.ok(facts.gaps.some(({ of }) => of === 'hiddenProject'));
  });
});
