# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# checks.sh: functions for the scripts beside it. Sourced from the folder above, with the script's arguments: the first
# is the build, .build without one. Sets $build and $bin (full names), $W (a scratch folder, removed at the end).
# shellcheck disable=SC2034 # which the script reads

suite=$(basename "$0" .sh)
build=$(realpath "${1:-.build}")
bin=$build/bin
W=$(mktemp -d "${TMPDIR:-/tmp}/tillroll-$suite.XXXXXX")
trap 'rm -rf "$W"' EXIT
unset MAKEFLAGS MAKELEVEL MFLAGS
export LC_ALL=C TZ=UTC
passed=0
failed=0

# check $? NAME: the verdict of the command before it
check() {
  if (($1 == 0)); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED $suite: $2"
  fi
}
# gives EXPECTED NAME COMMAND...: its status; what it writes is in $W/out and $W/err
gives() {
  local want=$1 name=$2 got
  shift 2
  "$@" >"$W/out" 2>"$W/err"
  got=$?
  [[ $got == "$want" ]]
  check $? "$name: status $got, not $want; $(tail -n 3 "$W/err")"
}
# says PATTERN NAME: the last command wrote the pattern
says() {
  grep -qE -- "$1" "$W/out" "$W/err"
  check $? "$2: nothing says \"$1\""
}
# finish: the last line, and the status
finish() {
  echo "$suite: $passed passed, $failed failed"
  ((failed == 0 && passed > 0))
}
