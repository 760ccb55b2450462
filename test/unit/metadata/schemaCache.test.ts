/** A schema is over a megabyte: it is asked for once for each version, and there is always one to complete from. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClientSchema, isObjectType } from 'graphql';
import type { Clock } from '../../../src/base/clock';
import { SchemaCache, type Schema } from '../../../src/metadata/schemaCache';
import { library } from '../../../src/tableau/library';
import { TableauError } from '../../../src/tableau/errors';
import type { ServerInfo } from '../../../src/tableau/client';
import type { ContentUrl } from '../../../src/tableau/model';
import { openFakeSite, type FakeSite } from '../content/fakeSite';

describe('SchemaCache', function () {
  this.timeout(15_000);
  let site: FakeSite;
  let folder: string;
  let now = 0;
  let upgraded: string | undefined;
  let offline = false;
  const clock: Clock = {
    now: () => now,
    delay: () => Promise.reject(new Error('a schema waits for nothing')),
  };
  const logged: string[] = [];
  const write = (line: string): void => void logged.push(line);
  const log = { trace: write, debug: write, info: write, warn: write, error: write };
  const minutes = (count: number): number => count * 60_000;
  const introspections = (): number => site.requests()['graphql'] ?? 0;

  /** As a window has it: what it knows is gone with it, and the folder stays. */
  const openCache = (): SchemaCache =>
    new SchemaCache(
      {
        log,
        schemaFolder: folder,
        sessions: {
          client: () => Promise.resolve(site.client),
          serverInfo: async (server, signal): Promise<ServerInfo> => {
            if (offline) throw new TableauError('network');
            const transport = library.createTransport({ log });
            try {
              const info = await library.serverInfo(transport, server, signal);
              return upgraded === undefined ? info : { ...info, build: upgraded };
            } finally {
              transport.dispose();
            }
          },
        },
      },
      clock,
    );
  const typesOf = ({ introspection }: Schema): readonly string[] =>
    introspection.__schema.types.map(({ name }) => name);

  beforeEach(async () => {
    now = 0;
    upgraded = undefined;
    offline = false;
    logged.length = 0;
    folder = mkdtempSync(join(tmpdir(), 'vizport-schemas-'));
    site = await openFakeSite();
  });
  afterEach(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings the schema of the site', async () => {
    const answer = await openCache().load(site.client.site);
    assert.equal(answer.failed, undefined);
    const workbook = buildClientSchema(answer.introspection).getType('Workbook');
    assert.ok(isObjectType(workbook) && 'projectLuid' in workbook.getFields());
  });

  it('asks the server once for two panels that open together, and not again for a third', async () => {
    const cache = openCache();
    const { site: ref } = site.client;
    const [one, two] = await Promise.all([cache.load(ref), cache.load(ref)]);
    assert.equal(one.introspection, two.introspection);
    assert.equal((await cache.load(ref)).introspection, one.introspection);
    assert.equal(introspections(), 1);
  });

  it('asks the server once for all its sites, and for all windows', async () => {
    await openCache().load(site.client.site);
    const later = openCache();
    const second = site.fake.company.second.site.contentUrl as ContentUrl;
    const answer = await later.load({ ...site.client.site, contentUrl: second });
    assert.ok(typesOf(answer).includes('VirtualConnection'));
    assert.equal(introspections(), 1);
    assert.equal(readdirSync(folder).filter((name) => name.endsWith('.json')).length, 1);
  });

  it('asks again when told to, and anew when a file was spoilt', async () => {
    await openCache().load(site.client.site);
    await openCache().load(site.client.site, { again: true });
    assert.equal(introspections(), 2);
    const [file] = readdirSync(folder).filter((name) => name.endsWith('.json'));
    writeFileSync(join(folder, file ?? ''), '{"__schema":');
    assert.ok(typesOf(await openCache().load(site.client.site)).includes('VirtualConnection'));
    assert.equal(introspections(), 1);
  });

  it('keeps the schema while the version is the same, and asks anew after an upgrade', async () => {
    const cache = openCache();
    const { introspection: before } = await cache.load(site.client.site);
    now += minutes(20);
    assert.equal((await cache.load(site.client.site)).introspection, before);
    assert.equal(introspections(), 1);
    upgraded = '20263.26.0801.0915';
    now += minutes(20);
    assert.notEqual((await cache.load(site.client.site)).introspection, before);
    assert.equal(introspections(), 1);
  });

  it('gives the basic fields and the reason where the schema is refused, and remembers no failure', async () => {
    const cache = openCache();
    site.fake.knobs.metadataMode = 'featureDisabled';
    const basic = await cache.load(site.client.site);
    assert.match(JSON.stringify(basic.failed?.error), /metadataUnavailable/u);
    assert.ok(typesOf(basic).includes('Workbook'));
    assert.ok(!typesOf(basic).includes('VirtualConnection'));
    site.fake.knobs.metadataMode = 'on';
    assert.equal((await cache.load(site.client.site, { again: true })).failed, undefined);
  });

  it('gives what is known of the last version while the server cannot be reached, without a word', async () => {
    await openCache().load(site.client.site);
    offline = true;
    const kept = await openCache().load(site.client.site);
    assert.equal(kept.failed, undefined);
    assert.ok(typesOf(kept).includes('VirtualConnection'));
    assert.notEqual(
      (await openCache().load(site.client.site, { again: true })).failed,
      undefined,
      'who asks for it is told',
    );
  });

  it('serves without a disk', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    const cache = openCache();
    assert.equal((await cache.load(site.client.site)).failed, undefined);
    await cache.load(site.client.site);
    assert.equal(introspections(), 1);
    assert.match(logged.join('\n'), /cannot be used/u);
  });

  it('lets one panel give up without failing the other', async () => {
    const cache = openCache();
    const closed = new AbortController();
    const first = cache.load(site.client.site, {}, closed.signal);
    const second = cache.load(site.client.site);
    closed.abort();
    await assert.rejects(first, { name: 'AbortError' });
    assert.equal((await second).failed, undefined);
  });
});
