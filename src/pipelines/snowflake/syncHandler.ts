/** The Python of the procedure that keeps the table of items true. */
import { tableauSession } from '../python/follow';
import { signIn } from './signIn';

export const syncHandler = `import re
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


${signIn}


${tableauSession}


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
    return re.search(rb'"(status|code)"\\s*:\\s*"?401', error.args[0]) is not None


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
    return f"{seen} items, {vanished.rows_updated} vanished"`;
