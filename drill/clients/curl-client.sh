#!/bin/sh
# A client of the myITprocess API with curl and jq: prints id, status and title of every meeting, one a line.
# DEFECT names a mistake that it makes on purpose; without one it keeps every client rule.
set -eu
: "${MITP_BASE_URL:?}" "${MITP_API_KEY:?}"
defect="${DEFECT:-}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Seconds to wait, from the headers of a response.
retry_after() {
  value=$(sed -n 's/^[Rr]etry-[Aa]fter: *//p' "$1" | tr -d '\r')
  case "$value" in
  '') echo 1 ;;
  *[!0-9]*)
    left=$(($(date -d "$value" +%s) - $(date +%s)))
    if [ "$left" -lt 0 ]; then echo 0; else echo "$left"; fi
    ;;
  *) echo "$value" ;;
  esac
}

# One page into $work/body; fails where it cannot be had.
page() {
  attempt=0
  pause=1
  while :; do
    attempt=$((attempt + 1))
    url="$MITP_BASE_URL/meetings?page=$1&pageSize=100"
    [ "$defect" = key-in-query ] && url="$url&key=$MITP_API_KEY"
    [ "$defect" = trailing-name ] && url="$MITP_BASE_URL/meetings/list?page=$1"
    [ "$defect" = verbose ] && set -x
    status=$(printf 'header = "mitp-api-key: %s"\n' "$MITP_API_KEY" |
      curl -sS --max-time 15 -K - -o "$work/body" -D "$work/head" -w '%{http_code}' "$url") || status="failed: $status"
    { set +x; } 2>/dev/null
    case "$status" in
    200) return 0 ;;
    429)
      [ "$defect" = hammers-429 ] || sleep "$(retry_after "$work/head")"
      [ "$attempt" -lt 30 ] || return 1
      ;;
    5* | failed*)
      [ "$defect" = one-attempt-and-on ] && return 0
      [ "$attempt" -lt 4 ] || [ "$defect" = never-gives-up ] || { echo "page $1: $status" >&2; return 1; }
      [ "$defect" = no-sleep ] || sleep "$pause"
      pause=$((pause * 2))
      ;;
    *)
      [ "$defect" = ignores-status ] && return 0
      if [ "$defect" = tries-key-again ] && [ "$attempt" -lt 6 ]; then continue; fi
      echo "page $1: status $status" >&2
      return 1
      ;;
    esac
  done
}

number=1
rows=0
while :; do
  page "$number"
  if [ "$defect" = ignores-status ] || [ "$defect" = one-attempt-and-on ]; then
    jq -r '.items[]? | [.id, .status, .title] | @tsv' "$work/body" 2>/dev/null || true
    total=$(jq -r '.totalCount // 0' "$work/body" 2>/dev/null || echo 0)
    got=$(jq -r '.items // [] | length' "$work/body" 2>/dev/null || echo 0)
    [ "$defect" = one-attempt-and-on ] && [ "$number" -ge 2 ] && break
  else
    jq -r '.items[] | [.id, .status, .title] | @tsv' "$work/body"
    total=$(jq -r '.totalCount' "$work/body")
    got=$(jq -r '.items | length' "$work/body")
  fi
  rows=$((rows + got))
  [ "$defect" = first-hundred ] && break
  [ "$rows" -ge "$total" ] && break
  [ "$got" -eq 0 ] && break
  [ "$defect" = short-page-ends ] && [ "$got" -lt 100 ] && break
  number=$((number + 1))
done
[ "$defect" = empty-is-an-error ] && [ "$rows" -eq 0 ] && exit 3
exit 0
