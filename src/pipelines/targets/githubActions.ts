/** A workflow of GitHub Actions: the script with curl as a step, on a schedule and by hand. */
import { bullets, madeBy, rightsLines, tokenLines } from '../words';
import { refreshScript } from '../shell/refreshScript';
import type { Target } from '../target';

export const githubActions: Target = {
  id: 'githubActions',
  label: 'GitHub Actions',
  kinds: ['workbook', 'datasource', 'flow'],
  products: ['cloud', 'server'],
  generate(items, site) {
    const needs = bullets('# ', [
      [...tokenLines, ...rightsLines],
      'The repository secrets TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE.',
      `A runner that reaches ${site.server}; it brings bash, curl and jq.`,
    ]);
    const script = refreshScript(items, site)
      .trimEnd()
      .split('\n')
      .map((line) => (line === '' ? '' : `          ${line}`))
      .join('\n');
    const text = `# Refreshes what is listed at the end in Tableau, and ends when Tableau has finished.
#
# ${madeBy} What must exist:
${needs.join('\n')}
name: Refresh Tableau

on:
  workflow_dispatch:
  schedule:
    - cron: '0 6 * * *' # every day at 06:00 UTC

# A token has one session: two runs at once would end each other's.
concurrency:
  group: refresh-tableau
  cancel-in-progress: false

permissions: {}

jobs:
  refresh:
    runs-on: ubuntu-latest
    timeout-minutes: 250
    steps:
      - name: Refresh and wait
        shell: bash
        env:
          TABLEAU_TOKEN_NAME: \${{ secrets.TABLEAU_TOKEN_NAME }}
          TABLEAU_TOKEN_VALUE: \${{ secrets.TABLEAU_TOKEN_VALUE }}
        run: |
${script}
`;
    return { name: '.github/workflows/refresh-tableau.yml', language: 'yaml', text };
  },
};
