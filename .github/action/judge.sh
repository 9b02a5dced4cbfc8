#!/usr/bin/env bash
# Runs `mitp verify` or `mitp drill` and notes how it ended; the last step of the action ends with that.
# Inputs: COMMAND, SUITES, DEPTH, SEED, STRICT, CLIENT, SETTINGS, TARGETS, TARGET, and the variables of the suites (MITP_*).
set -uo pipefail

# An input that was left out is a variable that is not set. The target and its key stay, empty: the suites say so, and end with 2.
for name in ${!MITP_@}; do
  case "$name" in MITP_BASE_URL | MITP_API_KEY) [ "$COMMAND$TARGETS" = verify ] && continue ;; esac
  if [ -z "${!name}" ]; then unset "$name"; fi
done

words=()
if [ "$STRICT" = true ]; then words+=(--strict); fi

case "$COMMAND" in
  verify)
    words+=(--suite "$SUITES" --depth "$DEPTH")
    if [ -n "$SEED" ]; then words+=(--seed "$SEED"); fi
    if [ -n "$TARGETS" ]; then words+=(--targets "$TARGETS"); else words+=(--require-target); fi
    if [ -n "$TARGET" ]; then words+=(--target "$TARGET"); fi
    ;;
  drill)
    if [ -z "$CLIENT" ]; then echo '::error title=myitprocess-contract::Name the client: its command line.'; exit 2; fi
    while IFS= read -r line; do
      if [ -n "$line" ]; then words+=(--set "$line"); fi
    done <<< "$SETTINGS"
    words+=(-- bash -c "$CLIENT")
    ;;
  *)
    echo '::error title=myitprocess-contract::The command is verify or drill.'
    exit 2
    ;;
esac

# The mock of a drill has keys of its own, and needs none of the target's.
if [ "$COMMAND" = drill ]; then unset MITP_BASE_URL MITP_API_KEY; fi
code=0
node "$GITHUB_ACTION_PATH/cli/mitp.mjs" "$COMMAND" "${words[@]}" || code=$?

report=${MITP_REPORT_DIR:-}
# Each target has a folder of its own.
if [ -n "$TARGET" ]; then report="$report/$TARGET"; fi
if [ -f "$report/summary.md" ]; then cat "$report/summary.md" >> "$GITHUB_STEP_SUMMARY"; fi
if [ -f "$report/results.sarif" ]; then echo "sarif=$PWD/$report/results.sarif" >> "$GITHUB_OUTPUT"; fi
echo "exit-code=$code" >> "$GITHUB_OUTPUT"
