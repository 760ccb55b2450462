// Look-ups over one site's rows, each built when first asked for and kept until the model changes.
import type { Model } from '../model';
import type {
  Column,
  Datasource,
  EmbeddedDatasource,
  Field,
  Flow,
  View,
  VirtualConnection,
  Workbook,
} from '../modelTypes';
import { connectionTablesOf, labelsOf, outputStepsOf, tagCalled } from './derivedRows';
import type { FlowOutputStepRow, LabelRow, Row, TagRow, VirtualConnectionTableRow } from './rows';

type AnyDatasource = Datasource | EmbeddedDatasource;
type Numbered = Workbook | Datasource | Flow | VirtualConnection;
export type NumberedType = 'Workbook' | 'PublishedDatasource' | 'Flow' | 'VirtualConnection';

/** Groups by every key of a row, in the order of the rows. */
function groupBy<T>(rows: Iterable<T>, keys: (row: T) => Iterable<string>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    for (const key of keys(row)) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  return groups;
}

export class SiteIndex {
  readonly #kept = new Map<string, unknown>();
  #version = -1;

  constructor(
    readonly model: Model,
    readonly siteLuid: string,
  ) {}

  /** Changes with every change of the model that GraphQL could show. */
  get version(): number {
    const { model } = this;
    return (
      model.workbooks.version +
      model.views.version +
      model.datasources.version +
      model.embeddedDatasources.version +
      model.flows.version +
      model.virtualConnections.version +
      model.projects.version +
      model.users.version +
      model.tables.version +
      model.databases.version
    );
  }

  /** What `build` makes, until the model changes. */
  keep<T>(name: string, build: () => T): T {
    const { version } = this;
    if (version !== this.#version) {
      this.#kept.clear();
      this.#version = version;
    }
    if (!this.#kept.has(name)) this.#kept.set(name, build());
    return this.#kept.get(name) as T;
  }

  numbered(type: NumberedType): readonly Numbered[] {
    const { model, siteLuid } = this;
    switch (type) {
      case 'Workbook':
        return model.workbooks.ofSite(siteLuid);
      case 'PublishedDatasource':
        return model.datasources.ofSite(siteLuid);
      case 'Flow':
        return model.flows.ofSite(siteLuid);
      case 'VirtualConnection':
        return model.virtualConnections.ofSite(siteLuid);
    }
  }

  byNumber(type: NumberedType): ReadonlyMap<string, Numbered> {
    return this.keep(`number ${type}`, () => {
      return new Map(this.numbered(type).map((row) => [String(row.vizportalUrlId), row]));
    });
  }

  datasources(): readonly AnyDatasource[] {
    return this.keep('datasources', () => [
      ...this.model.datasources.ofSite(this.siteLuid),
      ...this.model.embeddedDatasources.ofSite(this.siteLuid),
    ]);
  }

  datasourceById(): ReadonlyMap<string, AnyDatasource> {
    return this.keep(
      'datasource',
      () => new Map(this.datasources().map((row) => [row.metadataId, row])),
    );
  }

  fields(): readonly Field[] {
    return this.keep('fields', () => this.datasources().flatMap((row) => row.fields));
  }

  fieldById(): ReadonlyMap<string, Field> {
    return this.keep('field', () => new Map(this.fields().map((row) => [row.metadataId, row])));
  }

  columns(): readonly Column[] {
    return this.keep('columns', () =>
      this.model.tables.ofSite(this.siteLuid).flatMap((row) => row.columns),
    );
  }

  columnById(): ReadonlyMap<string, Column> {
    return this.keep('column', () => new Map(this.columns().map((row) => [row.metadataId, row])));
  }

  fieldsByColumn(): ReadonlyMap<string, readonly Field[]> {
    return this.keep('fieldsByColumn', () => groupBy(this.fields(), (field) => field.columnIds));
  }

  fieldsByField(): ReadonlyMap<string, readonly Field[]> {
    return this.keep('fieldsByField', () => groupBy(this.fields(), (field) => field.fieldIds));
  }

  sheetsByField(): ReadonlyMap<string, readonly View[]> {
    const views = this.model.views.ofSite(this.siteLuid);
    return this.keep('sheetsByField', () => groupBy(views, (view) => view.fieldIds));
  }

  dashboardsBySheet(): ReadonlyMap<string, readonly View[]> {
    const views = this.model.views.ofSite(this.siteLuid);
    return this.keep('dashboardsBySheet', () => groupBy(views, (view) => view.sheetLuids));
  }

  embeddedByParent(): ReadonlyMap<string, readonly EmbeddedDatasource[]> {
    const rows = this.model.embeddedDatasources.ofSite(this.siteLuid);
    return this.keep('embeddedByParent', () =>
      groupBy(rows, (row) => row.parentPublishedDatasourceLuids),
    );
  }

  datasourcesByTable(): ReadonlyMap<string, readonly AnyDatasource[]> {
    return this.keep('datasourcesByTable', () =>
      groupBy(this.datasources(), (row) => row.upstreamTableIds),
    );
  }

  flowsByTable(): ReadonlyMap<string, readonly Flow[]> {
    const rows = this.model.flows.ofSite(this.siteLuid);
    return this.keep('flowsByTable', () => groupBy(rows, (row) => row.upstreamTableIds));
  }

  datasourcesByVirtualConnection(): ReadonlyMap<string, readonly Datasource[]> {
    const rows = this.model.datasources.ofSite(this.siteLuid);
    return this.keep('byVirtualConnection', () =>
      groupBy(rows, (row) => row.upstreamVirtualConnectionLuids),
    );
  }

  ownedBy(type: NumberedType): ReadonlyMap<string, readonly Row[]> {
    return this.keep(`owner ${type}`, () =>
      groupBy(this.numbered(type), (row) => (row.ownerLuid === undefined ? [] : [row.ownerLuid])),
    );
  }

  tagged(): ReadonlyMap<string, readonly (Numbered | View)[]> {
    const types: readonly NumberedType[] = [
      'Workbook',
      'PublishedDatasource',
      'Flow',
      'VirtualConnection',
    ];
    return this.keep('tagged', () =>
      groupBy(
        [
          ...types.flatMap((type) => this.numbered(type)),
          ...this.model.views.ofSite(this.siteLuid),
        ],
        (row) => row.tags,
      ),
    );
  }

  tag(name: string): TagRow {
    return this.keep(`tag ${name}`, () => tagCalled(name, this.siteLuid));
  }

  tags(): readonly TagRow[] {
    return [...this.tagged().keys()].map((name) => this.tag(name));
  }

  flowOutputSteps(): readonly FlowOutputStepRow[] {
    return this.keep('steps', () => this.model.flows.ofSite(this.siteLuid).flatMap(outputStepsOf));
  }

  virtualConnectionTables(): readonly VirtualConnectionTableRow[] {
    const { model, siteLuid } = this;
    return this.keep('virtualConnectionTables', () =>
      model.virtualConnections.ofSite(siteLuid).flatMap((row) => connectionTablesOf(row, model)),
    );
  }

  labels(): readonly LabelRow[] {
    const { model, siteLuid } = this;
    return this.keep('labels', () =>
      model.datasources.ofSite(siteLuid).flatMap((row) => labelsOf(row, model)),
    );
  }

  labelsByAsset(): ReadonlyMap<string, readonly LabelRow[]> {
    return this.keep('labelsByAsset', () => groupBy(this.labels(), (label) => [label.asset.luid]));
  }
}
