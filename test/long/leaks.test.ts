/** No secret leaves the secret storage: everything that is kept, shown and sent is searched, and the search is proven first. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { jwtProgram, type JwtProgram } from '../fakeTableau/printJwt';
import { startForwardProxy, type ForwardProxy } from '../network/forwardProxy';
import type { Found, Planted } from '../tools/secretForms';
import { journey } from '../ui/support/journey';
import { waitFor } from '../ui/support/waitFor';
import { BusyDay, enterProxyLogin, tokens } from './support/busyDay';
import { recordedTableau, type RecordedTableau } from './support/recordedTableau';
import { secretStorageSize, Traces } from './support/traces';

/** As `leaker/extension.js` has them. */
const leakedIn = (place: string): Planted => ({
  name: place,
  secret: `leaked-On+Purpose/${place}==:${place}`,
});
const leakedPlaces = [
  'log',
  'output channel',
  'globalState',
  'workspaceState',
  'settings',
  'workspace settings',
  'profile folder',
  'audit trail',
  'package',
  'webview DOM',
  'webview messages',
  'console',
  'clipboard',
  'shown',
  'page',
  'editor',
];
/** What an editor holds is in the page, and kept in the profile. */
const foundIn: Readonly<Record<string, string>> = { editor: 'page' };

const password = 'Leak & Check <Pass+word> 42';
const proxyLogin = { username: 'ana', password: 'pr0xy+Leak/Check==' };
const ana = 'ana.ruiz@fernweh.example';

/** A half of a secret is a leak as well. */
const withHalves = ({ name, secret }: Planted): readonly Planted[] => {
  const middle = Math.ceil(secret.length / 2);
  return [
    { name, secret },
    ...(secret.length < 16
      ? []
      : [
          { name: `${name}, first half`, secret: secret.slice(0, middle) },
          { name: `${name}, second half`, secret: secret.slice(middle) },
        ]),
  ];
};
const report = (found: readonly Found[]): readonly string[] => [
  ...new Set(found.map(({ of, form, place, where }) => `${of} as ${form} in ${place}: ${where}`)),
];

describe('secrets in a real VS Code', () => {
  let server: RecordedTableau;
  let proxy: ForwardProxy;
  let program: JwtProgram;
  let traces: Traces;

  before(async () => {
    // A name that only the proxy knows: whatever works here goes through it.
    server = await recordedTableau(
      { profile: '2025.1', metadata: 'on' },
      'http://tableau.fernweh.example',
    );
    proxy = await startForwardProxy({ login: proxyLogin });
    const { credentials, knobs, model } = server.tableau;
    program = await jwtProgram(model, 'trust', ana);
    knobs.patImpersonation = true;
    const [own] = model.personalAccessTokens;
    assert.ok(own);
    for (const token of [tokens.first, tokens.second])
      model.personalAccessTokens.push({ ...own, ...token });
    model.passwords.set(credentials.password.username, password);
  });
  after(async () => {
    await proxy.close();
    await server.close();
    await program.dispose();
  });

  const planted = (): readonly Planted[] => {
    const { administrator, connectedApp, secondSecret } = server.tableau.credentials;
    return [
      { name: 'token secret', secret: tokens.first.secret },
      { name: 'second token secret', secret: tokens.second.secret },
      { name: 'refused token secret', secret: tokens.wrong },
      { name: 'administrator’s token', secret: administrator.personalAccessToken.secret },
      { name: 'password', secret: password },
      { name: 'password of the proxy', secret: proxyLogin.password },
      { name: 'login of the proxy', secret: `${proxyLogin.username}:${proxyLogin.password}` },
      { name: 'secret of the connected app', secret: connectedApp.secretValue },
      { name: 'other secret of the connected app', secret: secondSecret.secretValue },
      ...server.seen(),
    ].flatMap(withHalves);
  };

  journey(
    'leaks',
    () => ({
      traced: ['vizport.vizport', 'vizport-test.leaker'],
      besides: [join(__dirname, 'leaker')],
      settings: { 'http.proxy': proxy.url },
      machineSettings: { 'vizport.jwtCommands': { work: program.command } },
    }),
    (opened) => {
      it('are found when they are leaked on purpose, in each of the places', async () => {
        const { workbench } = opened;
        traces = await Traces.record(workbench);
        await workbench.openView('Tableau');
        await workbench.run('Leak on Purpose');
        await workbench.webview().getByText('All is leaked').waitFor({ timeout: 40_000 });
        const canaries = leakedPlaces.map(leakedIn);
        const stop = Date.now() + 40_000;
        for (;;) {
          const found = await traces.search(canaries);
          const missed = leakedPlaces.filter(
            (name) =>
              !found.some(({ of, place }) => of === name && place === (foundIn[name] ?? name)),
          );
          if (missed.length === 0) break;
          // VS Code for the web writes down what extensions remember every five seconds.
          assert.ok(
            Date.now() < stop,
            `not found: ${missed.join(', ')}\n${report(found).join('\n')}`,
          );
          await workbench.page.waitForTimeout(3_000);
        }
        await workbench.picture('leaked');
        await workbench.run('View: Close All Editors');
        if (await workbench.page.locator('.monaco-dialog-box').isVisible())
          await workbench.pressInDialog("Don't Save");
      });

      it('go to the secret storage, which is told apart', async () => {
        const { workbench } = opened;
        const empty = await secretStorageSize(workbench.page);
        const day = new BusyDay(workbench, server, program);
        await enterProxyLogin(workbench, server.tableau.url, proxyLogin);
        await day.signInFirst();
        assert.ok((await secretStorageSize(workbench.page)) > empty + 400);
        assert.ok(proxy.asked.some((line) => line.endsWith(' 407')));
      });

      it('are nowhere else after every way to sign in, refusals, a refresh, the metadata panel and reports', async function () {
        this.timeout(480_000);
        const { workbench } = opened;
        await new BusyDay(workbench, server, program).useEverything(password);
        await workbench.picture('used');
        // What extensions remember and log is written a while later.
        await workbench.page.waitForTimeout(8_000);
        const kinds = server.seen().map(({ name }) => name);
        assert.ok(kinds.filter((name) => name.startsWith('JWT')).length >= 5, kinds.join('\n'));
        assert.ok(kinds.filter((name) => name.startsWith('session')).length >= 8, kinds.join('\n'));
        assert.deepEqual(report(await traces.search(planted())), []);
        const own = (await traces.all()).filter(
          ({ place, where }) => place === 'log' && where.includes('vizport.vizport'),
        );
        assert.ok(
          own.some(({ bytes }) => /\[(trace|debug)\]/u.test(bytes.toString())),
          'the log of Vizport holds what only its finest levels do',
        );
        for (const line of server.asked())
          for (const { name, secret } of planted())
            assert.ok(!decodeURIComponent(line).includes(secret), `${name} in an address`);
      });

      it('leave no trace when everything is forgotten', async function () {
        this.timeout(180_000);
        const { workbench } = opened;
        const { host } = new URL(server.tableau.url);
        const marks = [
          { name: 'server', secret: host },
          { name: 'token name', secret: tokens.second.name },
          { name: 'user', secret: server.tableau.credentials.password.username },
          { name: 'sites', secret: 'vizport.sites' },
        ];
        const states = new Set(['globalState', 'workspaceState', 'settings']);
        const files = new Set(['log', 'output channel', 'profile folder', 'audit trail']);
        // What was shown and copied before is kept by this test, not by VS Code.
        const left = async (): Promise<readonly string[]> => {
          const found = await traces.search(marks);
          const ours = ({ place, where }: Found): boolean =>
            states.has(place) || (files.has(place) && where.includes('vizport.vizport'));
          return report(found.filter(ours));
        };
        // The same search must find them before.
        assert.notDeepEqual(await left(), []);
        const before = await secretStorageSize(workbench.page);
        await workbench.run('Tableau: Forget Everything…');
        await workbench.pressInDialog('Forget Everything');
        await workbench.notifications.kept('Vizport has forgotten everything');
        await workbench.notifications.clear();
        await workbench.step('forgotten', { sees: ['Sign In to Tableau'] });
        assert.equal(server.tableau.model.sessions.size, 0);
        assert.ok((await secretStorageSize(workbench.page)) < before - 400);
        await waitFor(
          'no trace to be left',
          async () => {
            await workbench.page.waitForTimeout(2_000);
            assert.deepEqual(await left(), []);
          },
          30_000,
        );
      });
    },
  );
});
