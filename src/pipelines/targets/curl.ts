/** curl in a bash script. */
import { refreshScript } from '../shell/refreshScript';
import type { Target } from '../target';
import { bullets, madeBy, rightsLines, tokenLines } from '../words';

export const curl: Target = {
  id: 'curl',
  label: 'curl (bash)',
  kinds: ['workbook', 'datasource', 'flow'],
  products: ['cloud', 'server'],
  generate(items, site) {
    const needs = bullets('# ', [
      'bash 4, curl 7.55 and jq 1.5, or newer.',
      [...tokenLines, ...rightsLines],
      'TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE in the environment.',
    ]);
    const text = `#!/usr/bin/env bash
# Refreshes what is listed at the end in Tableau, and ends when Tableau has finished.
#
# ${madeBy} What must exist:
${needs.join('\n')}
${refreshScript(items, site)}`;
    return { name: 'refresh_tableau.sh', language: 'shellscript', text };
  },
};
