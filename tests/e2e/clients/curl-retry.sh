#!/bin/sh
# curl's own retries, lines in a file. DEFECT names a mistake; without one it keeps every rule.
set -u
defect=${DEFECT:-}
options='-sS -G --max-time 10 --retry 4 --retry-max-time 40'
[ "$defect" = any-status ] || options="$options -f"
[ "$defect" = verbose ] && options="$options -v"
[ "$defect" = all-errors ] && options="$options --retry-all-errors"
body=$(mktemp)
trap 'rm -f "$body"' EXIT

fetch() {
  printf 'mitp-api-key: %s' "$MITP_API_KEY" |
    curl $options -H @- --data-urlencode "page=$page" --data-urlencode 'pageSize=100' $more -o "$body" "$MITP_BASE_URL/users"
}

: > "$OUT.part"
page=1 rows=0 more=''
[ "$defect" = key-in-url ] && more="--data-urlencode key=$MITP_API_KEY"
while :; do
  # curl's retries leave out what breaks on the way: cut off, empty, reset.
  for pause in 1 2 4 stop; do
    fetch && break
    code=$?
    case $code in 18 | 52 | 56) [ $pause = stop ] || { sleep $pause && continue; } ;; esac
    [ "$defect" = ends-well ] && exit 0
    exit $code
  done
  jq -r '.items[] | [.id, .firstName, .lastName] | @tsv' "$body" >> "$OUT.part" || [ "$defect" = any-status ] || exit 1
  rows=$((rows + $(jq '.items | length' "$body")))
  total=$(jq '.totalCount // 0' "$body")
  [ "$rows" -ge "$total" ] || [ "$defect" = first-page ] && break
  page=$((page + 1))
done
mv "$OUT.part" "$OUT"
echo "$rows users"
