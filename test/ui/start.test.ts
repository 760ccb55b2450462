/** Journey 1: `npm start` as a person runs it, until Ctrl+C; and that what is packaged has no door for its demo. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, newProfile } from '../vscode/browser';
import { Child } from '../vscode/child';
import { writeManifest } from '../vscode/writeManifest';
import { journey } from './support/journey';
import { alive, belowOf, isListening, type Running } from './support/processes';
import { waitFor } from './support/waitFor';
import { Workbench } from './support/workbench';

const root = resolve(__dirname, '../..');

const spyFolder = join(tmpdir(), `vizport-spy-${process.pid}`);

describe('journey 1-start', function () {
  this.timeout(90_000);
  this.bail(true);

  let temporary: string;
  let npm: Child;
  let browser: Browser | undefined;
  let workbench: Workbench;
  let address = '';
  let started = 0;

  before(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'vizport-start-test-'));
    const pictures = join(root, 'test-results/ui/1-start');
    await rm(pictures, { recursive: true, force: true });
    await mkdir(pictures, { recursive: true });
    started = Date.now();
    // With a temporary folder of its own, in which nothing may be left.
    npm = new Child('npm', ['start', '--', '--browser', '--no-open'], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
      shell: process.platform === 'win32',
    });
    browser = await launchBrowser();
    const page = await (await newProfile(browser)).newPage();
    workbench = new Workbench(page, pictures, {
      get address() {
        return address;
      },
      workspace: '',
      serverLog: () => npm.output,
      dispose: () => Promise.resolve(),
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.error(npm.output);
    await workbench.picture('failed');
  });
  after(async () => {
    await browser?.close();
    await npm.dispose();
    await rm(temporary, { recursive: true, force: true });
  });

  it('prints the address to open, and the credentials of the demo', async () => {
    const [, printed = ''] = await npm.saying(/^ {2}(http:\/\/127\.0\.0\.1:\d+)\/$/mu, 60_000);
    address = printed;
    await npm.saying(/^ {2}User name and password +\S+@\S+ {2}\S/mu, 5_000);
    assert.match(npm.output, /is signed in there already/u);
    assert.match(npm.output, /^ {2}Site "Sales & Retail" +http:\S+\/#\/site\/sales\/home$/mu);
    assert.match(npm.output, /^ {2}Personal access token +vizport {2}\S+$/mu);
    assert.match(npm.output, /^ {2}Connected app +client ID +[\da-f-]{36}$/mu);
    console.log(`      the address was printed after ${seconds(started)}`);
  });

  it('shows the content of the demo site, signed in, without a click', async () => {
    const opened = Date.now();
    await workbench.load();
    await workbench.tree.sees(/Sales & Retail/u, { level: 1 }, 30_000);
    await workbench.tree.sees('Marketing');
    const took = Date.now() - opened;
    console.log(`      the content was in the tree ${seconds(opened)} after the page was opened`);
    assert.ok(took < 30_000, `${took} ms is not within seconds`);
    assert.deepEqual(await workbench.notifications.texts(), []);
    await workbench.step('signed-in', { mayBeCut, sees: ['Sales & Retail', 'Marketing'] });
  });

  it('can be browsed', async () => {
    await workbench.tree.expand('Marketing');
    await workbench.tree.sees('Channel Mix');
    await workbench.step('browsed', { mayBeCut, sees: ['Channel Mix'] });
  });

  it('takes all that was started with it at Ctrl+C', async () => {
    const pid = npm.process.pid ?? 0;
    const running = belowOf(pid);
    const tableau = /Site "Sales & Retail" +(http:\/\/127\.0\.0\.1:\d+)/u.exec(npm.output)?.[1];
    assert.ok(tableau);
    assert.ok(running.some(mentions('server-main.js')), 'the server of VS Code runs');
    assert.ok(running.some(mentions('extensionHost')), 'the extension host runs');
    assert.ok((await leftIn(temporary)).length > 0, 'there are temporary folders');
    assert.ok(await isListening(address));
    assert.ok(await isListening(tableau));

    const told = Date.now();
    npm.signal('SIGINT'); // to all of its group, as a terminal does
    const code = await npm.ended;
    const { signalCode } = npm.process;
    console.log(`      it ended ${seconds(told)} after Ctrl+C, with ${signalCode ?? code}`);
    // npm passes on what the shell between us says: 0, or that it was interrupted. Anything else is a failure.
    assert.ok(signalCode === 'SIGINT' || code === 0 || code === 130, npm.output);
    await waitFor(
      'all of it to be gone',
      async () => {
        assert.deepEqual(alive(running), []);
        assert.deepEqual(await leftIn(temporary), []);
      },
      2_000,
    );
    assert.equal(await isListening(address), false);
    assert.equal(await isListening(tableau), false);
  });
});

journey(
  '1-no-back-door',
  () => ({ besides: [writeSpy()] }),
  (opened) => {
    after(() => rm(spyFolder, { recursive: true, force: true }));

    it('offers nothing to other extensions once it is packaged', async () => {
      const { workbench } = opened;
      const text = await workbench.notifications.sees('Vizport told the spy', 60_000);
      assert.equal(
        text,
        'Vizport told the spy: active true, activate undefined, exports undefined',
      );
      await workbench.step('told', { sees: ['exports undefined'] });
    });
  },
);

/** A side bar is narrow, and VS Code cuts the descriptions of rows first; their tooltips have all of it. */
const mayBeCut = [/ · /u];

/** The compilers of the test bed keep what they compiled; that is not the demo's. */
async function leftIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !/^(?:tsx-|node-compile-cache)/u.test(name));
}

function mentions(text: string): (one: Running) => boolean {
  return ({ command }) => command.includes(text);
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** An extension that asks the packaged Vizport for what the demo's asks the one that is being developed. */
function writeSpy(): string {
  const source = `exports.activate = async () => {
    const vscode = require('vscode');
    const vizport = vscode.extensions.getExtension('vizport.vizport');
    const api = await vizport.activate();
    const told = ['active ' + vizport.isActive, 'activate ' + typeof api, 'exports ' + typeof vizport.exports];
    // Not awaited: it lasts as long as the message. VS Code shows one with a button whole.
    void vscode.window.showInformationMessage('Vizport told the spy: ' + told.join(', '), 'OK');
  };`;
  writeManifest(spyFolder, {
    name: 'spy',
    publisher: 'vizport-test',
    activationEvents: ['onStartupFinished'],
  });
  writeFileSync(join(spyFolder, 'extension.js'), source);
  return spyFolder;
}
