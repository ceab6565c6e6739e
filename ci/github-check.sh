#!/usr/bin/env bash
# Runs the check of action.yml: as text for the log, as SARIF for code scanning, as Markdown for the summary of the job.
# Exits as `cdk8s-hardened check` does. Bash 3.2 has to do, which is what runners with macOS have.
set -uo pipefail

export npm_config_legacy_peer_deps=true # the command line needs none of the peers

words=()
while IFS= read -r line; do
  if [ -n "$line" ]; then words+=("$line"); fi
done <<< "${CHECK_ARGS:-}"
words+=(--)
while IFS= read -r line; do
  if [ -n "$line" ]; then words+=("$line"); fi
done <<< "${CHECK_PATHS:-.}"

check() {
  npx --yes "cdk8s-hardened${CHECK_VERSION:+@$CHECK_VERSION}" check "$@" "${words[@]}"
}

check
status=$?
sarif=${CHECK_SARIF:-cdk8s-hardened.sarif}
check --format sarif --output "$sarif"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then check --format markdown >> "$GITHUB_STEP_SUMMARY"; fi
if [ ! -s "$sarif" ]; then
  echo "::error::cdk8s-hardened wrote no $sarif; the log above says why"
  exit 2
fi
exit "$status"
