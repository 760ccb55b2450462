/** A schema is over a megabyte: it is asked for once for each site and version. */
import assert from 'node:assert/strict';
import { buildClientSchema, type IntrospectionQuery } from 'graphql';
import type { Clock } from '../../../src/base/clock';
import { SchemaCache } from '../../../src/metadata/schemaCache';
import type { SignedIn } from '../../../src/tableau/model';
import { openFakeSite, type FakeSite } from '../content/fakeSite';

describe('SchemaCache', () => {
  let site: FakeSite;
  let now = 0;
  const clock: Clock = {
    now: () => now,
    delay: () => Promise.reject(new Error('a schema waits for nothing')),
  };
  const minutes = (count: number): number => count * 60_000;
  const introspections = (): number => site.requests()['graphql'] ?? 0;

  beforeEach(async () => {
    now = 0;
    site = await openFakeSite();
  });
  afterEach(() => site.close());

  it('brings a schema that knows the lookups', async () => {
    const answer = await new SchemaCache(clock).load(site.client);
    const fields =
      buildClientSchema(answer as IntrospectionQuery)
        .getQueryType()
        ?.getFields() ?? {};
    assert.ok('workbooks' in fields && 'publishedDatasources' in fields);
  });

  it('asks the server once for two panels that open together, and not again for a third', async () => {
    const cache = new SchemaCache(clock);
    const [one, two] = await Promise.all([cache.load(site.client), cache.load(site.client)]);
    assert.equal(one, two);
    assert.equal(await cache.load(site.client), one);
    assert.equal(introspections(), 1);
  });

  it('asks again when told to', async () => {
    const cache = new SchemaCache(clock);
    await cache.load(site.client);
    await cache.load(site.client, { again: true });
    assert.equal(introspections(), 2);
  });

  it('keeps the schema while the version is the same, and asks anew after an upgrade', async () => {
    const cache = new SchemaCache(clock);
    let apiVersion = '3.19';
    const client = {
      ...site.client,
      whoAmI: async () => ({ apiVersion }) as SignedIn,
    };
    const before = await cache.load(client);
    now += minutes(20);
    assert.equal(await cache.load(client), before);
    assert.equal(introspections(), 1);
    apiVersion = '3.29';
    now += minutes(20);
    assert.notEqual(await cache.load(client), before);
    assert.equal(introspections(), 1);
  });

  it('remembers no failure', async () => {
    const cache = new SchemaCache(clock);
    site.fake.knobs.metadataMode = 'featureDisabled';
    await assert.rejects(cache.load(site.client), { kind: 'metadataUnavailable' });
    site.fake.knobs.metadataMode = 'on';
    assert.ok(await cache.load(site.client));
  });

  it('lets one panel give up without failing the other', async () => {
    const cache = new SchemaCache(clock);
    const closed = new AbortController();
    const first = cache.load(site.client, {}, closed.signal);
    const second = cache.load(site.client);
    closed.abort();
    await assert.rejects(first, { name: 'AbortError' });
    assert.ok(await second);
  });
});
