// What is upstream and downstream of what: tables feed data sources, those feed sheets, those stand on dashboards.
import type {
  Column,
  Database,
  Datasource,
  EmbeddedDatasource,
  Field,
  Flow,
  Table,
  User,
  View,
  Workbook,
} from '../modelTypes';
import type { SiteIndex } from './siteIndex';

type AnyDatasource = Datasource | EmbeddedDatasource;

function unique<T>(rows: Iterable<T | undefined>): T[] {
  const seen = new Set<T>();
  for (const row of rows) if (row !== undefined) seen.add(row);
  return [...seen];
}

export class Lineage {
  constructor(readonly index: SiteIndex) {}

  publishedParents(of: AnyDatasource): Datasource[] {
    if (of.kind === 'datasource') return [];
    const { datasources } = this.index.model;
    return unique(of.parentPublishedDatasourceLuids.map((luid) => datasources.get(luid)));
  }

  /** The tables named by a data source, those of the published ones it wraps, and those inside custom SQL. */
  tablesOf(of: AnyDatasource): Table[] {
    const named = [of, ...this.publishedParents(of)].flatMap((row) =>
      this.tables(row.upstreamTableIds),
    );
    return unique(
      named.flatMap((table) =>
        table.kind === 'DatabaseTable' ? [table] : this.tables(table.sourceTableIds),
      ),
    );
  }

  tables(ids: readonly string[]): Table[] {
    return unique(ids.map((id) => this.index.model.tableByMetadataId.get(id)));
  }

  databasesOf(tables: readonly Table[]): Database[] {
    return unique(tables.map((table) => this.index.model.databases.get(table.databaseLuid)));
  }

  flowsInto(of: AnyDatasource): Flow[] {
    const luids = [of, ...this.publishedParents(of)].flatMap((row) => row.upstreamFlowLuids);
    return unique(luids.map((luid) => this.index.model.flows.get(luid)));
  }

  embeddedIn(of: AnyDatasource): EmbeddedDatasource[] {
    return of.kind === 'embeddedDatasource'
      ? [of]
      : [...(this.index.embeddedByParent().get(of.luid) ?? [])];
  }

  workbooksOf(of: AnyDatasource): Workbook[] {
    return unique(
      this.embeddedIn(of).map((row) => this.index.model.workbooks.get(row.workbookLuid)),
    );
  }

  viewsOf(workbook: Workbook): View[] {
    return unique(workbook.viewLuids.map((luid) => this.index.model.views.get(luid)));
  }

  sheetsOf(of: AnyDatasource): View[] {
    const fields = this.embeddedIn(of).flatMap((row) => row.fields);
    return unique(
      fields.flatMap((field) => this.index.sheetsByField().get(field.metadataId) ?? []),
    );
  }

  dashboardsWith(sheets: readonly View[]): View[] {
    return unique(sheets.flatMap((sheet) => this.index.dashboardsBySheet().get(sheet.luid) ?? []));
  }

  /** Sheets of a dashboard, or the sheet itself. */
  sheetsOn(view: View): View[] {
    if (view.sheetType === 'worksheet') return [view];
    return unique(view.sheetLuids.map((luid) => this.index.model.views.get(luid)));
  }

  fieldsOn(view: View): Field[] {
    const ids = this.sheetsOn(view).flatMap((sheet) => sheet.fieldIds);
    return unique(ids.map((id) => this.index.fieldById().get(id)));
  }

  datasourcesOn(view: View): AnyDatasource[] {
    return unique(
      this.fieldsOn(view).map((field) => this.index.datasourceById().get(field.datasourceId)),
    );
  }

  published(of: Iterable<AnyDatasource>): Datasource[] {
    return unique(
      [...of].flatMap((row) => (row.kind === 'datasource' ? [row] : this.publishedParents(row))),
    );
  }

  /** The fields that read this one, and those that read them, and so on. */
  fieldsReading(field: Field): Field[] {
    const found = new Set<Field>();
    const waiting = [field];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const reader of this.index.fieldsByField().get(next.metadataId) ?? []) {
        if (reader === field || found.has(reader)) continue;
        found.add(reader);
        waiting.push(reader);
      }
    }
    return [...found];
  }

  /** The fields that this one reads, all the way up. */
  fieldsRead(field: Field): Field[] {
    const found = new Set<Field>();
    const waiting = [field];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const id of next.fieldIds) {
        const read = this.index.fieldById().get(id);
        if (!read || read === field || found.has(read)) continue;
        found.add(read);
        waiting.push(read);
      }
    }
    return [...found];
  }

  columnsOf(field: Field): Column[] {
    const ids = [field, ...this.fieldsRead(field)].flatMap((row) => row.columnIds);
    return unique(ids.map((id) => this.index.columnById().get(id)));
  }

  directSheets(field: Field): readonly View[] {
    return this.index.sheetsByField().get(field.metadataId) ?? [];
  }

  sheetsWith(field: Field): View[] {
    return unique([field, ...this.fieldsReading(field)].flatMap((row) => this.directSheets(row)));
  }

  workbooksWith(views: readonly View[]): Workbook[] {
    return unique(views.map((view) => this.index.model.workbooks.get(view.workbookLuid)));
  }

  /** Data sources of both kinds fed by a table, also through custom SQL and published parents. */
  datasourcesFedBy(table: Table): AnyDatasource[] {
    const queries = this.index.model.tables
      .ofSite(this.index.siteLuid)
      .filter((row) => row.sourceTableIds.includes(table.metadataId));
    const direct = [table, ...queries].flatMap(
      (row) => this.index.datasourcesByTable().get(row.metadataId) ?? [],
    );
    return unique(direct.flatMap((row) => [row, ...this.embeddedIn(row)]));
  }

  ownersOf(rows: Iterable<{ readonly ownerLuid: string | undefined }>): User[] {
    return unique([...rows].map((row) => this.index.model.users.get(row.ownerLuid)));
  }
}
