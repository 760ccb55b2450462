/** A Prefect 3 flow. There is no Tableau integration for Prefect: its task uses tableauserverclient. */
import { follow, followImports } from '../python/follow';
import { itemsByLuid } from '../python/items';
import { pythonString } from '../quote';
import type { Target } from '../target';
import { bullets, madeBy, rightsLines, tokenLines } from '../words';

export const prefect: Target = {
  id: 'prefect',
  label: 'Prefect 3',
  kinds: ['workbook', 'datasource', 'flow'],
  products: ['cloud', 'server'],
  generate(items, site) {
    const needs = bullets('', [
      'Prefect 3, with: pip install tableauserverclient',
      [...tokenLines, ...rightsLines],
      [
        'Two Secret blocks, "tableau-token-name" and "tableau-token-value", made in Prefect\'s pages',
        'or with: Secret(value="…").save("tableau-token-name")',
      ],
    ]);
    const text = `"""Refreshes what is listed below in Tableau, and ends when Tableau has finished.

${madeBy} What must exist:
${needs.join('\n')}
"""

${followImports}
from prefect import flow, task
from prefect.blocks.system import Secret

SERVER = ${pythonString(site.server)}
SITE = ${pythonString(site.contentUrl)}
${itemsByLuid(items)}
TIMEOUT = timedelta(hours=4)


${follow}


def sign_in():
    token = TSC.PersonalAccessTokenAuth(
        Secret.load("tableau-token-name").get(),
        Secret.load("tableau-token-value").get(),
        site_id=SITE,
    )
    server = TSC.Server(SERVER)
    server.use_server_version()
    try:
        server.auth.sign_in(token)
    except TSC.NotSignedInError as error:
        raise RefreshFailed(f"Tableau refused the personal access token: {error}") from error
    return server


def is_worth_another_try(task, task_run, state):
    """Not what Tableau has refused or failed; what the network did, yes."""
    try:
        state.result()
    except RefreshFailed:
        return False
    except Exception:
        return True
    return False


@task(
    task_run_name="refresh-{luid}",
    retries=2,
    retry_delay_seconds=300,
    retry_condition_fn=is_worth_another_try,
    log_prints=True,
)
def refresh(luid):
    kind, name = ITEMS[luid]
    tableau = Tableau(sign_in)
    wait_for(tableau, start(tableau, kind, luid, name), name, TIMEOUT)


@flow(name="refresh-tableau")
def refresh_tableau():
    # One after the other: a token has one session.
    states = [refresh(luid, return_state=True) for luid in ITEMS]
    failed = [state for state in states if not state.is_completed()]
    if failed:
        raise RefreshFailed(f"{len(failed)} of {len(states)} failed: {failed[0].message}")


if __name__ == "__main__":
    refresh_tableau()
`;
    return { name: 'refresh_tableau_flow.py', language: 'python', text };
  },
};
