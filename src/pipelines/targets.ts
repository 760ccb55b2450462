/** The registry of targets: to add one is to write its file in `targets/` and name it here. */
import type { PipelineItem, Product, Target } from './target';
import { airflow } from './targets/airflow';
import { curl } from './targets/curl';
import { githubActions } from './targets/githubActions';
import { prefect } from './targets/prefect';
import { python } from './targets/python';
import { snowflake } from './targets/snowflake';
import { tabcmd } from './targets/tabcmd';
import { tasksJson } from './targets/tasksJson';

/** In the order in which they are offered. */
export const targets: readonly Target[] = [
  curl,
  python,
  tabcmd,
  airflow,
  prefect,
  snowflake,
  githubActions,
  tasksJson,
];

/** The targets that can do all of this. */
export function targetsFor(
  items: readonly Pick<PipelineItem, 'kind'>[],
  product: Product,
): readonly Target[] {
  return targets.filter(
    ({ kinds, products }) =>
      products.includes(product) && items.every(({ kind }) => kinds.includes(kind)),
  );
}
