/** The sentences that every generated file begins with, so that all of them say the same of tokens and rights. */
import { inComment } from './quote';
import type { PipelineItem } from './target';

export const madeBy = 'Made by Vizport for Visual Studio Code.';

/** One token a pipeline, and why. */
export const tokenLines: readonly string[] = [
  'A personal access token for this pipeline alone. A token has one session: whatever else',
  'signs in with it ends the session of this pipeline. It also dies after 15 days without use.',
];

/** Whose token. */
export const rightsLines: readonly string[] = [
  'Its user may refresh the items below, and may read jobs: site administrators may,',
  'of others only some servers let the one who started a job read it.',
];

export function bullets(
  prefix: string,
  points: readonly (string | readonly string[])[],
): readonly string[] {
  return points.flatMap((point) =>
    (typeof point === 'string' ? [point] : point).map(
      (line, n) => `${prefix}${n === 0 ? '- ' : '  '}${line}`,
    ),
  );
}

/** `Finance/EMEA/Margin`, to be read by people. */
export function pathComment(item: PipelineItem): string {
  return inComment([...item.projects, item.name].join('/'));
}

export const kindWords = {
  workbook: 'workbook',
  datasource: 'data source',
  flow: 'flow',
} as const satisfies Readonly<Record<PipelineItem['kind'], string>>;
