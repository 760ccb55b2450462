/** Test Connection's choice between our own connections and the fetch of the host. */
import assert from 'node:assert/strict';
import type { HttpSettings } from '../../../src/network/httpSettings';
import { Network } from '../../../src/network/network';
import { library } from '../../../src/tableau/library';
import type { HostFetch } from '../../../src/tableau/route';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import { TestLog, TestMemory, TestSecrets } from '../support/world';

describe('choosing the way to a server', () => {
  let fake: FakeTableau;
  before(async () => {
    fake = await startFakeTableau();
  });
  after(() => fake.close());

  function open(hostFetch: HostFetch, more: Partial<HttpSettings> = {}): Network {
    const log = new TestLog();
    const network = new Network({
      settings: () => settings,
      environment: {},
      memory: new TestMemory(),
      secrets: new TestSecrets(),
      log,
    });
    const settings: HttpSettings = {
      proxySupport: 'override',
      proxy: '',
      noProxy: [],
      proxyAuthorization: undefined,
      proxyStrictSSL: true,
      systemCertificates: true,
      ...more,
    };
    network.equip(library).createTransport({ log, hostFetch }).dispose();
    return network;
  }

  const nobody: HostFetch = () => Promise.reject(new TypeError('fetch failed'));
  /** A host that knows the way to names that nobody else knows. */
  const knowing: HostFetch = (url, request) =>
    fetch(url.replace(/\/\/[^/]+/u, `//${new URL(fake.url).host}`), request);

  it('takes our own connection where it leads there, and forgets that it did not before', async () => {
    const network = open(nobody);
    await network.servers.change(fake.url, { through: 'host', chosenBy: 'test' });
    const choice = await network.choose(fake.url);
    assert.deepEqual(
      [choice.own.outcome, choice.host.outcome, choice.chosen, choice.fixed],
      ['answered', 'notTried', 'own', false],
    );
    assert.deepEqual(network.servers.of(fake.url), {});
  });

  it('takes the host’s where only that leads there, and remembers it', async () => {
    const network = open(knowing);
    const server = 'http://tableau.pac-only.example';
    const choice = await network.choose(server);
    assert.deepEqual(
      [choice.own.outcome, choice.host.outcome, choice.chosen],
      ['failed', 'answered', 'host'],
    );
    assert.deepEqual(network.servers.of(server), { through: 'host', chosenBy: 'test' });
  });

  it('changes nothing where neither leads there', async () => {
    const network = open(nobody);
    const server = 'http://tableau.pac-only.example';
    await network.servers.change(server, { through: 'host', chosenBy: 'test' });
    const choice = await network.choose(server);
    assert.deepEqual([choice.own.outcome, choice.host.outcome], ['failed', 'failed']);
    assert.equal(network.servers.of(server).through, 'host');
  });

  it('tries only what a person has chosen', async () => {
    const network = open(knowing);
    await network.servers.change(fake.url, { through: 'host', chosenBy: 'user' });
    const chosen = await network.choose(fake.url);
    assert.deepEqual(
      [chosen.own.outcome, chosen.host.outcome, chosen.fixed],
      ['notTried', 'answered', true],
    );
  });
});
