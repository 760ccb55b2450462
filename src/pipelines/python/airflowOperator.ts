/** The DAG with the Tableau provider's operator: for Server, where it can sign in with a password. */
import { identifier, pythonString } from '../quote';
import type { PipelineItem, PipelineSite } from '../target';
import { bullets, madeBy, pathComment, rightsLines } from '../words';

export function airflowOperator(items: readonly PipelineItem[], site: PipelineSite): string {
  const needs = bullets('', [
    'Airflow 3, with: pip install "apache-airflow-providers-tableau>=5.6.1,<6"',
    [
      'A connection "tableau_default" of the type "tableau": host is the address of the server',
      `(${site.server}), login and password those of a user for this`,
      `pipeline alone. ${rightsLines[0] ?? ''}`,
      rightsLines[1] ?? '',
    ],
  ]);
  const ids = new Set<string>();
  const tasks = items.flatMap((item, n) => {
    const wished = identifier(item.name, item.kind);
    const id = ids.has(wished) ? `${wished}_${n + 1}` : wished;
    ids.add(id);
    return [
      `    # ${pathComment(item)}`,
      `    previous = one_after_another(previous, RefreshAndFollow(`,
      `        task_id=${pythonString(`refresh_${id}`)}, resource=${pythonString(`${item.kind}s`)}, find=${pythonString(item.luid)}`,
      `    ))`,
    ];
  });
  return `"""Refreshes what is listed at the end in Tableau, and ends when Tableau has finished.

${madeBy} What must exist:
${needs.join('\n')}
"""

from datetime import datetime, timedelta, timezone

from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.tableau.hooks.tableau import TableauHook, TableauJobFinishCode
from airflow.providers.tableau.operators.tableau import TableauOperator
from airflow.sdk import dag
from tableauserverclient import Filter, NotSignedInError, Pager, RequestOptions, ServerResponseError

SITE = ${pythonString(site.contentUrl)}


class RefreshAndFollow(TableauOperator):
    """A TableauOperator that follows a refresh which is under way already, and outlives its session.

    When a look at the job fails, the task's next try finds the refresh under way and follows it.
    """

    def __init__(self, **kwargs):
        super().__init__(
            method="refresh", site_id=SITE, blocking_refresh=False, check_interval=10, **kwargs
        )

    def execute(self, context):
        try:
            job_id = self.start(context)
            while not self.is_done(job_id):
                self.log.info("The session is over: signing in again")
        except NotSignedInError as error:
            raise AirflowFailException(f"Tableau refused the sign-in: {error}") from error
        return job_id

    def start(self, context):
        try:
            return super().execute(context)
        except (ServerResponseError, AttributeError) as error:
            # 409093, or what the operator makes of it with newer releases of tableauserverclient.
            is_none = isinstance(error, AttributeError) and error.name == "id"
            if not is_none and getattr(error, "code", "") != "409093":
                raise
        with TableauHook(self.site_id, self.tableau_conn_id) as hook:
            try:
                job_id = self.job_under_way(hook.server)
            except (NotSignedInError, ServerResponseError) as error:
                raise refused("Already queued, says Tableau, but", error) from error
        if job_id is None:
            raise AirflowException("Already queued, says Tableau, but no job of it can be found")
        self.log.info("Already queued, following job %s", job_id)
        return job_id

    def job_under_way(self, server):
        """The list does not say what a job is about, so each one is asked."""
        yesterday = (datetime.now(timezone.utc) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        for status in ("InProgress", "Pending"):
            # Not jobs.filter(): that takes a refusal for an empty list.
            wanted = RequestOptions()
            wanted.filter.add(Filter("status", RequestOptions.Operator.Equals, status))
            wanted.filter.add(Filter("createdAt", RequestOptions.Operator.GreaterThanOrEqual, yesterday))
            for listed in Pager(server.jobs, wanted):
                job = server.jobs.get_by_id(listed.id)
                if self.find in (job.workbook_id, job.datasource_id):
                    return job.id
        return None

    def is_done(self, job_id):
        """True when it has succeeded; False when the session was over before, which a new one is not at its first look."""
        has_looked = False
        try:
            with TableauHook(self.site_id, self.tableau_conn_id) as hook:
                hook.get_job_status(job_id)
                has_looked = True
                succeeded = hook.wait_for_state(
                    job_id=job_id,
                    target_state=TableauJobFinishCode.SUCCESS,
                    check_interval=self.check_interval,
                    exponential_backoff=True,
                    max_check_interval=60,
                    timeout=4 * 60 * 60,
                )
        except (NotSignedInError, ServerResponseError) as error:
            if getattr(error, "code", "") == "401001":
                raise
            if not has_looked or isinstance(error, ServerResponseError):
                raise refused(f"Job {job_id} was started, but", error) from error
            return False
        if not succeeded:
            raise AirflowFailException(f"The Tableau job {job_id} failed or was cancelled")
        return True


def refused(what, error):
    """Not to be tried again: another try would start another refresh."""
    code = getattr(error, "code", "401002")
    why = "this user may not read jobs" if code.startswith(("401", "403")) else "its job cannot be read"
    return AirflowFailException(f"{what} {why}: {error}")


def one_after_another(previous, task):
    if previous is not None:
        previous >> task
        task.trigger_rule = "all_done"  # a failure does not keep the others from running
    return task


@dag(
    schedule="0 6 * * *",
    start_date=datetime(2025, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
    tags=["tableau"],
)
def refresh_tableau():
    previous = None
${tasks.join('\n')}


refresh_tableau()
`;
}
