"""Drives the fake Tableau server with tableauserverclient, a client that we did not write: the journey of a day."""

from datetime import datetime, timedelta, timezone

import tableauserverclient as TSC
from tableauserverclient.server.endpoint import exceptions

from tsc_support import (
    CLOUD,
    DIRECTION,
    NotHere,
    OPERATOR,
    SITE,
    UNKNOWN,
    check,
    config,
    expect,
    jwt,
    new_server,
    not_before,
    options,
    pat,
    please,
    raises,
    signed_in,
    whole,
)


@check("server info and the version that it names")
def _():
    server = new_server()
    expect(server.version == config["apiVersion"], server.version)
    info = server.server_info.get()
    expect(info.rest_api_version == config["apiVersion"], info.rest_api_version)
    expect(bool(info.product_version) and bool(info.build_number), "no product version")
    return info.product_version


@check("sign in with a personal access token, and sign out")
def _():
    server = signed_in("personalAccessToken")
    expect(bool(server.site_id) and bool(server.user_id), "no site or user")
    server.auth.sign_out()
    raises(TSC.NotSignedInError, None, lambda: server.workbooks.get())


@check("sign in with user name and password")
def _():
    given = config["password"]
    server = new_server()
    server.auth.sign_in(TSC.TableauAuth(given["username"], given["password"], site_id=SITE))
    expect(server.users.get_by_id(server.user_id).name == given["username"], "somebody else")
    server.auth.sign_out()


@check("sign in with a JWT and list content")
def _():
    not_before(17)
    server = new_server()
    server.auth.sign_in(jwt(["tableau:content:read"]))
    expect(len(server.workbooks.get()[0]) > 0, "nothing is listed")


@check("a JWT session without the scope is told 401002")
def _():
    not_before(17)
    server = new_server()
    server.auth.sign_in(jwt(["tableau:content:read"]))
    return raises(TSC.FailedSignInError, "401002", lambda: server.jobs.get())


@check("a JWT that lives too long is told 401001")
def _():
    return raises(TSC.FailedSignInError, "401001", lambda: new_server().auth.sign_in(jwt([], lifetime=3600)))


@check("a wrong personal access token is told 401001")
def _():
    wrong = TSC.PersonalAccessTokenAuth(config["personalAccessToken"]["name"], "nonsense", site_id=SITE)
    return raises(TSC.FailedSignInError, "401001", lambda: new_server().auth.sign_in(wrong))


@check("a second sign-in with one personal access token ends the first")
def _():
    not_before(6)
    first = signed_in("personalAccessToken")
    signed_in("personalAccessToken")
    return raises(TSC.FailedSignInError, "401002", lambda: first.workbooks.get())


@check("the site's name is matched without regard to case")
def _():
    not_before(6)
    token = config["personalAccessToken"]
    server = new_server()
    server.auth.sign_in(TSC.PersonalAccessTokenAuth(token["name"], token["secret"], site_id=SITE.upper()))


user = signed_in("personalAccessToken")
admin = signed_in("administrator")

for kind in ["projects", "workbooks", "views", "datasources", "flows", "users"]:

    @check(f"{kind}: every page of seven")
    def _():
        return f"{len(whole(getattr(admin, kind)))} items"

    @check(f"{kind}: page numbers and sizes are kept")
    def _():
        items, page = getattr(admin, kind).get(options(page_size=3, page_number=2))
        expect((page.page_number, page.page_size) == (2, 3), f"page {page.page_number} of {page.page_size}")
        expect(0 < len(items) <= 3, f"{len(items)} items")
        expect(page.total_available >= 3 + len(items), f"{page.total_available} in all")

    @check(f"{kind}: a page past the end is told 400006")
    def _():
        far = options(page_size=100, page_number=999)
        return raises(TSC.ServerResponseError, "400006", lambda: getattr(admin, kind).get(far))


for kind in ["projects", "workbooks", "views", "datasources", "flows"]:

    @check(f"{kind}: a filter on the name, with signs in it")
    def _():
        names = [item.name for item in whole(getattr(admin, kind), 100)]
        plain = [name for name in names if "," not in name and "&" not in name and ":" not in name]
        wanted = next((name for name in plain if not name.isascii()), plain[0])
        request = options()
        request.filter.add(TSC.Filter("name", OPERATOR.Equals, wanted))
        found = getattr(admin, kind).get(request)[0]
        expect(len(found) == names.count(wanted), f"{len(found)} found of {names.count(wanted)}")
        expect(all(item.name == wanted for item in found), "another name")
        return wanted

    @check(f"{kind}: sorted by name, descending")
    def _():
        request = options(100)
        request.sort.add(TSC.Sort("name", DIRECTION.Desc))
        found = [item.name for item in getattr(admin, kind).get(request)[0]]
        expect(found == sorted(found, reverse=True), "not in order")


@check("workbooks: query set with filter, order and page size")
def _():
    found = admin.workbooks.filter(has_extracts=True).order_by("name").paginate(page_size=5)
    expect(0 < found.total_available, "nothing has an extract")
    expect(len(list(found)) == found.total_available, "not all pages")


@check("workbooks: two names at once, and two filters")
def _():
    names = sorted({item.name for item in admin.workbooks.get()[0] if item.name.isascii() and item.name.isalnum()})[:2]
    expect(len(list(admin.workbooks.filter(name__in=names))) >= 2, "not both")
    # As text: for servers below 3.7 this client sends a date of its own with a blank and a plus sign in it.
    early = "2015-01-01T00:00:00Z"
    expect(len(list(admin.workbooks.filter(name=names[0], created_at__gt=early))) >= 1, "nothing")


@check("workbooks: only the fields asked for, and all of them")
def _():
    few = admin.workbooks.all().only_fields("id", "name")
    expect(all(item.id and item.name and item.content_url is None for item in few), "more than was asked for")
    request = options()
    request.all_fields = True
    items = admin.workbooks.get(request)[0]
    expect(any(item.has_extracts for item in items), "no hasExtracts")


@check("projects: tree, and contents counts with all fields")
def _():
    request = options(100)
    request.all_fields = True
    projects = admin.projects.get(request)[0]
    expect(any(item.parent_id for item in projects), "no nested project")


@check("projects: get_by_id, which is an empty update, changes nothing")
def _():
    before = next(item for item in whole(admin.projects, 100) if item.description)
    admin.projects.get_by_id(before.id)
    after = next(item for item in whole(admin.projects, 100) if item.id == before.id)
    expect((after.name, after.description) == (before.name, before.description), "the project was wiped")


@check("users: the least privileged view of oneself")
def _():
    me = user.users.get_by_id(user.user_id)
    expect(me.site_role == "Creator", me.site_role)
    return me.name


@check("users: workbooks that are mine")
def _():
    me = user.users.get_by_id(user.user_id)
    user.users.populate_workbooks(me)
    expect(len(list(me.workbooks)) > 0, "none")


@check("a workbook by id, its views and connections")
def _():
    listed = whole(user.workbooks, 100)[0]
    item = user.workbooks.get_by_id(listed.id)
    expect(item.name == listed.name, item.name)
    user.workbooks.populate_views(item, usage=True)
    expect(len(item.views) > 0 and all(view.content_url for view in item.views), "no views")
    user.workbooks.populate_connections(item)
    expect(len(item.connections) > 0, "no connections")
    expect(all(each.datasource_id for each in item.connections), "connections without a data source")


@check("a view by id, and views with their usage")
def _():
    views = list(TSC.Pager(lambda request: user.views.get(request, usage=True), options(50)))
    expect(all(isinstance(view.total_views, int) for view in views), "no usage")
    expect(user.views.get_by_id(views[0].id).name == views[0].name, "another view")


@check("a data source by id, and its connections")
def _():
    listed = whole(user.datasources, 100)[0]
    item = user.datasources.get_by_id(listed.id)
    expect(item.datasource_type == listed.datasource_type and item.name == listed.name, "another one")
    user.datasources.populate_connections(item)
    expect(len(item.connections) > 0, "no connections")


@check("a flow by id")
def _():
    listed = whole(user.flows, 100)[0]
    expect(user.flows.get_by_id(listed.id).name == listed.name, "another flow")


@check("custom views")
def _():
    not_before(18)
    found = user.custom_views.get()[0]
    expect(len(found) > 0 and user.custom_views.get_by_id(found[0].id).name == found[0].name, "none")


@check("favorites")
def _():
    me = user.users.get_by_id(user.user_id)
    user.favorites.get(me)
    expect(any(len(each) > 0 for each in me.favorites.values()), "none")


@check("a workbook that is not there is told 404006")
def _():
    return raises(TSC.ServerResponseError, "404006", lambda: user.workbooks.get_by_id(UNKNOWN))


@check("a data source that is not there is told 404004")
def _():
    return raises(TSC.ServerResponseError, "404004", lambda: user.datasources.get_by_id(UNKNOWN))


@check("what may not be seen is not listed to a Creator")
def _():
    expect(len(whole(user.workbooks, 100)) < len(whole(admin.workbooks, 100)), "a Creator sees everything")


extracts = [item for item in admin.workbooks.filter(has_extracts=True)]
extract_sources = [item for item in admin.datasources.filter(has_extracts=True)]


def fresh_job(server, items, call):
    """Starts a job on the first item that has none under way."""
    expect(len(items) > 0, "there is nothing to start a job on")
    for item in items:
        try:
            job = call(server, item)
        except TSC.ServerResponseError as error:
            if str(error.code) != "409093":
                raise
            continue
        if job is not None:
            return item, job
    raise AssertionError("every item has a job under way")


def refresh_workbook(server, item):
    return server.workbooks.refresh(item)


def refresh_datasource(server, item):
    return server.datasources.refresh(item)


@check("refresh a workbook and wait for its job, as an administrator")
def _():
    item, job = fresh_job(admin, extracts, refresh_workbook)
    done = admin.jobs.wait_for_job(job, timeout=60)
    expect(done.finish_code == TSC.JobItem.FinishCode.Success and done.completed_at is not None, done.finish_code)
    return item.name


@check("refresh a data source and wait for its job, as an administrator")
def _():
    ordinary = [item for item in extract_sources if not item.use_remote_query_agent]
    item, job = fresh_job(admin, ordinary, refresh_datasource)
    done = admin.jobs.wait_for_job(job, timeout=60)
    expect(int(done.finish_code) in (0, 3), done.finish_code)
    return item.name


@check("a second refresh while the first is under way starts nothing: 409093, which this client makes None")
def _():
    item, _job = fresh_job(admin, extracts, refresh_workbook)
    expect(admin.workbooks.refresh(item) is None, "a second job")


@check("a task whose item is under way is told 409093")
def _():
    for task in admin.tasks.get()[0]:
        try:
            admin.tasks.run(task)
        except TSC.ServerResponseError as error:
            if str(error.code) == "409093":
                continue
            raise
        return raises(TSC.ServerResponseError, "409093", lambda: admin.tasks.run(task))
    raise AssertionError("every task is under way")


@check("an incremental refresh")
def _():
    not_before(25)
    _item, job = fresh_job(admin, extract_sources, lambda server, item: server.datasources.refresh(item, True))
    expect(bool(job.id), "no job")


@check("a running job has no finish code")
def _():
    _item, job = fresh_job(admin, extracts, refresh_workbook)
    seen = admin.jobs.get_by_id(job.id)
    expect(seen.completed_at is None and int(seen.finish_code) == -1, seen.finish_code)


@check("cancel a job")
def _():
    please("slowJobs")
    try:
        _item, job = fresh_job(admin, extracts, refresh_workbook)
        admin.jobs.cancel(job.id)
        return raises(exceptions.JobCancelledException, None, lambda: admin.jobs.wait_for_job(job, timeout=60))
    finally:
        please("quickJobs")


@check("a job that fails tells its notes")
def _():
    please("failNextJob")
    _item, job = fresh_job(admin, extracts, refresh_workbook)
    try:
        admin.jobs.wait_for_job(job, timeout=60)
    except exceptions.JobFailedException as error:
        expect(bool(error.notes) and "refused" in str(error.notes), error.notes)
        return
    raise AssertionError("the job did not fail")


@check("what has no extract cannot be refreshed")
def _():
    live = [item for item in admin.datasources.filter(has_extracts=False)]
    return raises(TSC.ServerResponseError, "403104", lambda: admin.datasources.refresh(live[0]))


@check("a job of one's own is refused to a Creator")
def _():
    mine = [item for item in extracts if item.owner_id == user.user_id]
    _item, job = fresh_job(user, mine, refresh_workbook)
    try:
        user.jobs.get_by_id(job.id)
    except TSC.ServerResponseError as error:
        expect(str(error.code).startswith("403"), error.code)
        return error.code
    raise AssertionError("the job was told")


@check("the job list is refused to a Creator")
def _():
    try:
        user.jobs.get()
    except TSC.ServerResponseError as error:
        expect(str(error.code).startswith("403"), error.code)
        return error.code
    raise AssertionError("the jobs were told")


@check("the job list of the last days, as an administrator")
def _():
    since = datetime.now(timezone.utc) - timedelta(days=3)
    request = options(100)
    request.filter.add(TSC.Filter("createdAt", OPERATOR.GreaterThanOrEqual, since.strftime("%Y-%m-%dT%H:%M:%SZ")))
    jobs = admin.jobs.get(req_options=request)[0]
    expect(len(jobs) > 0 and all(job.status and job.type for job in jobs), "none")
    return f"{len(jobs)} jobs"


@check("run a flow and wait for its job")
def _():
    _item, job = fresh_job(admin, whole(admin.flows, 100), lambda server, item: server.flows.refresh(item))
    admin.jobs.wait_for_job(job, timeout=60)


@check("extract refresh tasks, one of them by id, and run it")
def _():
    tasks = admin.tasks.get()[0]
    expect(len(tasks) > 0, "none")
    expect(admin.tasks.get_by_id(tasks[0].id) is not None, "not by id")
    _item, answer = fresh_job(admin, tasks, lambda server, item: server.tasks.run(item))
    expect(b"job" in answer, "no job")


@check("schedules are Server's")
def _():
    if CLOUD:
        try:
            admin.schedules.get()
        except TSC.ServerResponseError as error:
            return error.code
        raise AssertionError("Cloud has no schedules")
    return f"{len(admin.schedules.get()[0])} schedules"


@check("switching sites is Server's")
def _():
    server = new_server()
    given = config["password"]
    server.auth.sign_in(TSC.TableauAuth(given["username"], given["password"], site_id=SITE))
    other = TSC.SiteItem("other", config["otherSite"])
    if CLOUD:
        try:
            server.auth.switch_site(other)
        except (TSC.ServerResponseError, TSC.FailedSignInError) as error:
            return error.code
        raise AssertionError("Cloud does not switch")
    before = server.site_id
    server.auth.switch_site(other)
    expect(server.site_id != before, "still on the first site")
    expect(server.workbooks.get()[1].total_available > 0, "nothing there")


QUERY = "query($first:Int,$afterToken:String){workbooksConnection(first:$first,after:$afterToken){nodes{luid name}pageInfo{hasNextPage endCursor}totalCount}}"


@check("metadata is off on Server until it is enabled")
def _():
    if CLOUD:
        raise NotHere("it is always on")
    found = admin.metadata.query("{__typename}")
    expect(found["errors"][0]["extensions"]["code"] == "FEATURE_DISABLED", found)
    result = raises(exceptions.GraphQLError, None, lambda: admin.metadata.query("{__typename}", abort_on_error=True))
    please("enableMetadata")
    return result


@check("metadata: a query with variables that are null, and one by number")
def _():
    nodes = admin.metadata.query("{workbooks{luid name vizportalUrlId}}")["data"]["workbooks"]
    expect({each["luid"] for each in nodes} == {item.id for item in whole(admin.workbooks, 100)}, "not the same workbooks as REST")
    one = admin.metadata.query("query($n:String){workbooks(filter:{vizportalUrlId:$n}){luid}}", {"n": nodes[0]["vizportalUrlId"]})
    expect(one["data"]["workbooks"] == [{"luid": nodes[0]["luid"]}], one)


@check("metadata: page after page")
def _():
    pages = admin.metadata.paginated_query(QUERY, {"first": 9, "afterToken": None})["pages"]
    luids = [node["luid"] for page in pages for node in page["data"]["workbooksConnection"]["nodes"]]
    expect(len(luids) == len(set(luids)) == pages[0]["data"]["workbooksConnection"]["totalCount"], f"{len(luids)} luids")
    return f"{len(pages)} pages"


@check("metadata: an unknown field")
def _():
    answer = admin.metadata.query("{workbooks{nope}}")
    message = answer["errors"][0]["message"]
    expect(message.startswith("Validation error of type FieldUndefined") and "data" not in answer, message)


@check("metadata: an expired session is no XML error, which the client says")
def _():
    server = signed_in("administrator")
    token = server.auth_token
    server.auth.sign_out()
    server._set_auth("site", "user", token)
    return raises(exceptions.NonXMLResponseError, None, lambda: server.metadata.query("{__typename}"))


# Their checks run when they are read, with sessions of their own.
import tsc_content  # noqa: E402, F401
import tsc_lists  # noqa: E402, F401
import tsc_ways_in  # noqa: E402, F401


@check("sign out of what is left")
def _():
    for which in ("personalAccessToken", "administrator"):
        signed_in(which).auth.sign_out()
