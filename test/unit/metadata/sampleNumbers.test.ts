/** The examples run at once, because their numbers are those of items that exist. */
import assert from 'node:assert/strict';
import { sampleNumbers } from '../../../src/metadata/sampleNumbers';
import type { ProfileName } from '../../fakeTableau/profiles';
import { openFakeSite } from '../content/fakeSite';

describe('sampleNumbers', () => {
  for (const profile of ['cloud', '2021.4'] as readonly ProfileName[]) {
    it(`finds one number of each kind in one request (${profile})`, async () => {
      const site = await openFakeSite({ profile });
      site.fake.knobs.metadataMode = 'on';
      try {
        const { workbook, datasource, flow } = await sampleNumbers(site.client);
        assert.equal(site.requests()['graphql'], 1);
        const found = await Promise.all([
          site.client.metadata.byVizportalUrlId('workbook', workbook ?? ''),
          site.client.metadata.byVizportalUrlId('datasource', datasource ?? ''),
          site.client.metadata.byVizportalUrlId('flow', flow ?? ''),
        ]);
        for (const items of found) assert.equal(items.length, 1);
      } finally {
        await site.close();
      }
    });
  }
});
