/** An Airflow 3 DAG: the Tableau provider's operator on Server, a task that signs in by itself on Cloud. */
import { airflowOperator } from '../python/airflowOperator';
import { airflowTask } from '../python/airflowTask';
import type { Target } from '../target';

export const airflow: Target = {
  id: 'airflow',
  label: 'Airflow',
  kinds: ['workbook', 'datasource', 'flow'],
  products: ['cloud', 'server'],
  generate(items, site) {
    // The provider signs in with a password or a JWT of ten minutes, which a schedule on Cloud cannot, and it runs no flows.
    const byOperator = site.product === 'server' && items.every(({ kind }) => kind !== 'flow');
    return {
      name: 'refresh_tableau_dag.py',
      language: 'python',
      text: byOperator ? airflowOperator(items, site) : airflowTask(items, site),
    };
  },
};
