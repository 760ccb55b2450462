"""Refreshes what is listed below in Tableau, and ends when Tableau has finished.

Made by Vizport for Visual Studio Code. What must exist:
- Prefect 3, with: pip install tableauserverclient
- A personal access token for this pipeline alone. A token has one session: whatever else
  signs in with it ends the session of this pipeline. It also dies after 15 days without use.
  Its user may refresh the items below, and may read jobs: site administrators may,
  of others only some servers let the one who started a job read it.
- Two Secret blocks, "tableau-token-name" and "tableau-token-value", made in Prefect's pages
  or with: Secret(value="…").save("tableau-token-name")
"""

import time
from datetime import datetime, timedelta, timezone

import requests
import tableauserverclient as TSC
from tableauserverclient.server.endpoint.exceptions import InternalServerError, NonXMLResponseError
from prefect import flow, task
from prefect.blocks.system import Secret

SERVER = "https://10ax.online.tableau.com"
SITE = "fernweh"
ITEMS = {
    # Finance/EMEA/Margin
    "1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11": ("workbook", "Margin"),
    # Finance/O'Hara "50%" $ {{ x }} $(id) {{ y }} \ 🚀
    "6bb1a7d2-3f70-4f0c-8f1e-6f4c1d2b3a44": ("datasource", "O'Hara \"50%\" ${{ x }} $(id) {{ y }} \\ 🚀"),
    # Nightly Prep
    "c0ffee00-0000-4000-8000-000000000001": ("flow", "Nightly Prep"),
}
TIMEOUT = timedelta(hours=4)


class RefreshFailed(Exception):
    """Tableau refused a refresh, or could not finish it."""


class Tableau:
    """A session that is opened anew when it ends in the middle of the work, but never again and again."""

    def __init__(self, sign_in):
        self._sign_in = sign_in
        self._server = sign_in()
        self._sign_ins_left = 10
        self._refused = set()

    def ask(self, what, question):
        """Puts a question to the server; once more after a new sign-in where the session is over.

        What a new session may not ask either is refused to this user: then, and later, signing in does not help.
        """
        for is_new in (False, True):
            try:
                return question(self._server)
            except TSC.NotSignedInError as error:
                if is_new:
                    self._refused.add(what)
                if what in self._refused:
                    code, summary = getattr(error, "code", "401002"), getattr(error, "summary", str(error))
                    raise TSC.ServerResponseError(code, summary, getattr(error, "detail", "")) from error
            self._sign_in_again()

    def _sign_in_again(self):
        if self._sign_ins_left == 0:
            raise RefreshFailed("The session ended ten times: something else signs in with the same token")
        self._sign_ins_left -= 1
        print("The session is over: signing in again", flush=True)
        self._server = self._sign_in()


# Says that the item is queued or running already: extracts, and flows.
ALREADY_QUEUED = ("409093", "403102")


def refusal(error):
    return f"{error.code} {error.summary}: {error.detail}"


def may_not(error):
    return error.code.startswith(("401", "403"))


def start(tableau, kind, luid, name):
    """The id of the job that refreshes the item: a new one, or the one that is under way already."""
    begin = {
        "workbook": lambda server: server.workbooks.refresh(luid),
        "datasource": lambda server: server.datasources.refresh(luid),
        "flow": lambda server: server.flows.refresh(server.flows.get_by_id(luid)),
    }[kind]
    for _ in range(20):
        try:
            job = tableau.ask(f"refresh {kind}", begin)
        except TSC.ServerResponseError as error:
            if error.code not in ALREADY_QUEUED:
                raise RefreshFailed(f"{name}: {refusal(error)}") from error
            job = None  # what newer releases of tableauserverclient return by themselves
        if job is not None:
            print(f"{name}: started as job {job.id}", flush=True)
            return job.id
        try:
            job_id = tableau.ask("find job", lambda server: job_under_way(server, luid))
        except TSC.ServerResponseError as error:
            why = "this user may not read jobs" if may_not(error) else "its job cannot be looked for"
            raise RefreshFailed(f"{name}: already queued, says Tableau, but {why} ({refusal(error)})") from error
        if job_id is not None:
            print(f"{name}: already queued, following job {job_id}", flush=True)
            return job_id
        # It ended just now, or is not in the list yet.
        print(
            f"{name}: already queued, says Tableau, but its job is not to be found; trying again in 15 seconds",
            flush=True,
        )
        time.sleep(15)
    raise RefreshFailed(f"{name}: already queued, says Tableau, but no job of it can be found")


def job_under_way(server, luid):
    """The list does not say what a job is about, so each one is asked."""
    yesterday = (datetime.now(timezone.utc) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for status in ("InProgress", "Pending"):
        # Not jobs.filter(): that takes a refusal for an empty list.
        wanted = TSC.RequestOptions()
        wanted.filter.add(TSC.Filter("status", TSC.RequestOptions.Operator.Equals, status))
        wanted.filter.add(TSC.Filter("createdAt", TSC.RequestOptions.Operator.GreaterThanOrEqual, yesterday))
        for listed in TSC.Pager(server.jobs, wanted):
            job = server.jobs.get_by_id(listed.id)
            flow = job.flow_run.flow_id if job.flow_run else None
            if luid in (job.workbook_id, job.datasource_id, flow):
                return job.id
    return None


def wait_for(tableau, job_id, name, timeout):
    """Returns when the job has succeeded. That a look at it fails does not mean that the job has."""
    give_up = time.monotonic() + timeout.total_seconds()
    pause, failed_looks = 1, 0
    while True:
        job = None
        try:
            job = tableau.ask("read job", lambda server: server.jobs.get_by_id(job_id))
            failed_looks = 0
        except TSC.ServerResponseError as error:
            why = "this user may not read it" if may_not(error) else "it cannot be read"
            raise RefreshFailed(
                f"{name}: job {job_id} was started, but {why}: how it ends is to be seen in Tableau ({refusal(error)})"
            ) from error
        except (InternalServerError, NonXMLResponseError, requests.RequestException):
            failed_looks += 1
            if failed_looks > 10:
                raise
        if job is not None and job.completed_at is not None:
            break
        if time.monotonic() > give_up:
            raise RefreshFailed(f"{name}: is not finished after {timeout}; its job {job_id} goes on")
        time.sleep(pause)
        pause = min(pause * 1.5, 30)
    finish_code = int(job.finish_code)
    if finish_code not in (0, 3):  # 3: done by Tableau Bridge
        word = "was cancelled" if finish_code == 2 else "failed"
        raise RefreshFailed(f"{name}: {word}. {' '.join(job.notes or [])}".strip())
    print(f"{name}: refreshed", flush=True)


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
