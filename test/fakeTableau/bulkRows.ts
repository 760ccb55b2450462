// One bulk workbook, its one view and its one embedded data source, each worked out from a number.
import { day } from './company/build';
import type { Connection, EmbeddedDatasource, Model, Project, View, Workbook } from './model';

const words = [
  'Sales',
  'Margin',
  'Stock',
  'Traffic',
  'Churn',
  'Costs',
  'Orders',
  'Returns',
  'Staff',
];

/** LUIDs that tell their number, so that a row can be found without a table of all of them. */
export class BulkIds {
  readonly #prefix: string;

  constructor(family: string) {
    this.#prefix = `${family}000000-0000-4000-8000-`;
  }

  of(n: number): string {
    return this.#prefix + n.toString(16).padStart(12, '0');
  }

  at(luid: string): number | undefined {
    return luid.startsWith(this.#prefix)
      ? parseInt(luid.slice(this.#prefix.length), 16)
      : undefined;
  }
}

const metadataIds = {
  workbook: new BulkIds('c1'),
  view: new BulkIds('c2'),
  embedded: new BulkIds('c3'),
};

export interface BulkPlace {
  readonly project: Project;
  readonly siteLuid: string;
  readonly ownerLuid: string;
  readonly model: Model;
}

/** What never changes is a getter: a row is then small, and a hundred thousand are made in no time. */
export class BulkWorkbook implements Workbook {
  static readonly ids = new BulkIds('b1');
  static readonly viewIds = new BulkIds('b2');
  static readonly embeddedIds = new BulkIds('b3');
  readonly kind = 'workbook';
  readonly luid: string;
  readonly siteLuid: string;
  readonly createdAt: number;
  name: string;
  description: string | undefined = undefined;
  updatedAt: number;
  lastPublishedAt: number;
  ownerLuid: string | undefined;
  projectLuid: string | undefined;
  personalSpace = false;
  hidden = false;
  listedFrom: number | undefined = undefined;
  indexedFrom: number | undefined = undefined;
  tags: string[];
  showTabs: boolean;
  sizeInMegabytes: number;
  encryptExtracts = false;
  defaultViewLuid: string | undefined;
  readonly #n: number;
  readonly #model: Model;

  constructor(n: number, place: BulkPlace) {
    this.#n = n;
    this.#model = place.model;
    this.luid = BulkWorkbook.ids.of(n);
    this.siteLuid = place.siteLuid;
    this.name = `${words[n % words.length] ?? 'Data'} ${n}`;
    this.createdAt = place.project.createdAt + (n % 100) * day;
    this.updatedAt = this.createdAt + day;
    this.lastPublishedAt = this.updatedAt;
    this.ownerLuid = place.ownerLuid;
    this.projectLuid = place.project.luid;
    this.tags = n % 7 === 0 ? ['bulk'] : [];
    this.showTabs = n % 2 === 0;
    this.sizeInMegabytes = 1 + (n % 40);
    this.defaultViewLuid = BulkWorkbook.viewIds.of(n);
  }

  get metadataId(): string {
    return metadataIds.workbook.of(this.#n);
  }

  get vizportalUrlId(): number {
    return 100_000 + this.#n;
  }

  get contentUrl(): string {
    return `BulkWorkbook${this.#n}`;
  }

  get viewLuids(): string[] {
    return [BulkWorkbook.viewIds.of(this.#n)];
  }

  get connections(): Connection[] {
    return [];
  }

  get embeddedDatasources(): EmbeddedDatasource[] {
    const own = this.#model.embeddedDatasources.get(BulkWorkbook.embeddedIds.of(this.#n));
    return own ? [own] : [];
  }
}

export function bulkView(n: number, place: BulkPlace): View {
  const createdAt = place.project.createdAt + (n % 100) * day;
  return {
    kind: 'view',
    luid: BulkWorkbook.viewIds.of(n),
    metadataId: metadataIds.view.of(n),
    siteLuid: place.siteLuid,
    workbookLuid: BulkWorkbook.ids.of(n),
    name: 'Overview',
    contentUrl: `BulkWorkbook${n}/sheets/Overview`,
    viewUrlName: 'Overview',
    sheetType: 'dashboard',
    index: 0,
    hiddenSheet: false,
    tags: [],
    createdAt,
    updatedAt: createdAt + day,
    totalViewCount: n % 97,
    favoritesTotal: 0,
    sheetLuids: [],
    fieldIds: [],
  };
}

/** Two of three have an extract, filled when the workbook was last changed. */
export function bulkEmbedded(n: number, place: BulkPlace): EmbeddedDatasource {
  const at = place.project.createdAt + ((n % 100) + 1) * day;
  const hasExtracts = n % 3 !== 0;
  return {
    kind: 'embeddedDatasource',
    luid: BulkWorkbook.embeddedIds.of(n),
    metadataId: metadataIds.embedded.of(n),
    siteLuid: place.siteLuid,
    workbookLuid: BulkWorkbook.ids.of(n),
    name: `Data ${n}`,
    hasExtracts,
    extractTimes: hasExtracts ? [{ at, shownFrom: at, incremental: false }] : [],
    parentPublishedDatasourceLuids: [],
    upstreamTableIds: [],
    upstreamFlowLuids: [],
    fields: [],
  };
}
