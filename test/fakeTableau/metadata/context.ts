// What one query's resolvers share: who asks, what may be seen, how many nodes are left, and the warnings so far.
import { firstGuesses, type Guesses } from '../guesses';
import type { Model, Session, Site, User } from '../model';
import type { Row } from './rows';
import type { SiteIndex } from './siteIndex';

export type PermissionMode = 'OBFUSCATE_RESULTS' | 'FILTER_RESULTS';

export interface Warning {
  readonly code: string | null;
  readonly message: string;
  readonly properties: Readonly<Record<string, readonly string[]>> | null;
}

export class Context {
  readonly warnings: Warning[] = [];
  /** What each root query decided for everything below it, by its answer's key. */
  readonly modes = new Map<string, PermissionMode>();
  readonly administrator: boolean;
  #nodesLeft: number;

  constructor(
    readonly model: Model,
    readonly index: SiteIndex,
    readonly site: Site,
    readonly user: User,
    readonly session: Session,
    readonly minor: number,
    readonly nodeLimit: number,
    readonly guesses: Guesses = firstGuesses(),
  ) {
    this.#nodesLeft = nodeLimit;
    this.administrator = model.isAdministrator(user);
  }

  /** Once per code: a client shows a warning once. */
  warn(code: string | null, message: string, properties: Warning['properties'] = null): void {
    if (this.warnings.some((warning) => warning.code === code && warning.message === message))
      return;
    this.warnings.push({ code, message, properties });
  }

  get nodesTaken(): number {
    return this.nodeLimit - this.#nodesLeft;
  }

  /** How many of these nodes may still be answered. */
  takeNodes(wanted: number): number {
    const taken = Math.min(wanted, this.#nodesLeft);
    this.#nodesLeft -= taken;
    if (taken < wanted) {
      this.warn(
        'NODE_LIMIT_EXCEEDED',
        `Showing partial results. The request exceeded the ${this.nodeLimit} node limit. ` +
          'Use pagination, additional filtering, or both in the query to adjust results.',
      );
    }
    return taken;
  }

  /** What was published moments ago is not in the store yet. */
  indexed(row: Row): boolean {
    const item = 'workbookLuid' in row ? this.model.workbooks.get(row.workbookLuid) : row;
    return (
      !item ||
      !('indexedFrom' in item) ||
      item.indexedFrom === undefined ||
      item.indexedFrom <= this.model.now()
    );
  }

  sees(row: Row): boolean {
    if (this.administrator) return true;
    if ('siteRole' in row) return !this.site.limitedUserVisibility || row.luid === this.user.luid;
    if (!('kind' in row)) return true;
    switch (row.kind) {
      case 'workbook':
      case 'view':
      case 'datasource':
      case 'embeddedDatasource':
      case 'flow':
      case 'virtualConnection':
        return this.model.canSee(this.user, row);
      case 'FlowOutputStep':
        return this.model.canSee(this.user, row.flow);
      case 'VirtualConnectionTable':
        return this.model.canSee(this.user, row.connection);
      case 'DataQualityWarning':
      case 'DataQualityCertification':
        return this.model.canSee(this.user, row.asset);
      case 'ColumnField':
      case 'CalculatedField':
      case 'DatasourceField':
      case 'GroupField':
      case 'BinField': {
        const datasource = this.index.datasourceById().get(row.datasourceId);
        return datasource === undefined || this.model.canSee(this.user, datasource);
      }
      case 'Nobody':
        return false;
      default:
        // Databases and tables: whether everybody has the derived permission to them is guessed.
        return this.guesses.tablesVisibleTo === 'everybody';
    }
  }
}
