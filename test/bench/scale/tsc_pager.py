"""tableauserverclient's pager over all workbooks and views, timed. Argument: how the server is reached, as JSON."""

import json
import sys
import time

import tableauserverclient as tsc

reached = json.loads(sys.argv[1])
server = tsc.Server(reached["url"])
server.use_server_version()
auth = tsc.PersonalAccessTokenAuth(reached["name"], reached["secret"], site_id=reached["site"])
with server.auth.sign_in(auth):
    options = tsc.RequestOptions(pagesize=1000)
    began = time.perf_counter()
    thousand = None
    for count, _ in enumerate(tsc.Pager(server.workbooks, options), start=1):
        if count == 1000:
            thousand = time.perf_counter() - began
    for _ in tsc.Pager(server.views, tsc.RequestOptions(pagesize=1000)):
        pass
    took = time.perf_counter() - began
print(json.dumps({"thousandRows": (thousand or took) * 1000, "all": took * 1000}))
