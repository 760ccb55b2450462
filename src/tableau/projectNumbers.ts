/** Projects by the number in their address, where the Metadata API cannot tell. */
import type { Luid, VizportalUrlId } from './model';

/** Something that the search says is in the project. */
export interface ProjectWitness {
  readonly kind: 'workbook' | 'datasource' | 'flow';
  readonly luid: Luid;
  readonly projectName?: string;
}

export interface ProjectNumbers {
  /** A few items of the project with this number, by Tableau's search; `all`: nothing was left unread that could be one. */
  inNumbered(
    id: VizportalUrlId,
    signal?: AbortSignal,
  ): Promise<{ readonly witnesses: readonly ProjectWitness[]; readonly all: boolean }>;
}
