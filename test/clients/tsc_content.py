"""What can be done with content besides listing it, by tableauserverclient."""

import io
import os
import tempfile
from datetime import time

import tableauserverclient as TSC

from tsc_support import CLOUD, MINOR, UNKNOWN, NotHere, check, expect, not_before, options, please, raises, signed_in, whole

user = signed_in("personalAccessToken")
admin = signed_in("administrator")


def mine(endpoint):
    items = [item for item in whole(endpoint, 100) if item.owner_id == user.user_id]
    expect(len(items) > 0, "nothing of one's own")
    return items


@check("favorites of every kind are added and taken off")
def _():
    me = user.users.get_by_id(user.user_id)
    kinds = ["workbook", "view", "datasource", "project"] + (["flow"] if MINOR >= 3 else [])
    for kind in kinds:
        item = whole(getattr(user, f"{kind}s"), 100)[-1]
        getattr(user.favorites, f"add_favorite_{kind}")(me, item)
        user.favorites.get(me)
        expect(item.id in [each.id for each in me.favorites[f"{kind}s"]], f"no {kind}")
        getattr(user.favorites, f"delete_favorite_{kind}")(me, item)
        user.favorites.get(me)
        expect(item.id not in [each.id for each in me.favorites[f"{kind}s"]], f"the {kind} is still there")
    return ", ".join(kinds)


@check("a favorite that is not there is told 404010")
def _():
    me = user.users.get_by_id(user.user_id)
    item = TSC.WorkbookItem("any")
    item._id = UNKNOWN
    return raises(TSC.ServerResponseError, "404010", lambda: user.favorites.delete_favorite_workbook(me, item))


for kind in ["workbooks", "views", "datasources", "flows"]:

    @check(f"{kind}: tags are put on and taken off")
    def _():
        endpoint = getattr(user, kind)
        item = whole(endpoint, 100)[0]
        endpoint.add_tags(item, ["vizport check", "north, south"])
        tagged = next(each for each in whole(endpoint, 100) if each.id == item.id).tags
        expect({"vizport check", "north, south"} <= set(tagged), tagged)
        endpoint.delete_tags(item, ["vizport check", "north, south"])
        tagged = next(each for each in whole(endpoint, 100) if each.id == item.id).tags
        expect(not {"vizport check", "north, south"} & set(tagged), tagged)


for kind, document in [("workbooks", ".twb"), ("datasources", ".tds")]:

    @check(f"{kind}: revisions, and the content of an old one")
    def _():
        endpoint = getattr(user, kind)
        for item in mine(endpoint):
            endpoint.populate_revisions(item)
            if len(item.revisions) > 1:
                break
        expect(len(item.revisions) > 1, "no old revision")
        expect(item.revisions[-1].current and not item.revisions[0].current, "the newest is not the current one")
        held = io.BytesIO()
        endpoint.download_revision(item.id, item.revisions[0].revision_number, held)
        expect(len(held.getvalue()) > 0, "empty")
        return f"{len(item.revisions)} revisions"

    @check(f"{kind}: a download, with the extract and without it, under its own name")
    def _():
        endpoint = getattr(user, kind)
        item = next(each for each in endpoint.filter(has_extracts=True) if each.owner_id == user.user_id)
        with tempfile.TemporaryDirectory() as folder:
            whole_file = endpoint.download(item.id, folder)
            expect(whole_file.endswith(f"{document}x") and os.path.getsize(whole_file) > 0, whole_file)
            small = endpoint.download(item.id, folder, include_extract=False)
            expect(small.endswith(document), small)
            return os.path.basename(whole_file)

    @check(f"{kind}: a download that is not there is told so")
    def _():
        code = "404006" if kind == "workbooks" else "404004"
        endpoint = getattr(user, kind)
        return raises(TSC.ServerResponseError, code, lambda: endpoint.download(UNKNOWN, io.BytesIO()))


@check("a download of a flow")
def _():
    held = io.BytesIO()
    user.flows.download(whole(user.flows, 100)[0].id, held)
    expect(len(held.getvalue()) > 0, "empty")


@check("preview images of a workbook and of its view")
def _():
    item = mine(user.workbooks)[0]
    user.workbooks.populate_preview_image(item)
    expect(item.preview_image[1:4] == b"PNG", "no picture")
    user.workbooks.populate_views(item)
    view = user.views.get_by_id(item.views[0].id)
    view._workbook_id = item.id
    user.views.populate_preview_image(view)
    expect(view.preview_image[1:4] == b"PNG", "no picture")


@check("a view as data, image, PDF and crosstab")
def _():
    item = mine(user.workbooks)[0]
    user.workbooks.populate_views(item)
    view = item.views[0]
    filtered = TSC.CSVRequestOptions(maxage=1)
    filtered.vf("Region", "West")
    user.views.populate_csv(view, filtered)
    lines = b"".join(view.csv).decode().strip().split("\n")
    expect(len(lines) == 2 and lines[1].startswith("West"), lines)
    high = TSC.ImageRequestOptions(imageresolution=TSC.ImageRequestOptions.Resolution.High, maxage=1)
    user.views.populate_image(view, high)
    expect(view.image[1:4] == b"PNG", "no picture")
    user.views.populate_pdf(view, TSC.PDFRequestOptions())
    expect(view.pdf[:4] == b"%PDF", "no PDF")
    if MINOR >= 8:
        user.views.populate_excel(view)
        expect(b"".join(view.excel)[:2] == b"PK", "no workbook")


@check("the data of a view that is not there is told 400080")
def _():
    view = TSC.ViewItem()
    view._id = UNKNOWN

    def read():
        user.views.populate_csv(view)
        return b"".join(view.csv)

    return raises(TSC.ServerResponseError, "400080", read)


@check("an image of a custom view")
def _():
    not_before(18)
    found = user.custom_views.get()[0][0]
    user.custom_views.populate_image(found)
    expect(found.image[1:4] == b"PNG", "no picture")


@check("groups, their members, and the rules of a workbook")
def _():
    groups = admin.groups.get()[0]
    expect(len(groups) > 0, "no group")
    admin.groups.populate_users(groups[0])
    expect(len(list(groups[0].users)) > 0, "nobody in the group")
    ruled = 0
    for item in whole(admin.workbooks, 100):
        admin.workbooks.populate_permissions(item)
        ruled += len(item.permissions)
    expect(ruled > 0, "no rule anywhere")
    return f"{ruled} rules"


def started_flow():
    """The first flow that has outputs and is not under way."""
    for flow in whole(admin.flows, 100):
        try:
            return flow, admin.flows.refresh(flow)
        except TSC.ServerResponseError as error:
            expect(str(error.code) in ("400142", "403102"), error.code)
    raise AssertionError("no flow can be run")


@check("runs of flows: the list, one of them, and its cancelling")
def _():
    not_before(10)
    please("slowJobs")
    try:
        flow, job = started_flow()
        runs = admin.flow_runs.filter(flow_id=flow.id)
        run = next(each for each in runs if each.background_job_id == job.id)
        expect(admin.flow_runs.get_by_id(run.id).flow_id == flow.id, "another flow")
        admin.flow_runs.cancel(run.id)
        done = admin.jobs.get_by_id(job.id)
        expect(int(done.finish_code) in (-1, 2), done.finish_code)
    finally:
        please("quickJobs")


@check("a refresh task is made, run and removed, on Cloud alone")
def _():
    item = next(each for each in admin.datasources.filter(has_extracts=True))
    interval = TSC.DailyInterval(time(6), 24.0, "Monday")
    plan = TSC.TaskItem(None, "FullRefresh", None, schedule_item=TSC.ScheduleItem(None, None, None, None, interval))
    plan.target = TSC.Target(item.id, "datasource")
    not_before(19)
    if not CLOUD:
        return raises(TSC.ServerResponseError, "405000", lambda: admin.tasks.create(plan))
    before = {task.id for task in admin.tasks.get()[0]}
    answer = admin.tasks.create(plan)
    expect(b"frequencyDetails" in answer, answer)
    made = next(task for task in admin.tasks.get()[0] if task.id not in before)
    expect(made.target.id == item.id, "another item")
    admin.tasks.delete(made.id)
    return raises(TSC.ServerResponseError, "404026", lambda: admin.tasks.delete(made.id))


@check("a schedule with its recurrence, and a data source that is put on it, on Server alone")
def _():
    if CLOUD:
        return raises(TSC.ServerResponseError, "409091", lambda: admin.schedules.get())
    schedule = next(each for each in admin.schedules.get()[0] if each.schedule_type == "Extract")
    if MINOR >= 8:
        expect(admin.schedules.get_by_id(schedule.id).interval_item is not None, "no recurrence")
    there = {each.datasource_id for each in admin.schedules.get_extract_refresh_tasks(schedule.id, options(100))[0]}
    item = next(each for each in admin.datasources.filter(has_extracts=True) if each.id not in there)
    problems = admin.schedules.add_to_schedule(schedule.id, datasource=item)
    expect(problems == [], problems)
    now = {each.datasource_id for each in admin.schedules.get_extract_refresh_tasks(schedule.id, options(100))[0]}
    expect(item.id in now, "not on the schedule")


@check("a quota that is used up is told 429000")
def _():
    if not CLOUD:
        raise NotHere("Cloud's alone")
    please("useUpQuota")
    try:
        # What an earlier check left under way is refused for that, which this client makes None: the next one, then.
        extracts = list(admin.workbooks.filter(has_extracts=True))
        return raises(TSC.ServerResponseError, "429000", lambda: [admin.workbooks.refresh(item) for item in extracts])
    finally:
        please("renewQuota")
