/** What a target for generated code is: one file in `targets/`, named in `targets.ts`. */

/** Something to refresh or run, as the code names it. */
export interface PipelineItem {
  readonly kind: PipelineKind;
  readonly luid: string;
  readonly name: string;
  /** The names of its projects, topmost first; empty in a personal space. */
  readonly projects: readonly string[];
  /** Of workbooks and data sources. */
  readonly contentUrl?: string;
  readonly url?: string;
}

export type PipelineKind = 'workbook' | 'datasource' | 'flow';
export type Product = 'cloud' | 'server';

export interface PipelineSite {
  /** Origin of the server as REST is called. */
  readonly server: string;
  readonly contentUrl: string;
  readonly product: Product;
}

export interface PipelineOptions {
  /** What starts the procedure; for Snowflake only. */
  readonly startedBy: StartedBy;
}

export const startedBy = ['task', 'alert', 'stream'] as const;
export type StartedBy = (typeof startedBy)[number];

export interface PipelineFile {
  /** Where it is usually kept, for a title and for saving. */
  readonly name: string;
  /** VS Code's id of its language. */
  readonly language: string;
  readonly text: string;
}

export interface Target {
  readonly id: string;
  /** The product's own name, in every language. */
  readonly label: string;
  readonly kinds: readonly PipelineKind[];
  readonly products: readonly Product[];
  /** Whether `startedBy` is asked for. */
  readonly asksStart?: boolean;
  generate(
    items: readonly PipelineItem[],
    site: PipelineSite,
    options: PipelineOptions,
  ): PipelineFile;
}
