// Publishes a workbook into the running server, as late in lists and in the Metadata API as the knobs say.
import { randomUUID } from 'node:crypto';
import { urlName } from './ids';
import type { Workbook } from './model';
import type { FakeTableau } from './server';

export interface NewWorkbook {
  readonly name: string;
  readonly siteLuid: string;
  readonly projectLuid: string;
  readonly ownerLuid: string;
}

/** A workbook of one sheet with an extract of its own. */
export function publishWorkbook(fake: FakeTableau, wanted: NewWorkbook): Workbook {
  const { knobs, model } = fake;
  const now = model.now();
  const { siteLuid } = wanted;
  const luid = randomUUID();
  const viewLuid = randomUUID();
  const numbers = model.workbooks.ofSite(siteLuid).map((one) => one.vizportalUrlId);
  const contentUrl = `${urlName(wanted.name)}_${now}`;
  const dates = { createdAt: now, updatedAt: now };
  const workbook: Workbook = {
    ...dates,
    ...wanted,
    kind: 'workbook',
    luid,
    metadataId: randomUUID(),
    vizportalUrlId: Math.max(...numbers) + 1,
    description: undefined,
    contentUrl,
    personalSpace: false,
    hidden: false,
    listedFrom: now + knobs.lag.listMs,
    indexedFrom: now + knobs.lag.indexMs,
    tags: [],
    showTabs: false,
    sizeInMegabytes: 1,
    encryptExtracts: false,
    lastPublishedAt: now,
    defaultViewLuid: viewLuid,
    viewLuids: [viewLuid],
    connections: [],
    embeddedDatasources: [
      {
        kind: 'embeddedDatasource',
        luid: randomUUID(),
        metadataId: randomUUID(),
        siteLuid,
        workbookLuid: luid,
        name: wanted.name,
        hasExtracts: true,
        extractTimes: [{ at: now, shownFrom: now + knobs.lag.extractTimeMs, incremental: false }],
        parentPublishedDatasourceLuids: [],
        upstreamTableIds: [],
        upstreamFlowLuids: [],
        fields: [],
      },
    ],
  };
  return model.addWorkbook(workbook, [
    {
      ...dates,
      kind: 'view',
      luid: viewLuid,
      metadataId: randomUUID(),
      siteLuid,
      workbookLuid: luid,
      name: 'Sheet 1',
      contentUrl: `${contentUrl}/sheets/Sheet1`,
      viewUrlName: 'Sheet1',
      sheetType: 'worksheet',
      index: 0,
      hiddenSheet: false,
      tags: [],
      totalViewCount: 0,
      favoritesTotal: 0,
      sheetLuids: [],
      fieldIds: [],
    },
  ]);
}
