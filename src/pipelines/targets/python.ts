/** Python with tableauserverclient: a script for cron, a container or a build. */
import { follow, followImports } from '../python/follow';
import { inComment, pythonString } from '../quote';
import type { Target } from '../target';
import { bullets, madeBy, pathComment, rightsLines, tokenLines } from '../words';

export const python: Target = {
  id: 'python',
  label: 'Python (tableauserverclient)',
  kinds: ['workbook', 'datasource', 'flow'],
  products: ['cloud', 'server'],
  generate(items, site) {
    const rows = items.flatMap((item) => [
      `    # ${pathComment(item)}`,
      `    (${pythonString(item.kind)}, ${pythonString(item.luid)}, ${pythonString(item.name)}),`,
    ]);
    const needs = bullets('', [
      'Python 3.9 or newer, with: pip install tableauserverclient',
      [...tokenLines, ...rightsLines],
      'TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE in the environment.',
    ]);
    const text = `"""Refreshes what is listed below in Tableau, and ends when Tableau has finished.

${madeBy} What must exist:
${needs.join('\n')}
"""

import os
import sys
${followImports}

SERVER = ${pythonString(site.server)}
SITE = ${pythonString(site.contentUrl)}  # ${site.contentUrl === '' ? 'the default site' : inComment(`as in ${site.server}/#/site/…`)}
ITEMS = [
${rows.join('\n')}
]
TIMEOUT = timedelta(hours=4)


${follow}


def sign_in():
    try:
        name, value = os.environ["TABLEAU_TOKEN_NAME"], os.environ["TABLEAU_TOKEN_VALUE"]
    except KeyError as missing:
        sys.exit(f"Set {missing} in the environment")
    server = TSC.Server(SERVER)
    server.use_server_version()
    server.auth.sign_in(TSC.PersonalAccessTokenAuth(name, value, site_id=SITE))
    return server


def main():
    try:
        failures = refresh_all(Tableau(sign_in))
    except TSC.NotSignedInError as error:
        sys.exit(f"Tableau refused the personal access token: {error}")
    if failures:
        sys.exit("\\n".join(failures))


def refresh_all(tableau):
    """All are started first, and then waited for; what went wrong, one sentence for each."""
    jobs, failures = [], []
    for kind, luid, name in ITEMS:
        try:
            jobs.append((start(tableau, kind, luid, name), name))
        except RefreshFailed as error:
            failures.append(str(error))
    for job_id, name in jobs:
        try:
            wait_for(tableau, job_id, name, TIMEOUT)
        except RefreshFailed as error:
            failures.append(str(error))
    return failures


if __name__ == "__main__":
    main()
`;
    return { name: 'refresh_tableau.py', language: 'python', text };
  },
};
