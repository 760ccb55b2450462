# Needs curl, jq, and a personal access token in TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE. Use a token of its own: signing
# in ends the session that anything else has with it.
server='https://10ax.online.tableau.com'
api=$(curl -sS "$server/api/2.4/serverinfo" -H 'Accept: application/json' | jq -r .serverInfo.restApiVersion)
session=$(jq -n --arg site 'fernweh' '{credentials: {personalAccessTokenName: env.TABLEAU_TOKEN_NAME, personalAccessTokenSecret: env.TABLEAU_TOKEN_VALUE, site: {contentUrl: $site}}}' |
  curl -sS "$server/api/$api/auth/signin" --data @- -H 'Accept: application/json' -H 'Content-Type: application/json')
ask() {
  curl -sS "$server/api/$api/sites/$(jq -r .credentials.site.id <<<"$session")/$1" -H 'Accept: application/json' \
    -H @<(printf 'X-Tableau-Auth: %s' "$(jq -r .credentials.token <<<"$session")")
}
# Margin
ask 'workbooks/1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11' | jq .
# Margin
ask 'views/1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11' | jq .
# Margin
ask 'datasources/1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11' | jq .
# Margin
ask 'flows/1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11' | jq .
# Margin
ask 'projects?pageSize=1000' | jq --arg luid '1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11' '.projects.project[] | select(.id == $luid)'
# Margin
ask 'customviews/1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11' | jq .
