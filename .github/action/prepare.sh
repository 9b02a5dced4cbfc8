#!/usr/bin/env bash
# Makes the suites ready, and says where reports and history are. Inputs: REPORT_DIR, TARGET, WORK, HISTORY, PORTAL_URL, DOCS_URL, TARGETS, ARTIFACT.
set -euo pipefail

case "$REPORT_DIR" in
  '' | /* | *..*) echo "::error title=myitprocess-contract::report-dir is a folder below the working directory."; exit 2 ;;
esac

# A browser is for the portal and the Swagger UI page alone; it takes a minute to install.
browser=
if [ -n "$PORTAL_URL$DOCS_URL$TARGETS" ]; then browser=--browser; fi
node "$GITHUB_ACTION_PATH/cli/setup.mjs" $browser

history=none
if [ "$HISTORY" != none ]; then
  history="$RUNNER_TEMP/myitprocess-history"
  mkdir -p "$history"
fi
# Runs of different jobs and targets have histories of their own.
key=$(printf '%s' "${GITHUB_JOB:-job}-$ARTIFACT-$TARGET" | tr -c 'A-Za-z0-9\n' '-' | tr -s '-')
{
  echo "report-dir=${WORK%/}/$REPORT_DIR"
  if [ "$history" != none ]; then echo "history-dir=$history"; fi
  echo "history-key=${key%-}"
} >> "$GITHUB_OUTPUT"
