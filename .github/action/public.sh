#!/usr/bin/env bash
# Warns where everybody can read the reports: those of a public repository. Inputs: VISIBILITY, ARTIFACT.
set -euo pipefail

if [ "$VISIBILITY" = public ] && [ -n "$ARTIFACT" ]; then
  echo "::warning title=myitprocess-contract::This repository is public, and so is the artifact $ARTIFACT: its reports show responses of the server. Judge from a private repository, or leave the artifact out."
fi
