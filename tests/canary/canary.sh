#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# canary.sh: can the tests under sanitizers fail at all? In a scratch tree with a tool, rows and a unit test that
# contain defects but end well, `make test` has to pass without sanitizers and to fail four times with them. (It has one
# file of the library, so that there is something to link with.)
set -u
cd "${BASH_SOURCE[0]%/*}/../.." || exit 1
W=$(mktemp -d "${TMPDIR:-/tmp}/tillroll-canary.XXXXXX")
trap 'rm -rf "$W"' EXIT
mkdir -p "$W/tests/cli" "$W/tests/unit" "$W/tools" "$W/lib/base"
cp Makefile "$W"
cp -r lib/install "$W/lib/"
cp lib/base/slice.? "$W/lib/base/"
cp tests/run "$W/tests/"
cp tests/cli/cli.? tests/canary/cli/canary.c "$W/tests/cli/"
cp tests/canary/unit/canary.c "$W/tests/unit/"
cp tests/canary/tools/canary.c "$W/tools/"

passed=0
failed=0
# closing_line EXPECTED NAME VARIABLE...
closing_line() {
  local want=$1 name=$2 got
  shift 2
  make -s -j "$(nproc)" -C "$W" "$@" test >"$W/log" 2>&1
  got=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$W/log" | tail -n 1)
  if [[ $got == "$want" ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    cat "$W/log"
    printf 'FAILED canary %s: expected "%s", got "%s"\n' "$name" "$want" "$got"
  fi
}
closing_line "5 passed, 0 failed" "without sanitizers" BUILD=.build/plain
closing_line "2 passed, 4 failed" "with sanitizers" BUILD=.build/asan SANITIZE=1
echo "canary: $passed passed, $failed failed"
((failed == 0))
