/** The DAG whose task signs in by itself, afresh on every try: for Cloud, and for flows. */
import { pythonString } from '../quote';
import type { PipelineItem, PipelineSite } from '../target';
import { bullets, madeBy, rightsLines, tokenLines } from '../words';
import { follow, followImports } from './follow';
import { itemsByLuid } from './items';

export function airflowTask(items: readonly PipelineItem[], site: PipelineSite): string {
  const needs = bullets('', [
    'Airflow 3, with: pip install tableauserverclient',
    [...tokenLines, ...rightsLines],
    [
      'A connection "tableau_refresh" of the type "tableau" or "generic": login is the name of the',
      'token, password its value. The Tableau provider itself takes no such token since 5.0, and its',
      'passwords and JWTs do not outlast a schedule on Tableau Cloud: hence a task of our own.',
    ],
  ]);
  return `"""Refreshes what is listed below in Tableau, and ends when Tableau has finished.

${madeBy} What must exist:
${needs.join('\n')}
"""

${followImports}
from airflow.exceptions import AirflowFailException
from airflow.sdk import BaseHook, dag, task

CONNECTION = "tableau_refresh"
SERVER = ${pythonString(site.server)}
SITE = ${pythonString(site.contentUrl)}
${itemsByLuid(items)}
TIMEOUT = timedelta(hours=4)


${follow}


def sign_in():
    connection = BaseHook.get_connection(CONNECTION)
    server = TSC.Server(SERVER)
    server.use_server_version()
    server.auth.sign_in(
        TSC.PersonalAccessTokenAuth(connection.login, connection.password, site_id=SITE)
    )
    return server


# One at a time: a token has one session. A failure that Tableau tells of is not tried again.
@task(
    retries=2,
    retry_delay=timedelta(minutes=5),
    max_active_tis_per_dag=1,
    execution_timeout=timedelta(hours=5),
)
def refresh(luid):
    kind, name = ITEMS[luid]
    try:
        tableau = Tableau(sign_in)
        wait_for(tableau, start(tableau, kind, luid, name), name, TIMEOUT)
    except TSC.NotSignedInError as error:
        raise AirflowFailException(f"Tableau refused the personal access token: {error}") from error
    except RefreshFailed as error:
        raise AirflowFailException(str(error)) from error


@dag(
    schedule="0 6 * * *",
    start_date=datetime(2025, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    tags=["tableau"],
)
def refresh_tableau():
    refresh.expand(luid=list(ITEMS))


refresh_tableau()
`;
}
