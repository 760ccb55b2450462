/** The journeys that end in a table: pages of a query, an export and its check. What is lost on the way must not be missing in it. */
import assert from 'node:assert/strict';
import { browserUrl } from '../../../src/content/contentKinds';
import type { SiteContent } from '../../../src/content/siteContent';
import { driftOf } from '../../../src/mapping/drift';
import { formats } from '../../../src/mapping/formats';
import { mappingRows, type RowsOptions } from '../../../src/mapping/gather';
import { readTable } from '../../../src/mapping/readTable';
import { siteNow } from '../../../src/mapping/siteNow';
import type { TableauClient } from '../../../src/tableau/client';
import { PagedFetch } from '../../../src/tableau/metadata/paging/fetchPages';
import type { Weather } from './weather';

export interface Given {
  readonly weather: () => Weather;
  readonly client: () => Promise<TableauClient>;
  readonly content: () => SiteContent;
  readonly signedIn: () => Promise<void>;
  readonly asInGoodWeather: <T>(work: () => Promise<T>) => Promise<void>;
}

const query = `query ($first: Int, $after: String) {
  workbooksConnection(first: $first, after: $after, orderBy: { field: NAME, direction: ASC }) {
    nodes { luid name } pageInfo { hasNextPage endCursor } totalCount
  }
}`;

export function tableJourneys(given: Given): void {
  it('fetches all pages of a query, each item once, going on where it was stopped', async () => {
    await given.signedIn();
    await given.asInGoodWeather(async () => {
      const { weather } = given;
      const pages = new PagedFetch({ query, variables: { first: 7 } }, undefined, {
        ask: async (asked, signal) => (await given.client()).metadata.query(asked, signal),
        clock: weather().world.clock,
      });
      // What a person does who reads why it ended, and presses Continue.
      for (let tries = 0; !pages.done && tries < 60; tries++)
        await weather().attempt(() => pages.go(new AbortController().signal));
      assert.ok(pages.done, `seed ${weather().seed}: the pages have no end`);
      const { nodes } = pages.data['workbooksConnection'] as {
        readonly nodes: readonly { readonly luid: string }[];
      };
      const luids = nodes.map(({ luid }) => luid);
      assert.equal(new Set(luids).size, luids.length, `seed ${weather().seed}: an item came twice`);
      assert.equal(luids.length, pages.total);
      return luids;
    });
  });

  it('exports a mapping table, and finds nothing gone that is there', async () => {
    await given.signedIn();
    const kinds = ['workbook', 'datasource', 'flow', 'view', 'project'] as const;
    const options: RowsOptions = {
      environment: 'test',
      browserUrl: (item) => browserUrl(item, given.weather().world.site.server),
    };
    await given.asInGoodWeather(async () => {
      const rows = await mappingRows(given.content(), { type: 'site', kinds }, options);
      assert.ok(rows.length > 50);
      return rows;
    });
    const rows = await given
      .weather()
      .eventually(() => mappingRows(given.content(), { type: 'site', kinds }, options));
    const [format] = formats;
    const text = format?.files(rows, 'table')[0].text ?? '';
    const table = readTable('table.csv', text);
    assert.equal(table?.rows.length, rows.length);
    await given.asInGoodWeather(async () => {
      const now = await siteNow(given.content(), new Set(kinds));
      const drifts = (table?.rows ?? []).flatMap((row) => driftOf(row, now));
      assert.deepEqual(
        drifts.map(({ kind, row }) => `${kind} ${row.cells.name?.value}`),
        [],
        `seed ${given.weather().seed}`,
      );
      return drifts.length;
    });
  });
}
