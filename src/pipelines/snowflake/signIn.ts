/** How both handlers sign in: by the secrets that Snowflake hands to the procedure. */

export const signIn = `def sign_in_to(host, site):
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

    return sign_in`;
