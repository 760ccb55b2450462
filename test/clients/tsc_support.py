"""What the checks with tableauserverclient share: the server's facts, the lines to the test, sign-in, paging.

Reads one JSON object from the first line of standard input. Writes one JSON object a line: {"check", "passed",
"detail"} for each check, and {"please": word} when the server is to change its behaviour, which is done when a line
comes back; the line is "done", or what was asked for.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
import uuid
from datetime import datetime, timedelta, timezone

import tableauserverclient as TSC
from tableauserverclient.server.endpoint import exceptions

config = json.loads(sys.stdin.readline())
SITE = config["site"]
CLOUD = config["cloud"]
MINOR = config["minor"]
UNKNOWN = "00000000-1111-4222-8333-444455556666"


def tell(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def please(word):
    tell({"please": word})
    return sys.stdin.readline().strip()


class NotHere(Exception):
    """The release of the server, or this client for it, has no such thing: nothing is checked."""


def not_before(minor):
    if MINOR < minor:
        raise NotHere(f"not before 3.{minor}")


def attempt(function):
    """How it went, in the words of the line to the test."""
    try:
        detail = function()
        return {"passed": True, "detail": "" if detail is None else str(detail)}
    except NotHere as absence:
        return {"applies": False, "passed": True, "detail": str(absence)}
    except Exception as error:  # A check must not stop the ones after it; what went wrong is its result.
        return {"passed": False, "detail": f"{type(error).__name__}: {error}"}


def check(name):
    """Runs the decorated function at once, and once more where it went wrong, and tells how it went."""

    def run(function):
        first = attempt(function)
        second = attempt(function) if first["passed"] is False else None
        if second is not None and second["passed"]:
            second["detail"] = f"PASSED ONLY AT THE SECOND TRY: {first['detail']}"
        tell({"check": name, **(second or first)})
        return function

    return run


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def raises(kind, code, call):
    """The client's own exception of that class, with Tableau's code where it has one."""
    try:
        call()
    except kind as error:
        if code is not None:
            expect(str(error.code) == code, f"code {error.code} instead of {code}")
        return f"{type(error).__name__} {code or ''}".strip()
    raise AssertionError(f"nothing was raised instead of {kind.__name__}")


def new_server():
    server = TSC.Server(config["url"])
    server.use_server_version()
    return server


def pat(which):
    token = config[which]
    return TSC.PersonalAccessTokenAuth(token["name"], token["secret"], site_id=SITE)


def password(which):
    given = config["password" if which == "personalAccessToken" else "administratorPassword"]
    return TSC.TableauAuth(given["username"], given["password"], site_id=SITE)


def signed_in(which):
    """By personal access token; by password where the release has no tokens yet."""
    server = new_server()
    server.auth.sign_in(pat(which) if MINOR >= 6 else password(which))
    return server


def part(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def jwt(scopes, lifetime=300, secret=None):
    app = {**config["connectedApp"], **(secret or {})}
    header = {"alg": "HS256", "typ": "JWT", "kid": app["secretId"], "iss": app["clientId"]}
    claims = {
        "iss": app["clientId"],
        "sub": app["username"],
        "aud": "tableau",
        "jti": str(uuid.uuid4()),
        "exp": int(time.time()) + lifetime,
        "scp": scopes,
    }
    signed = f"{part(json.dumps(header).encode())}.{part(json.dumps(claims).encode())}"
    signature = hmac.new(app["secretValue"].encode(), signed.encode(), hashlib.sha256).digest()
    return TSC.JWTAuth(f"{signed}.{part(signature)}", site_id=SITE)


def options(page_size=None, page_number=None):
    request = TSC.RequestOptions()
    if page_size is not None:
        request.pagesize = page_size
    if page_number is not None:
        request.pagenumber = page_number
    return request


def whole(endpoint, page_size=7):
    """Every item, in small pages; each once."""
    items = list(TSC.Pager(endpoint, options(page_size)))
    ids = {item.id for item in items}
    expect(len(ids) == len(items), "an item came twice")
    expect(len(items) > 0, "nothing is listed")
    return items


OPERATOR = TSC.RequestOptions.Operator
DIRECTION = TSC.RequestOptions.Direction
