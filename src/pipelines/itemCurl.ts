/** Copy as curl: the commands that read one item of any kind through REST, to be pasted into a shell. */
import { bashWord, inComment } from './quote';

/** What REST calls an item; every kind that has a LUID. */
export interface CurlItem {
  readonly kind: string;
  readonly luid: string;
  readonly name: string;
  readonly site: { readonly server: string; readonly contentUrl: string };
}

const paths: Readonly<Record<string, string>> = {
  workbook: 'workbooks/LUID',
  view: 'views/LUID',
  datasource: 'datasources/LUID',
  flow: 'flows/LUID',
  customView: 'customviews/LUID',
  virtualConnection: 'virtualconnections/LUID',
};

/** Of projects REST has a list only: the one is taken out of it. */
function reading(item: CurlItem): string {
  const path = paths[item.kind];
  if (path !== undefined)
    return `ask ${bashWord(path.replace('LUID', encodeURIComponent(item.luid)))} | jq .`;
  return `ask 'projects?pageSize=1000' | jq --arg luid ${bashWord(item.luid)} '.projects.project[] | select(.id == $luid)'`;
}

export function itemCurl(items: readonly CurlItem[]): string {
  const bySite = new Map<string, CurlItem[]>();
  for (const item of items) {
    const key = `${item.site.server} ${item.site.contentUrl}`;
    bySite.set(key, [...(bySite.get(key) ?? []), item]);
  }
  return [...bySite.values()].map(forSite).join('\n');
}

function forSite(items: readonly CurlItem[]): string {
  const [first] = items;
  if (first === undefined) return '';
  const { server, contentUrl } = first.site;
  return `# Needs curl, jq, and a personal access token in TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE. Use a token of its own: signing
# in ends the session that anything else has with it.
server=${bashWord(server)}
api=$(curl -sS "$server/api/2.4/serverinfo" -H 'Accept: application/json' | jq -r .serverInfo.restApiVersion)
session=$(jq -n --arg site ${bashWord(contentUrl)} '{credentials: {personalAccessTokenName: env.TABLEAU_TOKEN_NAME, personalAccessTokenSecret: env.TABLEAU_TOKEN_VALUE, site: {contentUrl: $site}}}' |
  curl -sS "$server/api/$api/auth/signin" --data @- -H 'Accept: application/json' -H 'Content-Type: application/json')
ask() {
  curl -sS "$server/api/$api/sites/$(jq -r .credentials.site.id <<<"$session")/$1" -H 'Accept: application/json' \\
    -H @<(printf 'X-Tableau-Auth: %s' "$(jq -r .credentials.token <<<"$session")")
}
${items.map((item) => `# ${inComment(item.name)}\n${reading(item)}`).join('\n')}
`;
}
