/** tabcmd 2 in a bash script. */
import { bashWord } from '../quote';
import type { PipelineItem, Target } from '../target';
import { bullets, madeBy, pathComment, rightsLines, tokenLines } from '../words';

export const tabcmd: Target = {
  id: 'tabcmd',
  label: 'tabcmd',
  // It has no command that runs a flow.
  kinds: ['workbook', 'datasource'],
  products: ['cloud', 'server'],
  generate(items, site) {
    const needs = bullets('# ', [
      'bash 4, and tabcmd 2: pip install tabcmd',
      [...tokenLines, ...rightsLines],
      'TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE in the environment.',
    ]);
    const calls = items.flatMap((item) => [
      `# ${pathComment(item)}`,
      `refresh ${bashWord(item.name)} ${wordsFor(item).join(' ')}`,
    ]);
    const text = `#!/usr/bin/env bash
# Refreshes what is listed at the end in Tableau, one after the other, and ends when Tableau has finished.
#
# ${madeBy} What must exist:
${needs.join('\n')}
# tabcmd finds items by their names and projects: after a rename, change this file.
set -euo pipefail

server=${bashWord(site.server)}
site=${bashWord(site.contentUrl)}
timeout_seconds=14400

die() { echo "$*" >&2; exit 1; }

[[ -n "\${TABLEAU_TOKEN_NAME:-}" && -n "\${TABLEAU_TOKEN_VALUE:-}" ]] ||
  die 'Set TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE in the environment'

# tabcmd reads the token from a file that only this user can read and that goes with this script.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '%s' "$TABLEAU_TOKEN_VALUE" >"$folder/token"

# refresh NAME WORD…: waits for the job. tabcmd can follow only a job that it has started itself, so while another refresh of
# the item is queued (409093), and after a session that ended in mid-wait, it tries again until Tableau lets it start one.
refresh() {
  local name=$1 give_up=$((SECONDS + timeout_seconds)) began said why young=0
  shift
  while :; do
    began=$SECONDS why=''
    if said=$(LC_ALL=C.UTF-8 LANGUAGE=en tabcmd refreshextracts "$@" --synchronous \\
      --server "$server" --site "$site" --no-cookie --no-prompt \\
      --token-name "$TABLEAU_TOKEN_NAME" --token-file "$folder/token" 2>&1); then
      echo "$name: refreshed"
      return 0
    fi
    case $said in
      *409093* | *'already queued'* | *"'NoneType' object has no attribute 'id'"*)
        echo "$name: already queued, waiting for it" ;;
      *401002* | *'session has expired'*)
        # In its first minute a session ends by an accident at most: the second time it is this user who is refused.
        if ((SECONDS - began < 60 && ++young > 1)); then
          why='was started, but this user may not read jobs: how it ends is to be seen in Tableau'
        else
          echo "$name: the session is over, signing in again"
        fi
        ;;
      *'Job queued'*403???:*)
        why='was started, but this user may not read jobs: how it ends is to be seen in Tableau' ;;
      *) why='failed' ;;
    esac
    if [[ -n $why ]]; then
      echo "$said" >&2
      echo "$name: $why" >&2
      failures=$((failures + 1))
      return 0
    fi
    ((SECONDS < give_up)) || die "$name: is not finished after $timeout_seconds seconds"
    sleep 15
  done
}

failures=0
${calls.join('\n')}
if ((failures > 0)); then die "$failures of ${items.length} failed"; fi
`;
    return { name: 'refresh_tableau_tabcmd.sh', language: 'shellscript', text };
  },
};

function wordsFor(item: PipelineItem): readonly string[] {
  const project = item.projects.at(-1);
  const parents = item.projects.slice(0, -1);
  return [
    // With =, because a name may begin with a dash.
    `--${item.kind}=${bashWord(item.name)}`,
    ...(project === undefined ? [] : [`--project=${bashWord(project)}`]),
    ...(parents.length === 0 ? [] : [`--parent-project-path=${bashWord(parents.join('/'))}`]),
  ];
}
