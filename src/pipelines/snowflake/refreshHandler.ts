/** The Python of the procedure that refreshes one item. */
import { follow, followImports } from '../python/follow';
import { signIn } from './signIn';

export const refreshHandler = `${followImports}
import _snowflake
from snowflake.snowpark.functions import col

TIMEOUT = timedelta(hours=4)


${follow}


${signIn}


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
    return f"{name} ({luid}): refreshed"`;
