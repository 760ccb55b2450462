/** The bash that refreshes with curl and jq: the script by itself, and the step of a GitHub workflow. */
import { bashWord } from '../quote';
import type { PipelineItem, PipelineSite } from '../target';
import { pathComment } from '../words';

/** Without the first line and the header's comments, which each file has of its own. */
export function refreshScript(items: readonly PipelineItem[], site: PipelineSite): string {
  const calls = items.flatMap((item) => [
    `# ${pathComment(item)}`,
    `start ${item.kind} ${bashWord(item.luid)} ${bashWord(item.name)}`,
  ]);
  return `set -euo pipefail

server=${bashWord(site.server)}
site=${bashWord(site.contentUrl)}
timeout_seconds=14400

die() { echo "$*" >&2; exit 1; }

command -v jq >/dev/null || die 'jq must be installed'
[[ -n "\${TABLEAU_TOKEN_NAME:-}" && -n "\${TABLEAU_TOKEN_VALUE:-}" ]] ||
  die 'Set TABLEAU_TOKEN_NAME and TABLEAU_TOKEN_VALUE in the environment'

# Secrets go to curl by standard input or a file descriptor, never as arguments that others may list.
sign_in() {
  local signed_in
  signed_in=$(jq -n --arg site "$site" '{credentials: {
      personalAccessTokenName: env.TABLEAU_TOKEN_NAME,
      personalAccessTokenSecret: env.TABLEAU_TOKEN_VALUE,
      site: {contentUrl: $site}}}' |
    curl -sS -X POST "$server/api/$api/auth/signin" --data @- \\
      -H 'Accept: application/json' -H 'Content-Type: application/json') ||
    die "$server cannot be reached"
  token=$(jq -er .credentials.token <<<"$signed_in") ||
    die "Tableau refused the personal access token: $(explain "$signed_in")"
  base="$server/api/$api/sites/$(jq -r .credentials.site.id <<<"$signed_in")"
}

explain() { jq -r '.error | "\\(.code) \\(.summary): \\(.detail)"' <<<"$1" 2>/dev/null || echo "$1"; }

# ask METHOD PATH [BODY]: leaves what came in $answer and $status; signs in again where the session is over. What a new
# session may not ask either is refused to this user: then, and later, signing in does not help.
refused=''
sign_ins_left=10
ask() {
  local turn what="$1 \${2%%\\?*}"
  what=\${what/\\/*/\\/}
  for turn in 1 2; do
    answer=$(curl -sS -X "$1" "$base/$2" \${3:+--data "$3"} -w '\\n%{http_code}' \\
      -H 'Accept: application/json' -H 'Content-Type: application/json' \\
      -H @<(printf 'X-Tableau-Auth: %s' "$token")) || answer=$'\\n000'
    status=\${answer##*$'\\n'}
    answer=\${answer%$'\\n'*}
    [[ $status == 401 && $refused != *"|$what|"* ]] || return 0
    if ((turn == 2)); then
      refused+="|$what|"
      return 0
    fi
    ((sign_ins_left-- > 0)) || die 'The session ended ten times: something else signs in with the same token'
    echo 'The session is over: signing in again'
    sign_in
  done
}

jobs=()
names=()
failures=0
fail() {
  echo "$*" >&2
  failures=$((failures + 1))
}

# start KIND LUID NAME: starts the refresh, or finds the job that is under way already.
start() {
  local kind=$1 luid=$2 name=$3 job tries
  for tries in {1..20}; do
    case $kind in
      flow) ask POST "flows/$luid/run" '{}' ;;
      *) ask POST "\${kind}s/$luid/refresh" '{}' ;;
    esac
    if [[ $status == 20? ]]; then
      job=$(jq -er .job.id <<<"$answer")
      echo "$name: started as job $job"
    elif [[ $(jq -r '.error.code' <<<"$answer" 2>/dev/null) =~ ^(409093|403102)$ ]]; then
      find_job_under_way "$luid"
      if [[ $status == 4?? ]]; then
        fail "$name: already queued, says Tableau, but $(why_not 'its job cannot be looked for')"
        return 0
      fi
      [[ -z $job ]] || echo "$name: already queued, following job $job"
    else
      fail "$name: $(explain "$answer")"
      return 0
    fi
    if [[ -n $job ]]; then
      jobs+=("$job")
      names+=("$name")
      return 0
    fi
    # It ended just now, or is not in the list yet.
    echo "$name: already queued, says Tableau, but its job is not to be found; trying again in 15 seconds"
    sleep 15
  done
  fail "$name: already queued, says Tableau, but no job of it can be found"
}

# why_not SENTENCE: why something about jobs was refused; the sentence where it is not for lack of rights.
why_not() {
  case $status in
    401 | 403) echo "this user may not read jobs ($(explain "$answer"))" ;;
    *) echo "$1 ($(explain "$answer"))" ;;
  esac
}

# find_job_under_way LUID: leaves it in $job. The list does not say what a job is about, so each one is asked.
# A refusal ends it, and is left in $status.
find_job_under_way() {
  local state id
  job=''
  for state in InProgress Pending; do
    ask GET "jobs?filter=status:eq:$state&sort=createdAt:desc"
    [[ $status != 4?? ]] || return 0
    for id in $(jq -r '.backgroundJobs.backgroundJob // [] | if type == "array" then .[] else . end | .id' <<<"$answer"); do
      ask GET "jobs/$id"
      [[ $status != 4?? ]] || return 0
      if jq -e --arg luid "$1" '[.job | .. | objects | .id?] | index($luid)' <<<"$answer" >/dev/null; then
        job=$id
        return 0
      fi
    done
  done
}

# wait_for JOB NAME: that a look at the job fails does not mean that the job has.
wait_for() {
  local give_up=$((SECONDS + timeout_seconds)) pause=1 failed_looks=0
  while :; do
    ask GET "jobs/$1"
    if [[ $status == 4?? ]]; then
      fail "$2: job $1 was started, but $(why_not 'it cannot be read'): how it ends is to be seen in Tableau"
      return 0
    elif [[ $status != 200 ]]; then
      failed_looks=$((failed_looks + 1))
      ((failed_looks <= 10)) || die "$server cannot be reached"
    else
      failed_looks=0
      if jq -e .job.completedAt <<<"$answer" >/dev/null; then break; fi
    fi
    if ((SECONDS > give_up)); then
      fail "$2: is not finished after $timeout_seconds seconds; its job $1 goes on"
      return 0
    fi
    sleep "$pause"
    pause=$((pause < 20 ? pause * 2 : 30))
  done
  case $(jq -r .job.finishCode <<<"$answer") in
    0 | 3) echo "$2: refreshed" ;; # 3: done by Tableau Bridge
    2) fail "$2: was cancelled" ;;
    *) fail "$2: failed. $(jq -r '.job.extractRefreshJob.notes // ""' <<<"$answer")" ;;
  esac
}

api=$(curl -sS "$server/api/2.4/serverinfo" -H 'Accept: application/json' | jq -er .serverInfo.restApiVersion) ||
  die "$server does not answer as a Tableau server"
sign_in

${calls.join('\n')}

for n in "\${!jobs[@]}"; do wait_for "\${jobs[n]}" "\${names[n]}"; done
if ((failures > 0)); then die "$failures of ${items.length} failed"; fi
`;
}
