#!/usr/bin/env bash
# Refreshes what is listed at the end in Tableau, one after the other, and ends when Tableau has finished.
#
# Made by Vizport for Visual Studio Code. What must exist:
# - bash 4, and tabcmd 2: pip install tabcmd
# - A personal access token for this pipeline alone. A token has one session: whatever else
#   signs in with it ends the session of this pipeline. It also dies after 15 days without use.
#   Its user may refresh the items below, and may read jobs: site administrators may,
#   of others only some servers let the one who started a job read it.
# - TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE in the environment.
# tabcmd finds items by their names and projects: after a rename, change this file.
set -euo pipefail

server='https://10ax.online.tableau.com'
site='fernweh'
timeout_seconds=14400

die() { echo "$*" >&2; exit 1; }

[[ -n "${TABLEAU_TOKEN_NAME:-}" && -n "${TABLEAU_TOKEN_VALUE:-}" ]] ||
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
    if said=$(LC_ALL=C.UTF-8 LANGUAGE=en tabcmd refreshextracts "$@" --synchronous \
      --server "$server" --site "$site" --no-cookie --no-prompt \
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
# Finance/EMEA/Margin
refresh 'Margin' --workbook='Margin' --project='EMEA' --parent-project-path='Finance'
# Finance/O'Hara "50%" $ {{ x }} $(id) {{ y }} \ 🚀
refresh 'O'\''Hara "50%" $''{{ x }} $(id) {{ y }} \ 🚀' --datasource='O'\''Hara "50%" $''{{ x }} $(id) {{ y }} \ 🚀' --project='Finance'
if ((failures > 0)); then die "$failures of 2 failed"; fi
