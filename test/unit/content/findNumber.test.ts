/** A bare number is looked for as each kind, with the Metadata API and without it. */
import assert from 'node:assert/strict';
import { findNumber } from '../../../src/content/findNumber';
import { byMetadata } from '../../../src/content/findNumbered';
import { TableauError } from '../../../src/tableau/errors';
import type { VizportalUrlId } from '../../../src/tableau/model';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { openFakeSite, type FakeSite } from './fakeSite';

/** The company has a workbook, a data source, a flow and a project of this number. */
const number = '1003' as VizportalUrlId;

describe('findNumber', () => {
  let site: FakeSite;
  afterEach(() => site.close());

  const kindsOf = async (options: FakeTableauOptions = {}): Promise<readonly string[]> => {
    site = await openFakeSite(options);
    return (await findNumber(site.content, number, undefined)).map(({ kind }) => kind).sort();
  };

  it('finds an item of each kind that has the number', async () => {
    assert.deepEqual(await kindsOf(), ['datasource', 'flow', 'workbook']);
    assert.ok(Object.keys(site.requests()).every((kind) => kind === 'graphql'));
  });

  it('says no where there is none, and never another kind', async () => {
    site = await openFakeSite();
    assert.deepEqual(await findNumber(site.content, '99999999' as VizportalUrlId, undefined), []);
    const [flow, ...others] = await findNumber(site.content, number, 'flow');
    assert.deepEqual([flow?.kind, others.length], ['flow', 0]);
    const [project] = await findNumber(site.content, number, 'project');
    assert.equal(project?.kind, 'project');
  });

  it('looks into the lists while a page stands where the Metadata API was, and asks it again', async () => {
    site = await openFakeSite();
    site.fake.knobs.htmlNext(1, 'graphql', 200);
    const [found] = await findNumber(site.content, number, 'workbook');
    assert.equal(found?.kind, 'workbook');
    assert.ok((site.requests()['workbooks'] ?? 0) > 0, 'found in the list');
    assert.ok(!site.content.metadataUnavailable);
    assert.equal((await findNumber(site.content, number, 'workbook')).length, 1);
    assert.deepEqual(Object.keys(site.requests()), ['graphql']);
  });

  it('remembers no 503 of a gateway for an API that is off', async () => {
    site = await openFakeSite();
    const busy = new TableauError('metadataUnavailable', { code: 'HTML', httpStatus: 503 });
    assert.equal(await byMetadata(site.content, () => Promise.reject(busy)), undefined);
    assert.ok(!site.content.metadataUnavailable);
  });

  it('looks into the lists where the Metadata API is off, once', async () => {
    site = await openFakeSite({ metadata: 'featureDisabled' });
    const found = await findNumber(site.content, number, undefined);
    assert.ok(site.content.metadataUnavailable);
    assert.deepEqual(found.map(({ kind }) => kind).sort(), ['datasource', 'flow', 'workbook']);
    site.requests();
    await findNumber(site.content, number, undefined);
    assert.equal(site.requests()['graphql'], undefined, 'not asked again');
  });
});
