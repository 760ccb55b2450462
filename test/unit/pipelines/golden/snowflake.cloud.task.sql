-- Refreshes content of Tableau from Snowflake, and keeps a table of what there is. Safe to run twice.
--
-- Made by Vizport for Visual Studio Code. What must exist:
-- - A database and a schema in use, and a warehouse called TABLEAU_WH for what starts the procedure.
-- - A role that may create integrations, network rules and secrets; external access is not part of trial accounts.
-- - The Anaconda packages of Snowflake, whose terms an administrator has accepted.
-- - Tableau at https://10ax.online.tableau.com, reachable from Snowflake. A server inside a private network needs private connectivity.
-- - A personal access token for this pipeline alone. A token has one session: whatever else
--   signs in with it ends the session of this pipeline. It also dies after 15 days without use.
--   Its user may refresh the items below, and may read jobs: site administrators may,
--   of others only some servers let the one who started a job read it.
-- - A second token, for the procedure that keeps the table true: it runs on a schedule of its own, and with the first
--   token it would end the session of a refresh. Its user sees in Tableau what the table should hold.

-- 1. The way to Tableau

CREATE OR REPLACE NETWORK RULE tableau_rule
  MODE = EGRESS
  TYPE = HOST_PORT
  VALUE_LIST = ('10ax.online.tableau.com:443');

-- The tokens. Give the real values by hand, once, in a worksheet that nobody keeps:
--   ALTER SECRET tableau_token_name SET SECRET_STRING = '…';
--   ALTER SECRET tableau_token_value SET SECRET_STRING = '…';
--   ALTER SECRET tableau_sync_token_name SET SECRET_STRING = '…';
--   ALTER SECRET tableau_sync_token_value SET SECRET_STRING = '…';
CREATE SECRET IF NOT EXISTS tableau_token_name TYPE = GENERIC_STRING SECRET_STRING = 'not given yet';
CREATE SECRET IF NOT EXISTS tableau_token_value TYPE = GENERIC_STRING SECRET_STRING = 'not given yet';
CREATE SECRET IF NOT EXISTS tableau_sync_token_name TYPE = GENERIC_STRING SECRET_STRING = 'not given yet';
CREATE SECRET IF NOT EXISTS tableau_sync_token_value TYPE = GENERIC_STRING SECRET_STRING = 'not given yet';

CREATE OR REPLACE EXTERNAL ACCESS INTEGRATION tableau_access
  ALLOWED_NETWORK_RULES = (tableau_rule)
  ALLOWED_AUTHENTICATION_SECRETS = (
    tableau_token_name, tableau_token_value, tableau_sync_token_name, tableau_sync_token_value
  )
  ENABLED = TRUE;

-- 2. What there is in Tableau

CREATE TABLE IF NOT EXISTS tableau_items (
  host STRING NOT NULL,
  site STRING NOT NULL,
  resource_type STRING NOT NULL,
  luid STRING NOT NULL,
  name STRING,
  project STRING,
  project_path STRING,
  vizportal_id STRING,
  seen_at TIMESTAMP_NTZ,
  vanished_at TIMESTAMP_NTZ
);

MERGE INTO tableau_items AS known
USING (
  SELECT column1 AS host, column2 AS site, column3 AS resource_type, column4 AS luid,
    column5 AS name, column6 AS project, column7 AS project_path
  FROM VALUES
    ('10ax.online.tableau.com', 'fernweh', 'workbook', '1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11', 'Margin', 'EMEA', 'Finance/EMEA'),
    ('10ax.online.tableau.com', 'fernweh', 'datasource', '6bb1a7d2-3f70-4f0c-8f1e-6f4c1d2b3a44', 'O''Hara "50%" ${{ x }} $(id) {{ y }} \\ 🚀', 'Finance', 'Finance'),
    ('10ax.online.tableau.com', 'fernweh', 'flow', 'c0ffee00-0000-4000-8000-000000000001', 'Nightly Prep', '', '')
) AS given
ON known.host = given.host AND known.site = given.site
  AND known.resource_type = given.resource_type AND known.luid = given.luid
WHEN MATCHED THEN UPDATE SET
  name = given.name, project = given.project, project_path = given.project_path, vanished_at = NULL
WHEN NOT MATCHED THEN INSERT (host, site, resource_type, luid, name, project, project_path)
  VALUES (given.host, given.site, given.resource_type, given.luid, given.name, given.project, given.project_path);

-- 3. Refreshes one item and waits for it. It is looked up in the table: of several with one name, the project's path decides.

CREATE OR REPLACE PROCEDURE refresh_tableau(
  resource_type STRING, name STRING, project STRING, site STRING, host STRING, project_path STRING DEFAULT NULL
)
RETURNS STRING
LANGUAGE PYTHON
RUNTIME_VERSION = '3.11'
PACKAGES = ('snowflake-snowpark-python', 'tableauserverclient', 'requests')
HANDLER = 'refresh'
EXTERNAL_ACCESS_INTEGRATIONS = (tableau_access)
SECRETS = ('token_name' = tableau_token_name, 'token_value' = tableau_token_value)
EXECUTE AS OWNER
AS $$
import time
from datetime import datetime, timedelta, timezone

import requests
import tableauserverclient as TSC
from tableauserverclient.server.endpoint.exceptions import InternalServerError, NonXMLResponseError
import _snowflake
from snowflake.snowpark.functions import col

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


def sign_in_to(host, site):
    """Secrets are read anew for each sign-in."""

    def sign_in():
        token = TSC.PersonalAccessTokenAuth(
            _snowflake.get_generic_secret_string("token_name"),
            _snowflake.get_generic_secret_string("token_value"),
            site_id=site,
        )
        server = TSC.Server(host if "://" in host else f"https://{host}")
        server.use_server_version()
        try:
            server.auth.sign_in(token)
        except TSC.NotSignedInError as error:
            raise RefreshFailed(f"Tableau refused the personal access token: {error}") from error
        return server

    return sign_in


def look_up(session, resource_type, name, project, site, host, project_path):
    """The LUID of the one item that is meant."""
    wanted = {
        "HOST": host.split("://")[-1],
        "SITE": site,
        "RESOURCE_TYPE": resource_type,
        "NAME": name,
        "PROJECT": project,
    }
    if project_path is not None:
        wanted["PROJECT_PATH"] = project_path
    rows = session.table("tableau_items").filter(col("VANISHED_AT").is_null())
    for column, value in wanted.items():
        rows = rows.filter(col(column) == value)
    found = rows.select("LUID", "PROJECT_PATH").collect()
    if len(found) == 1:
        return found[0]["LUID"]
    if not found:
        raise RefreshFailed(f"TABLEAU_ITEMS has no {resource_type} {name} in {project}: run SYNC_TABLEAU_ITEMS")
    paths = ", ".join(str(row["PROJECT_PATH"]) for row in found)
    raise RefreshFailed(f"Several are called {name}: give the project's path as well, one of {paths}")


def refresh(session, resource_type, name, project, site, host, project_path=None):
    luid = look_up(session, resource_type, name, project, site, host, project_path)
    tableau = Tableau(sign_in_to(host, site))
    wait_for(tableau, start(tableau, resource_type, luid, name), name, TIMEOUT)
    return f"{name} ({luid}): refreshed"
$$;

-- 4. Keeps the table true: reads the Metadata API page by page, and marks what has vanished.

CREATE OR REPLACE PROCEDURE sync_tableau_items(site STRING, host STRING)
RETURNS STRING
LANGUAGE PYTHON
RUNTIME_VERSION = '3.11'
PACKAGES = ('snowflake-snowpark-python', 'tableauserverclient', 'requests')
HANDLER = 'sync'
EXTERNAL_ACCESS_INTEGRATIONS = (tableau_access)
SECRETS = ('token_name' = tableau_sync_token_name, 'token_value' = tableau_sync_token_value)
EXECUTE AS OWNER
AS $$
import re
import time
from datetime import datetime, timezone

import tableauserverclient as TSC
import _snowflake
from snowflake.snowpark.functions import col, lit, when_matched, when_not_matched
from snowflake.snowpark.types import StringType, StructField, StructType
from tableauserverclient.server.endpoint.exceptions import NonXMLResponseError

PAGE = 500
LISTS = {
    "workbook": "workbooksConnection",
    "datasource": "publishedDatasourcesConnection",
    "flow": "flowsConnection",
}
# By an id that never changes: a rename between two pages moves nothing over their border.
QUERY = """query page($first: Int, $after: String) {
  page: %s(first: $first, after: $after, orderBy: {field: ID, direction: ASC}, permissionMode: FILTER_RESULTS) {
    nodes { luid name vizportalUrlId projectName }
    pageInfo { hasNextPage endCursor }
  }
}"""
COLUMNS = (
    "HOST", "SITE", "RESOURCE_TYPE", "LUID", "NAME", "PROJECT", "PROJECT_PATH", "VIZPORTAL_ID"
)


class RefreshFailed(Exception):
    """Tableau refused, or told only a part."""


def sign_in_to(host, site):
    """Secrets are read anew for each sign-in."""

    def sign_in():
        token = TSC.PersonalAccessTokenAuth(
            _snowflake.get_generic_secret_string("token_name"),
            _snowflake.get_generic_secret_string("token_value"),
            site_id=site,
        )
        server = TSC.Server(host if "://" in host else f"https://{host}")
        server.use_server_version()
        try:
            server.auth.sign_in(token)
        except TSC.NotSignedInError as error:
            raise RefreshFailed(f"Tableau refused the personal access token: {error}") from error
        return server

    return sign_in


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


class Paths:
    """The paths of projects. The Metadata API tells their names alone: where a name occurs twice, the item is asked."""

    def __init__(self, tableau):
        self._tableau = tableau
        projects = {one.id: one for one in tableau.ask("projects", lambda server: list(TSC.Pager(server.projects)))}
        self._paths = {luid: self._path(projects, luid) for luid in projects}
        self._named = {}
        for luid, project in projects.items():
            self._named.setdefault(project.name, []).append(luid)

    @staticmethod
    def _path(projects, luid):
        names = []
        while luid in projects and len(names) < 100:
            names.insert(0, projects[luid].name)
            luid = projects[luid].parent_id
        return "/".join(names)

    def of(self, resource_type, node):
        candidates = self._named.get(node["projectName"], [])
        if len(candidates) == 1:
            return self._paths[candidates[0]]
        if not candidates:
            return node["projectName"]
        item = self._tableau.ask(
            resource_type, lambda server: getattr(server, f"{resource_type}s").get_by_id(node["luid"])
        )
        return self._paths.get(item.project_id, node["projectName"])


def query_metadata(server, query, variables):
    """Its 401 is no XML, which tableauserverclient does not take for the end of a session.

    Nor need it be the end: for some seconds after a sign-in it may pass, so it is asked twice.
    """
    for is_last in (False, True):
        try:
            return server.metadata.query(query, variables)
        except NonXMLResponseError as error:
            if not is_unauthorized(error):
                raise
            if is_last:
                raise TSC.NotSignedInError("The Metadata API knows no such session") from error
        time.sleep(2)


def is_unauthorized(error):
    return re.search(rb'"(status|code)"\s*:\s*"?401', error.args[0]) is not None


def pages(tableau, resource_type):
    after = None
    while True:
        variables = {"first": PAGE, "after": after}
        answer = tableau.ask(
            "metadata", lambda server: query_metadata(server, QUERY % LISTS[resource_type], variables)
        )
        if answer.get("errors"):
            # Also a warning: it means that the list is not whole, and what is missing has not vanished.
            raise RefreshFailed(f"The Metadata API told only a part: {answer['errors']}")
        page = answer["data"]["page"]
        yield page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def merge_page(session, rows, began):
    given = session.create_dataframe(
        rows, schema=StructType([StructField(name, StringType()) for name in COLUMNS])
    )
    known = session.table("tableau_items")
    is_same = (
        (known["HOST"] == given["HOST"])
        & (known["SITE"] == given["SITE"])
        & (known["RESOURCE_TYPE"] == given["RESOURCE_TYPE"])
        & (known["LUID"] == given["LUID"])
    )
    facts = {name: given[name] for name in COLUMNS[4:]}
    keys = {name: given[name] for name in COLUMNS[:4]}
    known.merge(
        given,
        is_same,
        [
            when_matched().update({**facts, "SEEN_AT": lit(began), "VANISHED_AT": None}),
            when_not_matched().insert({**keys, **facts, "SEEN_AT": lit(began)}),
        ],
    )


def sync(session, site, host):
    began = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    tableau = Tableau(sign_in_to(host, site))
    paths = Paths(tableau)
    name_of_host = host.split("://")[-1]
    seen = 0
    for resource_type in LISTS:
        for nodes in pages(tableau, resource_type):
            rows = [
                [
                    name_of_host,
                    site,
                    resource_type,
                    node["luid"],
                    node["name"],
                    node["projectName"],
                    paths.of(resource_type, node),
                    node["vizportalUrlId"],
                ]
                for node in nodes
                if node["luid"]
            ]
            seen += len(rows)
            if rows:
                merge_page(session, rows, began)
    vanished = session.table("tableau_items").update(
        {"VANISHED_AT": lit(began)},
        (col("HOST") == name_of_host)
        & (col("SITE") == site)
        & col("VANISHED_AT").is_null()
        & (col("SEEN_AT").is_null() | (col("SEEN_AT") < lit(began))),
    )
    return f"{seen} items, {vanished.rows_updated} vanished"
$$;

-- 5. Who may call them. They run with their owner's rights: callers need neither the secrets nor the integration.

CREATE ROLE IF NOT EXISTS tableau_pipeline;
GRANT USAGE ON PROCEDURE refresh_tableau(STRING, STRING, STRING, STRING, STRING, STRING) TO ROLE tableau_pipeline;
GRANT USAGE ON PROCEDURE sync_tableau_items(STRING, STRING) TO ROLE tableau_pipeline;
GRANT SELECT ON TABLE tableau_items TO ROLE tableau_pipeline;

-- 6. What starts them. The refreshes run one after the other, because a token has one session; the sync has its own token.

CREATE OR REPLACE TASK refresh_tableau_daily
  WAREHOUSE = TABLEAU_WH
  SCHEDULE = 'USING CRON 0 6 * * * UTC'
  USER_TASK_TIMEOUT_MS = 14400000
AS
EXECUTE IMMEDIATE $$
BEGIN
  CALL refresh_tableau('workbook', 'Margin', 'EMEA', 'fernweh', '10ax.online.tableau.com', 'Finance/EMEA');
  CALL refresh_tableau('datasource', 'O''Hara "50%" ${{ x }} $(id) {{ y }} \\ 🚀', 'Finance', 'fernweh', '10ax.online.tableau.com', 'Finance');
  CALL refresh_tableau('flow', 'Nightly Prep', '', 'fernweh', '10ax.online.tableau.com');
END;
$$;

ALTER TASK refresh_tableau_daily RESUME;

CREATE OR REPLACE TASK sync_tableau_items_daily
  WAREHOUSE = TABLEAU_WH
  SCHEDULE = 'USING CRON 30 4 * * * UTC'
AS
  CALL sync_tableau_items('fernweh', '10ax.online.tableau.com');

ALTER TASK sync_tableau_items_daily RESUME;
