"""The ways in that the journey of the day does not take, by tableauserverclient."""

import tableauserverclient as TSC

from tsc_support import CLOUD, MINOR, SITE, UNKNOWN, check, config, expect, jwt, new_server, not_before, pat, please, raises, signed_in


@check("sign in with the second secret of the connected app, also when the first is disabled")
def _():
    not_before(17)
    scopes = ["tableau:content:read"]
    please("disableFirstSecret")
    try:
        server = new_server()
        server.auth.sign_in(jwt(scopes, secret=config["secondSecret"]))
        expect(len(server.workbooks.get()[0]) > 0, "nothing is listed")
        return raises(TSC.FailedSignInError, "401001", lambda: new_server().auth.sign_in(jwt(scopes)))
    finally:
        please("enableFirstSecret")


@check("sign in with a JWT of an authorization server that the site trusts")
def _():
    not_before(17)
    server = new_server()
    server.auth.sign_in(TSC.JWTAuth(please("trustJwt"), site_id=SITE))
    expect(server.workbooks.get()[1].total_available > 0, "nothing is listed")


@check("sign in with a unified access token, on Cloud alone")
def _():
    server = new_server()
    if not CLOUD:
        bad = TSC.JWTAuth("e30.e30.e30", isUat=True, site_id=SITE)
        return raises(TSC.FailedSignInError, "401001", lambda: server.auth.sign_in(bad))
    server.auth.sign_in(TSC.JWTAuth(please("unifiedJwt"), isUat=True, site_id=SITE))
    expect(server.workbooks.get()[1].total_available > 0, "nothing is listed")


@check("sign in as somebody else, on Server alone")
def _():
    given = config["administratorPassword"]
    other = config["userLuid"]
    as_other = TSC.TableauAuth(given["username"], given["password"], site_id=SITE, user_id_to_impersonate=other)
    server = new_server()
    if CLOUD:
        return raises(TSC.FailedSignInError, "401001", lambda: server.auth.sign_in(as_other))
    server.auth.sign_in(as_other)
    expect(server.user_id == other, "somebody else than wished")
    token = config["administrator"]
    by_token = TSC.PersonalAccessTokenAuth(token["name"], token["secret"], SITE, user_id_to_impersonate=other)
    if MINOR < 11:
        return raises(TSC.FailedSignInError, "401001", lambda: new_server().auth.sign_in(by_token))
    server.auth.sign_in(by_token)
    expect(server.user_id == other, "somebody else than wished")


@check("sign in as a user that is not there is told 401001")
def _():
    given = config["administratorPassword"]
    nobody = TSC.TableauAuth(given["username"], given["password"], SITE, user_id_to_impersonate=UNKNOWN)
    return raises(TSC.FailedSignInError, "401001", lambda: new_server().auth.sign_in(nobody))


@check("a token that has expired is told 401001")
def _():
    please("expireToken")
    try:
        return raises(TSC.FailedSignInError, "401001", lambda: new_server().auth.sign_in(pat("personalAccessToken")))
    finally:
        please("renewToken")


@check("the sites of a Server are told to its administrator alone")
def _():
    server = signed_in("administrator")
    if CLOUD:
        return raises(TSC.ServerResponseError, "403069", lambda: server.sites.get())
    sites, page = server.sites.get()
    expect(page.total_available == len(sites) == 3, f"{len(sites)} sites")
    expect(server.sites.get_by_id(server.site_id).content_url == SITE, "another site")
    user = signed_in("personalAccessToken")
    return raises(TSC.ServerResponseError, "403069", lambda: user.sites.get())
