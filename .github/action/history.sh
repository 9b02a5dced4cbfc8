#!/usr/bin/env bash
# Keeps the history of runs on a branch of the caller's repository: a folder for each job and target, a file for each run.
# Usage: history.sh restore|save. Inputs: BRANCH, HISTORY_DIR, HISTORY_KEY. Saving needs the permission `contents: write`.
set -euo pipefail

if ! git check-ref-format "refs/heads/$BRANCH"; then
  echo "::error title=myitprocess-contract::history is cache, none, or the name of a branch."
  exit 2
fi

# The branch as it is now, in FETCH_HEAD; false where there is none yet.
fetched() { git fetch --quiet --depth 1 origin "refs/heads/$BRANCH" 2> /dev/null; }

case "$1" in
  restore)
    if fetched && git cat-file -e "FETCH_HEAD:$HISTORY_KEY" 2> /dev/null; then
      git archive "FETCH_HEAD:$HISTORY_KEY" | tar -x -C "$HISTORY_DIR"
    fi
    ;;
  save)
    export GIT_AUTHOR_NAME=myitprocess-contract GIT_AUTHOR_EMAIL=myitprocess-contract@users.noreply.github.com
    export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
    index=$(mktemp -d)
    trap 'rm -rf "$index"' EXIT
    export GIT_INDEX_FILE="$index/index"
    # Another job may push in between: then its branch is taken over, and ours comes on top.
    for attempt in 1 2 3 4 5; do
      rm -f "$GIT_INDEX_FILE"
      parent=()
      if fetched; then
        parent=(-p "$(git rev-parse FETCH_HEAD)")
        git read-tree FETCH_HEAD
      fi
      for file in "$HISTORY_DIR"/*.json; do
        if [ -f "$file" ]; then
          git update-index --add --cacheinfo "100644,$(git hash-object -w "$file"),$HISTORY_KEY/$(basename "$file")"
        fi
      done
      # Their names begin with the time: as many stay as the suites keep.
      git ls-files -- ":(top)$HISTORY_KEY/" | sort -r | tail -n +401 | git update-index --force-remove --stdin
      commit=$(git commit-tree "$(git write-tree)" ${parent[@]+"${parent[@]}"} -m 'Runs of myitprocess-contract')
      if git push --quiet origin "$commit:refs/heads/$BRANCH"; then exit 0; fi
      sleep "$attempt"
    done
    echo "::warning title=myitprocess-contract::The history could not be pushed to $BRANCH: is there contents: write?"
    ;;
esac
