#!/bin/sh
# Holds one node: keeper.sh FOLDER CGROUP PROGRAMS. Prints the process id of the node's first process, and ends with its standard input.
# All of the node lives in namespaces that vanish with that process; what is the machine's own, this script removes: cgroups and the folder.
# It runs in a session of its own and starts by removing what a killed one left, so neither an interrupt nor a kill leaves anything for long.
set -u
trap '' INT TERM HUP
folder=$1 cgroup=$2 programs=$3
here=$(dirname "$0")

controllers() {
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then echo /sys/fs/cgroup; else
    for controller in /sys/fs/cgroup/*/; do [ -f "${controller}cgroup.procs" ] && echo "${controller%/}"; done
  fi
}

remove() {
  # processes that were just killed leave their cgroups a moment later
  tries=0
  for controller in $(controllers); do
    while [ -d "$controller/$cgroup" ] && [ "$tries" -lt 100 ]; do
      find "$controller/$cgroup" -depth -type d -exec rmdir {} + 2>/dev/null || { tries=$((tries + 1)); sleep 0.1; }
    done
  done
  rm -rf "$folder"
}

remove
mkdir -m 700 "$folder" || exit 1
for controller in $(controllers); do
  mkdir -p "$controller/$cgroup" || exit 1
  # a new cpuset has neither processors nor memory, and a new cgroup of version 2 no controllers
  for setting in cpuset.cpus cpuset.mems; do
    [ -f "$controller/cgroup.controllers" ] || [ ! -f "$controller/$setting" ] || cat "$controller/$setting" > "$controller/$cgroup/$setting"
  done
  [ ! -f "$controller/cgroup.controllers" ] || [ "$controller" != /sys/fs/cgroup ] ||
    for name in cpu cpuset io memory pids; do
      echo "+$name" > "$controller/cgroup.subtree_control" && echo "+$name" > "$controller/$cgroup/cgroup.subtree_control"
    done
done
unshare --mount --net --pid --uts --ipc --fork --kill-child sh "$here/first-process.sh" "$folder" "$programs"
status=$?
remove
exit "$status"
