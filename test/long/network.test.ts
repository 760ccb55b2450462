/** Journey: a Tableau Server behind a proxy with a login and a certificate authority of its own, from the first sign-in to a report. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { makeAuthority, makeCertificate, type KeyPair } from '../network/certificates';
import { startForwardProxy, type ForwardProxy } from '../network/forwardProxy';
import { startTlsFront, type TlsFront } from '../network/tlsFront';
import { journey } from '../ui/support/journey';
import { waitFor } from '../ui/support/waitFor';
import type { Workbench } from '../ui/support/workbench';

// A name that only the proxy knows: whatever works here goes through it.
const name = 'tableau.fernweh.example';
const login = { username: 'ana', password: 'pr0xy-geheim' };

describe('behind a proxy', () => {
  let folder: string;
  let caFile: string;
  let authority: KeyPair;
  let fake: FakeTableau;
  let front: TlsFront;
  let proxy: ForwardProxy;
  let server: string;
  let site: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vizport-journey-'));
    caFile = join(folder, 'company-ca.pem');
    authority = await makeAuthority();
    writeFileSync(caFile, authority.cert);
    fake = await startFakeTableau({ profile: '2025.1' });
    front = await startTlsFront(fake.url, await makeCertificate(name, { authority }));
    proxy = await startForwardProxy({ login });
    server = `https://${name}:${front.port}`;
    site = `${server}/#/site/sales/home`;
  });
  after(async () => {
    await proxy.close();
    await front.close();
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
  });

  journey(
    'network',
    () => ({ settings: { 'http.proxy': proxy.url } }),
    (opened) => {
      it('says at the first step of the sign-in that the proxy wants a login', async () => {
        const { workbench } = opened;
        await workbench.openView('Tableau');
        await workbench.run('Tableau: Sign In to a Site…');
        await workbench.quickPick.sees({ title: 'Sign In to Tableau' });
        await workbench.quickPick.enter(site);
        await workbench.quickPick.sees({ message: 'wants a login' });
        await workbench.step('proxy-wants-login', { sees: ['wants a login'] });
      });

      it('takes the login in Connection Settings, and comes back to the sign-in', async () => {
        const { workbench } = opened;
        await workbench.quickPick.press('Connection Settings (proxy, certificates)');
        await workbench.quickPick.sees({ title: `Connection Settings: ${name}` });
        await workbench.step('connection-settings', {
          sees: ['Automatic', 'Enter Proxy Login…', 'Choose Certificate File…'],
        });
        await workbench.quickPick.choose('Enter Proxy Login…');
        await workbench.quickPick.sees({ title: 'Proxy Login: ' });
        await workbench.quickPick.enter(login.username);
        await workbench.quickPick.sees({ message: 'Password' });
        await workbench.step('proxy-password', { sees: ['kept in the secret storage'] });
        await workbench.quickPick.enter(login.password);
        await workbench.quickPick.sees({ labels: ['Forget Proxy Login'] });
        await workbench.page.keyboard.press('Escape');
        await workbench.quickPick.sees({ title: 'Sign In to Tableau', value: site });
      });

      it('says that the certificate’s authority is not known', async () => {
        const { workbench } = opened;
        await workbench.quickPick.accept();
        await workbench.quickPick.sees({ message: 'authority that this computer does not know' });
        await workbench.step('unknown-authority', { sees: ['Ask for its PEM file'] });
      });

      it('takes a certificate file, and refuses one that is none', async () => {
        const { workbench } = opened;
        const wrong = join(folder, 'notes.pem');
        writeFileSync(wrong, 'these are only words');
        await openSettings(workbench);
        await chooseFile(workbench, wrong);
        await workbench.notifications.sees('holds no certificate in PEM form');
        await workbench.step('not-pem', { sees: ['holds no certificate in PEM form'] });
        await workbench.notifications.clear();
        await chooseFile(workbench, caFile);
        await workbench.quickPick.sees({ labels: ['Forget Certificate File'] });
        await workbench.step('certificate-file', { sees: [`Now: ${caFile}`] });
        await workbench.page.keyboard.press('Escape');
      });

      it('signs in through proxy and TLS, and shows the content', async () => {
        const { workbench } = opened;
        const { name: token, secret } = fake.credentials.administrator.personalAccessToken;
        await workbench.quickPick.sees({ title: 'Sign In to Tableau', value: site });
        await workbench.quickPick.accept();
        await workbench.quickPick.choose('Personal access token');
        await workbench.quickPick.sees({ message: 'Name of the token' });
        await workbench.quickPick.enter(token);
        await workbench.quickPick.sees({ message: 'Secret of the token' });
        await workbench.quickPick.enter(secret);
        await workbench.quickPick.closed();
        await workbench.tree.sees('Marketing');
        await workbench.step('signed-in', { sees: ['Marketing', name] });
        assert.ok(proxy.asked.includes(`CONNECT ${name}:${front.port}`));
      });

      it('tests the connection from the site’s row, and opens a report without secrets', async () => {
        const { workbench } = opened;
        await workbench.tree.openMenu(/Sales & Retail/u, { level: 1 });
        await workbench.menu('Test Connection');
        const said = await workbench.notifications.sees(/checks passed|check failed/u);
        await workbench.step('report', { sees: ['Reach', 'Proxy', 'TLS', 'Version'] });
        await workbench.notifications.press(/checks passed|check failed/u, 'Copy Report');
        const report = await copied(workbench);
        assert.match(said, /checks passed|No check failed/u);
        for (const part of ['Reach', 'Proxy', 'TLS', 'Version', 'Sign-in', 'Site role', 'Jobs'])
          assert.match(report, new RegExp(`\\| ${part} +\\|`, 'u'));
        assert.match(report, /lets Vizport through/u);
        assert.match(report, /Fernweh Test CA/u);
        assert.match(report, /VS Code: \d/u);
        const { secret } = fake.credentials.administrator.personalAccessToken;
        const basic = Buffer.from(`${login.username}:${login.password}`).toString('base64');
        for (const word of [login.password, basic, secret])
          assert.ok(!report.includes(word), 'a secret is in the report');
      });

      it('says in the tree that the proxy is gone, and what to do; and comes back with it', async () => {
        const { workbench } = opened;
        await workbench.notifications.clear();
        const { port } = proxy;
        await proxy.close();
        await workbench.run('Tableau: Refresh View');
        await workbench.tree.sees(/cannot be reached/u);
        await workbench.tree.openMenu(/Sales & Retail/u, { level: 1 });
        await workbench.menu('Test Connection');
        await workbench.notifications.sees(/Failed: Reach, Proxy/u, 60_000);
        assert.deepEqual(await workbench.notifications.buttons(/Failed: Reach/u), [
          'Connection Settings',
          'Copy Report',
        ]);
        await workbench.step('proxy-gone', { sees: ['The proxy 127.0.0.1', 'offline'] });
        await workbench.notifications.clear();
        proxy = await startForwardProxy({ login, port });
        await workbench.run('Tableau: Refresh View');
        await workbench.tree.sees('Marketing');
      });
    },
  );

  journey('network-light', { theme: 'light' }, (opened) => {
    it('tests an address that is not remembered, and names a certificate that nobody vouches for', async () => {
      const { workbench } = opened;
      const odd = await startTlsFront(fake.url, await makeCertificate('127.0.0.1'));
      try {
        await workbench.openView('Tableau');
        await workbench.run('Tableau: Test Connection');
        await workbench.quickPick.sees({ title: 'Test Connection', message: 'Paste the address' });
        await workbench.step('address', { sees: ['Paste the address of a Tableau server'] });
        await workbench.quickPick.enter(`https://127.0.0.1:${odd.port}/#/site/sales/home`);
        await workbench.notifications.sees(/Failed: TLS, Version/u, 60_000);
        await workbench.step('self-signed', {
          sees: ['signed by itself', 'Connection Settings', 'Copy Report'],
        });
      } finally {
        await odd.close();
      }
    });
  });

  journey('network-contrast', { theme: 'highContrast' }, (opened) => {
    it('shows what a report to the maintainers would say, before it goes anywhere', async () => {
      const { workbench } = opened;
      await workbench.openView('Tableau');
      await workbench.run('Tableau: Report Issue…');
      await workbench.notifications.sees('without hosts, names and secrets');
      // First: a message that only informs goes away by itself.
      await workbench.notifications.press('without hosts', 'Copy Report');
      assert.match(await copied(workbench), /Vizport: \d+\.\d+\.\d+/u);
      await workbench.step('report-issue', { sees: ['What happened', 'Circumstances', 'Sites'] });
    });

    it('shows the settings of a connection, all to be reached by the keyboard', async () => {
      const { workbench } = opened;
      await workbench.run('Tableau: Connection Settings…');
      await workbench.quickPick.sees({ message: 'Paste the address' });
      await workbench.quickPick.enter(fake.url);
      await workbench.quickPick.sees({ title: 'Connection Settings: ', labels: ['Automatic'] });
      await workbench.page.keyboard.press('ArrowDown');
      await workbench.page.keyboard.press('ArrowDown');
      await workbench.quickPick.accept();
      await workbench.quickPick.sees({ placeholder: 'Reached by VS Code’s network' });
      await workbench.step('chosen-by-hand', { sees: ['VS Code’s network, always'] });
    });
  });
});

async function openSettings(workbench: Workbench): Promise<void> {
  await workbench.quickPick.sees({ title: 'Sign In to Tableau' });
  await workbench.quickPick.press('Connection Settings (proxy, certificates)');
  await workbench.quickPick.sees({ title: 'Connection Settings: ' });
}

/** VS Code in the browser asks for a path in a quick pick of its own. */
async function chooseFile(workbench: Workbench, path: string): Promise<void> {
  await workbench.quickPick.choose('Choose Certificate File…');
  await workbench.quickPick.sees({ title: 'Certificate File for ' });
  await workbench.quickPick.type(path);
  await workbench.picture('choose-file');
  await workbench.quickPick.accept();
}

/** What the button has put on the clipboard, once it has. */
function copied(workbench: Workbench): Promise<string> {
  return waitFor('a report on the clipboard', async () => {
    const text = await workbench.clipboard();
    if (!text.startsWith('# ')) throw new Error(`it holds "${text}"`);
    return text;
  });
}
