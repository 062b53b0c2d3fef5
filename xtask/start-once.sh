#!/usr/bin/env bash
# start-once.sh PROGRAM: starts Vesper with an empty data directory on the display at hand, waits until its window shows,
# and ends what it started. Fails if no window shows within a minute.
set -euo pipefail
home=$(mktemp -d)
export VESPER_DATA_DIR=$home/data XDG_DATA_HOME=$home/share XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache

finish() {
  # The window starts the agent, which outlives it by design: both are known by the data directory they were given.
  local environment
  for environment in $(grep -lsz "^VESPER_DATA_DIR=$VESPER_DATA_DIR\$" /proc/[0-9]*/environ); do
    local pid=${environment//[!0-9]/}
    [ "$pid" = $$ ] || [ "$pid" = "$BASHPID" ] || kill "$pid" 2>/dev/null || true
  done
  wait
  rm -rf "$home"
}
trap finish EXIT

"$1" &
program=$!
for _ in $(seq 240); do
  kill -0 $program 2>/dev/null || { echo "it ended before a window showed" >&2; exit 1; }
  if xdotool search --onlyvisible --name '^Vesper' >/dev/null 2>&1; then
    echo "the window showed"
    exit
  fi
  sleep 0.25
done
echo "no window showed within a minute" >&2
exit 1
