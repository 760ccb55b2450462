"""Every listing by tableauserverclient: pages, filters, order and fields, and each item by its id."""

import tableauserverclient as TSC

from tsc_support import CLOUD, DIRECTION, OPERATOR, check, expect, not_before, options, signed_in, whole

admin = signed_in("administrator")


def pages(read, size):
    """All of a list in pages of this size, each item once; and how many pages that were."""
    asked = []

    def get(request):
        items, page = read(request)
        asked.append(page.page_number)
        expect(len(items) <= size and page.page_size == size, f"{len(items)} items of {page.page_size}")
        return items, page

    found = list(TSC.Pager(get, options(size)))
    expect(len({item.id for item in found}) == len(found) > 0, f"{len(found)} items")
    expect(asked == list(range(1, len(asked) + 1)), asked)
    return found, len(asked)


def filtered(field, operator, value):
    request = options(100)
    request.filter.add(TSC.Filter(field, operator, value))
    return request


LISTS = {
    "groups": (lambda request: admin.groups.get(request), 0),
    "jobs": (lambda request: admin.jobs.get(req_options=request), 1),
    "custom views": (lambda request: admin.custom_views.get(request), 18),
    "virtual connections": (lambda request: admin.virtual_connections.get(request), 18),
}

for name, (read, since) in LISTS.items():

    @check(f"{name}: page after page")
    def _():
        not_before(since)
        found, count = pages(read, 2)
        expect(count == (len(found) + 1) // 2, f"{count} pages for {len(found)}")
        return f"{len(found)} in {count} pages"


@check("views of a workbook, users of a group: their own lists")
def _():
    group = admin.groups.get()[0][0]
    admin.groups.populate_users(group, options(1))
    expect(len({user.id for user in group.users}) > 0, "nobody")
    item = whole(admin.workbooks, 100)[0]
    admin.workbooks.populate_views(item)
    expect({view.workbook_id for view in whole(admin.views, 100)} >= {item.id}, "the site's views name no workbook")


KINDS = ["projects", "workbooks", "views", "datasources", "flows"]

for kind in KINDS:

    @check(f"{kind}: id and name alone, and all fields")
    def _():
        endpoint = getattr(admin, kind)
        # This client makes no flow without its project.
        wanted = ["id", "name"] + (["project.id"] if kind == "flows" else [])
        few = list(endpoint.all().only_fields(*wanted))
        expect(len(few) > 0 and all(item.id and item.name for item in few), "no name")
        left = "content_permissions" if kind == "projects" else "owner_id"
        expect(all(getattr(item, left, None) is None for item in few), f"{left} was not asked for")
        request = options(100)
        request.all_fields = True
        every = endpoint.get(request)[0]
        expect(any(item.owner_id for item in every), "no owner among all fields")


for kind in KINDS[1:]:

    @check(f"{kind}: in the order of their creation, both ways")
    def _():
        endpoint = getattr(admin, kind)

        def by(direction):
            request = options(1000)
            request.sort.add(TSC.Sort("createdAt", direction))
            return [item.created_at for item in endpoint.get(request)[0]]

        up, down = by(DIRECTION.Asc), by(DIRECTION.Desc)
        expect(up == sorted(up) and down == sorted(down, reverse=True), "not in order")
        expect(sorted(up) == sorted(down) and up[0] < up[-1], "not the same items")

    @check(f"{kind}: filters by time, and by time and name at once")
    def _():
        endpoint = getattr(admin, kind)
        every = whole(endpoint, 100)
        middle = sorted(item.created_at for item in every)[len(every) // 2]
        request = options(1000)
        request.filter.add(
            TSC.Filter("createdAt", OPERATOR.GreaterThan, middle.strftime("%Y-%m-%dT%H:%M:%SZ"))
        )
        later = {item.id for item in endpoint.get(request)[0]}
        expect(later == {item.id for item in every if item.created_at > middle}, f"{len(later)} later ones")
        one = next(item for item in every if item.created_at > middle and not set(item.name) & set(",&:"))
        request.filter.add(TSC.Filter("name", OPERATOR.Equals, one.name))
        both = endpoint.get(request)[0]
        expect(one.id in [item.id for item in both] and {item.name for item in both} == {one.name}, "not both filters")
        return f"{len(later)} of {len(every)}"


@check("users and groups: by name, and users by role")
def _():
    names = [item.name for item in whole(admin.users, 100)]
    found = admin.users.get(filtered("name", OPERATOR.Equals, names[0]))[0]
    expect([item.name for item in found] == [names[0]], found)
    role = whole(admin.users, 100)[0].site_role
    roles = {item.site_role for item in admin.users.get(filtered("siteRole", OPERATOR.Equals, role))[0]}
    expect(roles == {role}, roles)
    group = admin.groups.get()[0][0].name
    expect([item.name for item in admin.groups.get(filtered("name", OPERATOR.Equals, group))[0]] == [group], group)


@check("users and groups: in the order of their names, both ways, and names of users alone")
def _():
    for endpoint in (admin.users, admin.groups):

        def by(direction):
            request = options(1000)
            request.sort.add(TSC.Sort("name", direction))
            return [item.name for item in endpoint.get(request)[0]]

        up, down = by(DIRECTION.Asc), by(DIRECTION.Desc)
        expect(len(up) > 1 and up == list(reversed(down)), f"{up} and {down}")
    few = list(admin.users.all().only_fields("id", "name"))
    expect(len(few) > 1 and all(item.name and item.site_role is None for item in few), "the role was not asked for")


@check("jobs: in the order of their creation, both ways, and of one kind")
def _():
    def by(direction):
        request = options(1000)
        request.sort.add(TSC.Sort("createdAt", direction))
        return [job.created_at for job in admin.jobs.get(req_options=request)[0]]

    up, down = by(DIRECTION.Asc), by(DIRECTION.Desc)
    expect(up == sorted(up) and down == sorted(down, reverse=True) and up[0] < up[-1], "not in order")
    kinds = {job.type for job in admin.jobs.get(req_options=filtered("jobType", OPERATOR.Equals, "refresh_extracts"))[0]}
    expect(kinds == {"refresh_extracts"}, kinds)


@check("projects: of a time, and in the order of their names, both ways")
def _():
    every = {item.id for item in whole(admin.projects, 100)}
    # This client makes nothing of the time when a project was made.
    for moment, wanted in (("1990-01-01T00:00:00Z", every), ("2190-01-01T00:00:00Z", set())):
        request = filtered("createdAt", OPERATOR.GreaterThan, moment)
        request.pagesize = 1000
        found = {item.id for item in admin.projects.get(request)[0]}
        expect(found == wanted, f"{len(found)} since {moment}")

    def by(direction):
        request = options(1000)
        request.sort.add(TSC.Sort("name", direction))
        return [item.name for item in admin.projects.get(request)[0]]

    up, down = by(DIRECTION.Asc), by(DIRECTION.Desc)
    expect(up == list(reversed(down)) and up[0] != up[-1], "not in order")


@check("custom views and virtual connections: of one owner, of one name, and what they connect to")
def _():
    not_before(18)
    views = whole(admin.custom_views, 100)
    owner = views[0].owner.id
    found = admin.custom_views.get(filtered("ownerId", OPERATOR.Equals, owner))[0]
    expect({item.id for item in found} == {item.id for item in views if item.owner.id == owner}, "another owner's")
    connections = whole(admin.virtual_connections, 100)
    name = connections[0].name
    found = admin.virtual_connections.get(filtered("name", OPERATOR.Equals, name))[0]
    expect({item.name for item in found} == {name}, found)
    admin.virtual_connections.populate_connections(connections[0])
    made = list(connections[0].connections)
    expect(len(made) > 0 and all(each.id and each.server_address for each in made), made)
    return f"{len(made)} connections"


@check("jobs: by their state")
def _():
    done = admin.jobs.get(req_options=filtered("status", OPERATOR.Equals, "Success"))[0]
    expect(len(done) > 0 and {job.status for job in done} == {"Success"}, {job.status for job in done})


@check("tagged workbooks alone")
def _():
    tagged = next((item for item in whole(admin.workbooks, 100) if item.tags), None)
    expect(tagged is not None, "no workbook has a tag")
    tag = sorted(tagged.tags)[0]
    found = admin.workbooks.get(filtered("tags", OPERATOR.Equals, tag))[0]
    expect(tagged.id in [item.id for item in found] and all(tag in item.tags for item in found), tag)


@check("each item by its id is what the list says of it")
def _():
    for kind in ["workbooks", "views", "datasources", "flows"]:
        endpoint = getattr(admin, kind)
        for listed in whole(endpoint, 100)[:3]:
            one = endpoint.get_by_id(listed.id)
            expect((one.name, one.owner_id) == (listed.name, listed.owner_id), f"{kind}: {one.name}")
    return "Cloud" if CLOUD else "Server"
