/** What sessions and the client log and remember, searched for every secret in every form; the search is proven first. */
import assert from 'node:assert/strict';
import { AuditTrail } from '../../../src/audit/auditTrail';
import { auditedLibrary } from '../../../src/audit/auditedLibrary';
import { accountOf } from '../../../src/session/signInOnce';
import { mintToken } from '../../fakeTableau/auth/issuers';
import { errorWords } from '../support/errorWords';
import { search, type Planted, type Trace } from '../../tools/secretForms';
import { World, type Window } from '../support/world';

describe('secrets', function () {
  this.timeout(60_000);
  let world: World;
  let window: Window;
  const errors: string[] = [];
  const audit: string[] = [];
  const jwts: string[] = [];

  before(async () => {
    world = await World.start({ profile: '2025.1', metadata: 'on' });
    window = world.window({
      around: (library) => {
        const trail = new AuditTrail({
          file: { append: (entry) => audit.push(JSON.stringify(entry)) },
          clock: world.clock,
          log: window.log,
          whoOn: (site) => window.sessions.find(site)?.profile.account,
          itemOf: () => undefined,
        });
        return auditedLibrary(library, (change) => trail.changed(change), accountOf);
      },
    });
  });
  after(() => world.close());

  const traces = (): readonly Trace[] => [
    { place: 'log', where: 'all levels', bytes: Buffer.from(window.log.lines.join('\n')) },
    {
      place: 'memory',
      where: 'globalState',
      bytes: Buffer.from([...window.memory.values].flat().join('\n')),
    },
    { place: 'audit trail', where: 'its lines', bytes: Buffer.from(audit.join('\n')) },
    { place: 'errors', where: 'their words', bytes: Buffer.from(errors.join('\n')) },
  ];
  const tokens = new Set<string>();
  const babbled = 'what+A/Program==printed:d3Jvbmc';
  const planted = (): readonly Planted[] => {
    const { administrator, connectedApp, password, personalAccessToken } =
      world.tableau.credentials;
    return [
      { name: 'token', secret: personalAccessToken.secret },
      { name: 'wrong token', secret: 'wrong+Token/Secret==:d3Jvbmc' },
      { name: 'password', secret: password.password },
      { name: 'app', secret: connectedApp.secretValue },
      { name: 'output of a program', secret: babbled },
      { name: 'administrator', secret: administrator.personalAccessToken.secret },
      ...jwts.map((secret) => ({ name: 'JWT', secret })),
      ...[...tokens].map((secret) => ({ name: 'session', secret })),
    ];
  };

  it('are found when they are leaked on purpose, in each place and in each form', () => {
    const secret = 'Leak+Me/Twice & <again>==:x';
    const forms: readonly (readonly [string, string])[] = [
      ['plain', secret],
      ['in a URL', `https://x.example/?a=${encodeURIComponent(secret)}&b=1`],
      ['in JSON', JSON.stringify({ a: JSON.stringify({ secret }) })],
      ...['', 'a', 'ab'].map((before) => {
        const text = Buffer.from(`${before}${secret}:more`).toString('base64');
        return [`in base64 after ${before.length}`, text] as const;
      }),
      ['in base64url', Buffer.from(`x${secret}`).toString('base64url')],
      ['in hex', Buffer.from(secret).toString('hex')],
      ['in UTF-16', Buffer.from(secret, 'utf16le').toString('binary')],
    ];
    for (const place of ['log', 'memory', 'audit trail', 'errors'])
      for (const [form, text] of forms) {
        const bytes = Buffer.from(text, 'binary');
        const found = search([{ place, where: form, bytes }], [{ name: 'leaked', secret }]);
        assert.ok(
          found.some((one) => one.place === place && one.of === 'leaked'),
          form,
        );
      }
    const clean = {
      place: 'log',
      where: 'clean',
      bytes: Buffer.from('GET /api/3.25/serverinfo 200'),
    };
    assert.deepEqual(search([clean], [{ name: 'leaked', secret }]), []);
  });

  it('are in no log, memory or error after every way of signing in, refusals, renewals and lost answers', async () => {
    const { sessions } = window;
    const attempt = async (work: Promise<unknown>): Promise<void> => {
      try {
        await world.done(work);
      } catch (error) {
        errors.push(errorWords(error));
      }
      for (const token of world.tableau.model.sessions.keys()) tokens.add(token);
    };
    for (const credentials of [
      {
        method: 'personalAccessToken',
        name: 'vizport',
        secret: 'wrong+Token/Secret==:d3Jvbmc',
      } as const,
      world.token,
      world.password,
      world.connectedApp,
      world.administratorToken,
    ]) {
      await attempt(sessions.signIn(world.site, credentials));
      await attempt(listEverything());
      world.tableau.knobs.expireSessions();
      await attempt(listEverything());
    }
    for (const good of [true, false]) {
      const minted = await mintToken(world.tableau.model, 'trust', {
        userName: 'ana.ruiz@fernweh.example',
      });
      const token = good ? minted : `${minted.slice(0, -12)}AAAAAAAAAAAA`;
      jwts.push(token);
      await attempt(
        sessions.signIn(world.site, { method: 'oauthTrust', jwt: { from: 'pasted', token } }),
      );
      await attempt(listEverything());
    }
    const spoken = await mintToken(world.tableau.model, 'trust', {
      userName: 'ana.ruiz@fernweh.example',
    });
    jwts.push(spoken);
    const node = (script: string, ...args: string[]): readonly string[] => [
      process.execPath,
      '-e',
      script,
      ...args,
    ];
    // A program that works, one that complains with its token, and one that prints what is no token at all.
    world.jwtCommands.set('prints', node('console.log(process.argv[1])', spoken));
    const complains = 'console.error("refused: " + process.argv[1]); process.exit(3)';
    world.jwtCommands.set('complains', node(complains, spoken));
    world.jwtCommands.set('babbles', node('console.log(process.argv[1])', babbled));
    for (const name of world.jwtCommands.keys()) {
      const jwt = { from: 'command', name } as const;
      await attempt(sessions.signIn(world.site, { method: 'oauthTrust', jwt }));
      await attempt(listEverything());
      world.tableau.knobs.expireSessions();
      await attempt(listEverything());
    }
    await attempt(sessions.signIn(world.site, world.administratorToken));
    world.tableau.knobs.dropNext(6);
    await attempt(listEverything());
    world.tableau.knobs.htmlNext(3);
    await attempt(listEverything());
    await attempt(sessions.signOut(world.site));
    await attempt(sessions.resume(world.site));
    world.tableau.knobs.revokePat('vizport-admin');
    await attempt(listEverything());
    await attempt(sessions.remove(world.site));
    assert.ok(tokens.size > 5, String(tokens.size));
    assert.ok(errors.length > 0);
    assert.ok(audit.length >= 8, String(audit.length));
    assert.ok(window.log.lines.length > 20);
    assert.deepEqual(search(traces(), planted()), []);
  });

  async function listEverything(): Promise<void> {
    const client = await window.sessions.client(world.site);
    await client.whoAmI();
    await client.projects.page({}, 1);
    await client.metadata.query({ query: '{ workbooks { luid } }' });
  }
});
